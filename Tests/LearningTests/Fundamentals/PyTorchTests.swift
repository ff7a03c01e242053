import Learning
import Tensors
import TestKit
import Testing

/// Values and gradients of everything from which networks are made, to 1e-5 of the largest number of a tensor.
@Suite("As PyTorch has it")
struct PyTorchTests {
    static let activations = Activation.allCases.filter { $0 != .identity }

    @Test("activations", arguments: activations)
    func activation(_ activation: Activation) throws {
        try PyTorchFixture.check("activation.\(activation.rawValue)", ["x"]) { activation($0[0]) }
    }

    @Test("softmax and its logarithm")
    func softmax() throws {
        try PyTorchFixture.check("activation.softmax", ["x"]) { $0[0].softmax() }
        try PyTorchFixture.check("activation.logSoftmax", ["x"]) { $0[0].logSoftmax() }
    }

    @Test("cross-entropies from logits")
    func losses() throws {
        for name in ["binary", "categorical"] {
            let labels = try PyTorchFixture.labels("loss.\(name)/labels")
            let tape = Tape()
            let z = tape.watch(try PyTorchFixture.tensor("loss.\(name)/z"))
            let loss =
                name == "binary"
                ? Loss.binaryCrossEntropy(z, labels.map(Float.init))
                : CategoricalCrossEntropy.loss(z, labels)
            try PyTorchFixture.expect(loss, equals: "loss.\(name)/loss")
            let slopes = tape.gradients(of: loss, for: [z])[0]
            try PyTorchFixture.expect(slopes, equals: "loss.\(name)/d_z")
        }
    }

    @Test("dense networks of three layers", arguments: Activation.allCases)
    func dense(_ activation: Activation) throws {
        let name = "dense.\(activation.rawValue)"
        let labels = try PyTorchFixture.labels("\(name)/labels")
        var network = try Self.dense([3, 6, 5, 4], activation, name)
        try Self.compare(&network, name) { network in
            CategoricalCrossEntropy.loss(
                network(try PyTorchFixture.tensor("\(name)/x")), labels)
        }
    }

    @Test("a dense autoencoder")
    func autoencoder() throws {
        var generator = PlainGenerator()
        var network = Autoencoder(
            inputs: 6, hidden: [4], latent: 2, activation: .tanh, using: &generator)
        let names = (0..<4).flatMap { ["\($0).weight", "\($0).bias"] }
        network.replace(
            .trainable, with: try names.map { try PyTorchFixture.tensor("autoencoder/\($0)") })
        let x = try PyTorchFixture.tensor("autoencoder/x")
        let tape = Tape()
        var watched = network.watched(by: tape)
        let loss = Loss.meanSquaredError(watched(x), x.scalars)
        try PyTorchFixture.expect(loss, equals: "autoencoder/loss")
        let gradients = tape.gradients(of: loss, for: watched.recordedParameters())
        for (name, gradient) in zip(names, gradients) {
            try PyTorchFixture.expect(gradient, equals: "autoencoder/d_\(name)")
        }
    }

    static func dense(
        _ widths: [Int], _ activation: Activation, _ name: String
    ) throws
        -> DenseNetwork
    {
        var generator = PlainGenerator()
        var network = DenseNetwork(widths: widths, activation: activation, using: &generator)
        network.replace(
            .trainable,
            with: try network.tensors(.trainable).map {
                try PyTorchFixture.tensor("\(name)/\($0.0)")
            })
        return network
    }

    static func compare(
        _ network: inout DenseNetwork, _ name: String, _ loss: (DenseNetwork) throws -> Tensor
    ) throws {
        let tape = Tape()
        var watched = network.watched(by: tape)
        let value = try loss(watched)
        try PyTorchFixture.expect(value, equals: "\(name)/loss")
        let gradients = tape.gradients(of: value, for: watched.recordedParameters())
        for ((path, _), gradient) in zip(network.tensors(.trainable), gradients) {
            try PyTorchFixture.expect(gradient, equals: "\(name)/d_\(path)")
        }
    }

    static let optimizers: [(String, any Optimizer)] = [
        ("sgd", SGD()), ("sgdDecay", SGD(weightDecay: 0.1)), ("adagrad", Adagrad()),
        ("adadelta", Adadelta()), ("adam", Adam()), ("adamDecay", Adam(weightDecay: 0.1)),
        ("adamw", AdamW(weightDecay: 0.1)),
    ]

    @Test("ten steps of each optimiser", arguments: 0..<7)
    func optimizer(_ k: Int) throws {
        let (name, optimizer) = Self.optimizers[k]
        let start = try PyTorchFixture.tensor("optimizer.\(name)/start").scalars
        let gradients = try PyTorchFixture.tensor("optimizer.\(name)/gradients")
        var (x, path) = (start, [Float]())
        var state = [[Float]](
            repeating: [Float](repeating: 0, count: x.count), count: type(of: optimizer).stateCount)
        for step in 0..<10 {
            optimizer.update(
                &x, gradient: gradients.rows(step..<(step + 1)).scalars, state: &state,
                rate: name == "adadelta" ? 1 : 0.05, step: step + 1)
            path += x
        }
        try PyTorchFixture.expect(Tensor(path), equals: "optimizer.\(name)/path")
        #expect(zip(start, x).allSatisfy { abs($0 - $1) > 1e-4 }, "control: all have moved")
    }

    static let schedules: [(String, Schedule)] = [
        ("linear", .linear(scale: 1)), ("exponential", .exponential(scale: 0.3)),
        ("step", .step(milestones: [0.5, 0.8], factor: 0.1)), ("cosine", .cosine),
    ]

    @Test("schedules over twenty epochs", arguments: 0..<4)
    func schedule(_ k: Int) throws {
        let (name, schedule) = Self.schedules[k]
        let rates = (0..<20).map { Float(schedule.factor(at: Double($0) / 20)) }
        try PyTorchFixture.expect(Tensor(rates), equals: "schedule.\(name)/rates")
        #expect(rates[0] == 1 && rates[19] < 0.1)
    }
}

/// Starting weights that are replaced.
struct PlainGenerator: RandomNumberGenerator {
    private var state: UInt64 = 1
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
