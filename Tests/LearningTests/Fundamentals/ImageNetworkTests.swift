import Crystals
import Learning
import Tensors
import TestKit
import Testing

@Suite("Networks of images")
struct ImageNetworkTests {
    /// Bars that lie or stand, somewhere, in noise.
    static func bars(_ count: Int, seed: UInt64) -> LabelledImages {
        var generator = SplitMix64(seed: seed)
        var pixels: [Float] = []
        for k in 0..<count {
            let place = Int.random(in: 4..<24, using: &generator)
            for row in 0..<28 {
                for column in 0..<28 {
                    let isBar = (k % 2 == 0 ? row : column) == place
                    pixels.append((isBar ? 1 : 0) + .random(in: 0..<0.5, using: &generator))
                }
            }
        }
        return LabelledImages(
            Tensor(pixels, shape: [count, 1, 28, 28]), labels: (0..<count).map { $0 % 2 },
            classes: 10)
    }

    @Test("the lecture's network has 185 + 460 + 1,610 parameters, and maps of 23, 11, 9, 4 pixels")
    func smallNetwork() {
        var generator = SplitMix64(seed: 1)
        let network = ConvolutionalNetwork.small(using: &generator)
        #expect(
            network.stages.map(\.parameterCount) + [network.head.parameterCount] == [
                185, 460, 1610,
            ])
        #expect(network.parameterCount == 2255)
        let first = network.stages[0].maps(ImageBatch(.zeros([1, 1, 28, 28])))
        let second = network.stages[1].maps(first.output)
        #expect(
            [first.sums, first.output, second.sums, second.output].map(\.width) == [23, 11, 9, 4])
    }

    @Test("both networks tell lying bars from standing ones", arguments: [true, false])
    func learning(_ isSmall: Bool) {
        var generator = SplitMix64(seed: 2)
        let network =
            isSmall
            ? ConvolutionalNetwork.small(using: &generator)
            : ConvolutionalNetwork.leNet5(using: &generator)
        var configuration = ImageTraining.Configuration()
        (configuration.epochs, configuration.batchSize) = (30, 20)
        let data = Self.bars(300, seed: 3)
        var training = ImageTraining(
            network, data.standardized(by: data.brightness), configuration)
        let held = Self.bars(200, seed: 4).standardized(by: data.brightness)
        #expect(held.accuracy(of: training.network) < 0.8, "control")
        while !training.isFinished { _ = training.step() }
        #expect(held.accuracy(of: training.network) > 0.94)
    }

    @Test("a training is the same for any number of threads")
    func threads() {
        func losses(_ threads: Int) -> [Float] {
            Workers.withCount(threads) {
                var generator = SplitMix64(seed: 2)
                var configuration = ImageTraining.Configuration()
                (configuration.epochs, configuration.batchSize) = (1, 48)
                var training = ImageTraining(
                    .small(placement: .before, using: &generator), Self.bars(150, seed: 3),
                    configuration)
                return (0..<4).map { _ in training.step() }
            }
        }
        #expect(losses(1) == losses(2) && losses(1) == losses(3))
        #expect(losses(1)[0] != losses(1)[1], "control")
    }

    @Test(
        "pooling before a rising activation is the same as after it",
        arguments: [Activation.relu, .leakyReLU])
    func order(_ activation: Activation) {
        var generator = SplitMix64(seed: 6)
        let convolution = Convolution(inputs: 1, outputs: 3, kernel: 3, using: &generator)
        let images = Self.bars(3, seed: 1).batch([0, 1, 2])
        let stage = ConvolutionStage(
            convolution, activation: activation, pooling: .init(.maximum, window: 2))
        let plain = convolution(images).mapped(activation.callAsFunction).pooled(
            .maximum, window: 2)
        #expect(stage(images).flattened().scalars == plain.flattened().scalars)
    }

    @Test(
        "on data that stay the same, BatchNorm's running averages become the batch's: learning and inference agree",
        arguments: [NormalizationPlacement.before, .after])
    func normalization(_ placement: NormalizationPlacement) {
        var generator = SplitMix64(seed: 3)
        var network = ConvolutionalNetwork.small(placement: placement, using: &generator)
        let images = Self.bars(64, seed: 5).batch(Array(0..<64))
        let before = network(images).scalars
        for _ in 0..<150 { _ = network.training(images) }
        let (learning, inference) = (network.training(images).scalars, network(images).scalars)
        // The running variance is that of a sample: n/(n − 1) more than the batch's.
        let worst = zip(learning, inference).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
        let change = zip(before, inference).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
        #expect(worst < 2e-3 && change > 0.1, "\(worst) \(change)")
    }

    @Test(
        "gradients of a whole network agree with central differences",
        arguments: NormalizationPlacement.allCases)
    func gradients(_ placement: NormalizationPlacement) {
        var generator = SplitMix64(seed: 4)
        let convolution = Convolution(inputs: 1, outputs: 2, kernel: 3, using: &generator)
        let network = ConvolutionalNetwork(
            stages: [
                ConvolutionStage(
                    convolution, activation: .tanh, placement: placement,
                    pooling: .init(.mean, window: 2))
            ],
            head: DenseNetwork(widths: [8, 3], activation: .tanh, using: &generator))
        let images = ImageBatch(LossAndLayerTests.random([5, 1, 6, 6], seed: 5))
        let check = GradientCheck(at: network.parameters) { parameters in
            var copy = network
            copy.replace(.trainable, with: parameters)
            return CategoricalCrossEntropy.loss(copy.training(images), [0, 1, 2, 0, 1])
        }
        #expect(check.largest > 0.01 && check.error < 3e-3, "\(check.error)")
    }

    @Test("every layer of images shows each tensor once, under a path of its own")
    func visiting() {
        var generator = SplitMix64(seed: 1)
        let widths = InceptionBlock.Widths(
            point: 1, small: (inner: 1, outer: 2), large: (inner: 1, outer: 2), pooled: 1)
        #expect(widths.outputs == 6)
        let layers: [any Layer] = [
            InceptionBlock(inputs: 3, widths, using: &generator),
            ConvolutionalNetwork.small(placement: .after, using: &generator),
            ConvolutionalNetwork.leNet5(using: &generator),
            Autoencoder(inputs: 5, hidden: [4], latent: 2, activation: .tanh, using: &generator),
        ]
        for layer in layers {
            let paths = layer.namedTensors.map(\.name)
            #expect(Set(paths).count == paths.count && paths.count > 5)
        }
    }
}
