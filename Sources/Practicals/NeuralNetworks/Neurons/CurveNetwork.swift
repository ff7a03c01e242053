internal import Crystals
internal import Learning
internal import Tensors

/// A network with one hidden layer for functions on −1…1, whose units start with their bends spread over it.
enum CurveNetwork {
    static func start(units: Int, activation: Activation, seed: UInt64) -> DenseNetwork {
        var generator = SplitMix64(seed: seed)
        var network = DenseNetwork(
            widths: [1, units, 1], activation: activation, using: &generator)
        // w (x − c): as steep as units are many, so that each has a part of the interval for itself.
        let steepness = Float(2 + units / 4)
        var (weights, biases) = ([Float](), [Float]())
        for unit in 0..<units {
            let weight = steepness * (Bool.random(using: &generator) ? 1 : -1)
            weights.append(weight)
            // One in each of as many equal parts: chance alone leaves gaps, and more units could fit worse.
            let part = Float(unit) + Float.random(in: 0...1, using: &generator)
            biases.append(-weight * (2 * part / Float(units) - 1))
        }
        network.layers[0].weight = Tensor(weights, shape: [units, 1])
        network.layers[0].bias = Tensor(biases)
        return network
    }

    /// `count` places from −1 to 1.
    static func places(_ count: Int) -> [Double] {
        (0..<count).map { -1 + 2 * Double($0) / Double(count - 1) }
    }

    static func column(_ values: [Double]) -> Tensor {
        Tensor(values.map(Float.init), shape: [values.count, 1])
    }

    /// Adam with half a cosine on the mean squared error.
    ///
    /// - Parameter watch: called before each step and after the last; false ends it.
    /// - Returns: nil if it was ended.
    static func fitted(
        _ start: DenseNetwork, x: Tensor, y: [Float], steps: Int, rate: Double = 0.03,
        watch: (Int, DenseNetwork) -> Bool = { _, _ in true }
    ) -> DenseNetwork? {
        var descent = GradientDescent(start, Adam())
        for step in 0..<steps {
            guard watch(step, descent.network) else { return nil }
            descent.step(rate: rate * Schedule.cosine.factor(at: Double(step) / Double(steps))) {
                Loss.meanSquaredError($0(x), y)
            }
        }
        return watch(steps, descent.network) ? descent.network : nil
    }
}
