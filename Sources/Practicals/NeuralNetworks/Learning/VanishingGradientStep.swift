internal import Crystals
internal import Learning
internal import Tensors

/// How much of the gradient arrives at the first layers of a deep network.
///
/// What it shows: every sigmoid passes on a quarter at most, so that ten of them leave nothing to learn by; a relu
/// that starts as He has it passes on all, on the average of draws.
enum VanishingGradientStep: Experiment {
    static let id = "vanishing-gradients"

    struct Parameters: ExperimentParameters {
        /// Hidden layers.
        var depth = 10
        var width = 32
        var activation = "sigmoid"
        var start = "he"
        /// Whether the chosen network is trained too.
        var trains = true
        var steps = 300
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .count("depth", 2...30), .count("width", 4...64), .activation,
            .choice("start", DenseNetwork.Start.allCases.map(\.rawValue)), .toggle("trains"),
            .count("steps", 50...1000), .seed,
        ]
    }

    /// Of one activation.
    struct Layers: Hashable, Sendable, Codable {
        var activation: String
        /// Root mean square of the slopes of each layer's weights, the first layer first.
        var gradient: [Double]
        /// Standard deviation of what each layer gives.
        var spread: [Double]
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var norms: [Layers]
        /// Index of the chosen activation.
        var chosen: Int
        /// The first layer's slopes over those of the last hidden one.
        var ratio: Double
        var lossCurve: [Float]
        var step: Int
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let data = LabelledPoints.circle(64, seed: parameters.seed).standardized()
        let activations = Activation.allCases.filter { $0 != .identity }
        let norms = activations.map { layers(network($0, parameters), data, $0) }
        let chosen = activations.firstIndex(of: .named(parameters.activation)) ?? 0
        let slopes = norms[chosen].gradient
        var frame = Frame(
            progress: parameters.trains ? 0 : 1, isLast: !parameters.trains, norms: norms,
            chosen: chosen, ratio: slopes[0] / max(slopes[parameters.depth - 1], 1e-45),
            lossCurve: [], step: 0)
        guard emit(frame), parameters.trains else { return }
        var descent = GradientDescent(network(activations[chosen], parameters), SGD())
        var pacer = Pacer(steps: parameters.steps, frames: 50)
        for step in 1...parameters.steps {
            frame.lossCurve.append(
                descent.step(rate: 0.01) {
                    Loss.binaryCrossEntropy($0(data.features), data.labels)
                }.loss)
            (frame.step, frame.isLast) = (step, step == parameters.steps)
            frame.progress = Double(step) / Double(parameters.steps)
            guard frame.isLast || pacer.isDue(step) else { continue }
            guard emit(frame) else { return }
        }
    }

    private static func network(
        _ activation: Activation, _ parameters: Parameters
    ) -> DenseNetwork {
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let hidden = [Int](repeating: parameters.width, count: parameters.depth)
        return DenseNetwork(
            widths: [2] + hidden + [1], activation: activation,
            start: DenseNetwork.Start(rawValue: parameters.start) ?? .xavier, using: &generator)
    }

    private static func layers(
        _ network: DenseNetwork, _ data: LabelledPoints, _ activation: Activation
    ) -> Layers {
        let tape = Tape()
        var watched = network.watched(by: tape)
        let values = watched.hidden(data.features)
        let loss = Loss.binaryCrossEntropy(values[values.count - 1], data.labels)
        let gradients = tape.gradients(of: loss, for: watched.recordedParameters())
        // Weight and bias take turns.
        let weights = stride(from: 0, to: gradients.count, by: 2).map { gradients[$0] }
        return Layers(
            activation: activation.rawValue,
            gradient: weights.map { weight in
                let squares = weight.scalars.reduce(0.0) { $0 + Double($1) * Double($1) }
                return (squares / Double(weight.count)).squareRoot()
            },
            spread: values.map { layer in
                let all = layer.scalars.map(Double.init)
                let mean = all.reduce(0, +) / Double(all.count)
                let squares = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                return (squares / Double(all.count)).squareRoot()
            })
    }
}
