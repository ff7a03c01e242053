import Crystals
import Learning
import Tensors
import Testing

@Suite("How networks begin, what they leave out and how they are pulled to zero")
struct BeginningTests {
    @Test(
        "weights have the variance of their start, and biases are zero",
        arguments: [(DenseNetwork.Start.xavier, 2.0 / 400), (.he, 2.0 / 300)])
    func starts(_ start: DenseNetwork.Start, _ wanted: Double) {
        var generator = SplitMix64(seed: 5)
        let network = DenseNetwork(
            widths: [300, 100], activation: .relu, start: start, using: &generator)
        let weights = network.layers[0].weight.scalars.map(Double.init)
        let mean = weights.reduce(0, +) / 30_000
        let variance = weights.reduce(0) { $0 + $1 * $1 } / 30_000
        // Of 30,000 numbers a variance is known to √(2/30,000) of itself.
        #expect(
            abs(variance / wanted - 1) < 0.035 && abs(mean) < 5 * (wanted / 30_000).squareRoot())
        #expect(network.layers[0].bias.scalars.allSatisfy { $0 == 0 })
    }

    @Test("dropout leaves out each number by itself, as its seed has it")
    func dropout() {
        func kept(_ seed: UInt64) -> [Bool] {
            var dropout = Dropout(share: 0.5, seed: seed)
            return dropout(.ones([20_000])).scalars.map { $0 > 0 }
        }
        let first = kept(1)
        #expect(kept(1) == first && kept(2) != first)
        // Neighbours are alike as often as not.
        for distance in [1, 2, 3] {
            let alike = (0..<10_000).count { first[2 * $0] == first[(2 * $0 + distance) % 20_000] }
            #expect(abs(alike - 5000) < 250, "\(distance): \(alike)")
        }
        var dropout = Dropout(share: 0.5, seed: 1)
        #expect(
            dropout(.ones([9])).scalars != dropout(.ones([9])).scalars, "another mask each time")
    }

    @Test(
        "every optimiser that can be chosen pulls to zero what has no slope, where it is to",
        arguments: OptimizerChoice.allCases)
    func decay(_ choice: OptimizerChoice) {
        for decay: Float in [0, 0.1] {
            let optimizer = choice.optimizer(weightDecay: decay)
            let count = type(of: optimizer).stateCount
            var (x, state): ([Float], [[Float]]) = (
                [1, -1], [[Float]](repeating: [0, 0], count: count)
            )
            for step in 1...3 {
                optimizer.update(&x, gradient: [0, 0], state: &state, rate: 0.1, step: step)
            }
            #expect(x[0] == -x[1] && x[0] > 0.5 && (x[0] < 1) == (decay > 0), "\(x)")
        }
    }

    @Test("descent that is chosen has its momentum")
    func momentum() {
        let optimizer = OptimizerChoice.sgd.optimizer()
        var (x, state): ([Float], [[Float]]) = ([0], [[0]])
        for step in 1...3 {
            optimizer.update(&x, gradient: [2], state: &state, rate: 0.5, step: step)
        }
        #expect(abs(x[0] + 0.5 * 2 * (1 + 1.9 + 2.71)) < 1e-5)
    }

    @Test("a linear schedule is at zero from its scale on")
    func linear() {
        let schedule = Schedule.linear(scale: 0.5)
        #expect([0, 0.25, 0.5, 0.8, 1].map(schedule.factor(at:)) == [1, 0.5, 0, 0, 0])
    }
}
