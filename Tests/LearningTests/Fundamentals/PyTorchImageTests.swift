import Learning
import Tensors
import Testing

@testable import Learning

@Suite("As PyTorch has it, of images")
struct PyTorchImageTests {
    @Test("convolution with channels, stride and padding", arguments: 0..<6)
    func convolution(_ k: Int) throws {
        let shape = try PyTorchFixture.labels("convolution.\(k)/shape")
        try PyTorchFixture.check("convolution.\(k)", ["x", "w", "b"]) {
            ImageBatch($0[0]).convolved($0[1], bias: $0[2], stride: shape[0], padding: shape[1])
                .flattened()
        }
    }

    @Test("pooling", arguments: PoolingKind.allCases, 0..<3)
    func pooling(_ kind: PoolingKind, _ k: Int) throws {
        let name = "pooling.\(kind.rawValue).\(k)"
        let shape = try PyTorchFixture.labels("\(name)/shape")
        try PyTorchFixture.check(name, ["x"]) {
            ImageBatch($0[0]).pooled(kind, window: shape[0], stride: shape[1], padding: shape[2])
                .flattened()
        }
    }

    @Test("normalisation of channels, its running averages, and inference with them")
    func normalization() throws {
        var layer = ChannelNormalization(channels: 3)
        try PyTorchFixture.check("normalization", ["x", "gain", "offset"]) { operands in
            (layer.norm.gain, layer.norm.offset) = (operands[1], operands[2])
            return layer.training(ImageBatch(operands[0])).flattened()
        }
        try PyTorchFixture.expect(layer.norm.mean, equals: "normalization/mean")
        try PyTorchFixture.expect(layer.norm.variance, equals: "normalization/variance")
        let x = ImageBatch(try PyTorchFixture.tensor("normalization/x"))
        try PyTorchFixture.expect(layer(x).flattened(), equals: "normalization/inference")
    }

    @Test("an Inception block")
    func inception() throws {
        var generator = PlainGenerator()
        var block = InceptionBlock(
            inputs: 4,
            .init(point: 3, small: (inner: 2, outer: 5), large: (inner: 2, outer: 2), pooled: 3),
            using: &generator)
        let names = block.tensors(.trainable).map(\.0)
        #expect(names.count == 12)
        try PyTorchFixture.check("inception", ["x"] + names) { operands in
            block.replace(.trainable, with: Array(operands.dropFirst()))
            return block(ImageBatch(operands[0])).flattened()
        }
    }

    private static func small(_ placement: NormalizationPlacement) throws -> ConvolutionalNetwork {
        var generator = PlainGenerator()
        var network = ConvolutionalNetwork.small(placement: placement, using: &generator)
        var weights = try (0..<6).map { try PyTorchFixture.tensor("small/parameters.\($0)") }
        if placement != .none {
            // Gains of one and offsets of zero behind each convolution.
            weights.insert(contentsOf: [.ones([5]), .zeros([5])], at: 2)
            weights.insert(contentsOf: [.ones([10]), .zeros([10])], at: 6)
        }
        network.replace(.trainable, with: weights)
        return network
    }

    private static var images: ImageBatch {
        get throws { ImageBatch(try PyTorchFixture.tensor("small/images")) }
    }

    @Test(
        "the small network: logits, gradients, five steps of Adam",
        arguments: NormalizationPlacement.allCases)
    func smallNetwork(_ placement: NormalizationPlacement) throws {
        let name = "small.\(placement.rawValue)"
        let labels = try PyTorchFixture.labels("small/labels")
        let images = try Self.images
        var descent = GradientDescent(try Self.small(placement), Adam())
        #expect(placement != .none || descent.network.parameterCount == 2255)
        var losses: [Float] = []
        for step in 0..<5 {
            let result = descent.step(rate: 0.005) { network in
                let logits = network.training(images)
                if step == 0 {
                    #expect((try? PyTorchFixture.error(logits, "\(name)/logits")) ?? 1 < 1e-5)
                }
                return CategoricalCrossEntropy.loss(logits, labels)
            }
            losses.append(result.loss)
            guard step == 0 else { continue }
            let ofConvolutions =
                placement == .none ? [0, 1, 2, 3, 4, 5] : [0, 1, 4, 5, 8, 9]
            for (k, place) in ofConvolutions.enumerated() {
                // In front of a normalisation a bias changes nothing: its gradient is rounding.
                if placement == .before, k == 1 || k == 3 { continue }
                try PyTorchFixture.expect(
                    result.gradients[place], equals: "\(name)/d_parameters.\(k)")
            }
        }
        try PyTorchFixture.expect(Tensor(losses), equals: "\(name)/losses")
        #expect(losses[4] < losses[0] - 0.1, "control")
    }

    @Test("LeNet-5: logits, loss and gradients")
    func leNet5() throws {
        var generator = PlainGenerator()
        var network = ConvolutionalNetwork.leNet5(using: &generator)
        #expect(network.parameterCount == 61_706)
        network.replace(
            .trainable,
            with: network.parameters.enumerated().map { PyTorchFixture.wave($1.shape, $0) })
        let tape = Tape()
        var watched = network.watched(by: tape)
        let logits = watched(try Self.images)
        try PyTorchFixture.expect(logits, equals: "lenet/logits")
        let loss = CategoricalCrossEntropy.loss(
            logits, try PyTorchFixture.labels("small/labels"))
        try PyTorchFixture.expect(loss, equals: "lenet/loss")
        let gradients = tape.gradients(of: loss, for: watched.recordedParameters())
        for (k, gradient) in gradients.enumerated() {
            let part = gradient.count > 3000 ? gradient.rows(0..<1) : gradient
            try PyTorchFixture.expect(part, equals: "lenet/d_parameters.\(k)")
        }
    }
}
