import Crystals
import Learning
import Tensors
import Testing

@Suite("A training on images")
struct ImageTrainingTests {
    /// Ten images of two classes, eight by eight.
    private static let data: LabelledImages = {
        var generator = SplitMix64(seed: 1)
        let pixels = (0..<640).map { _ in Float.random(in: -1...1, using: &generator) }
        return LabelledImages(
            Tensor(pixels, shape: [10, 1, 8, 8]), labels: (0..<10).map { $0 * 7 % 10 / 5 },
            classes: 2)
    }()

    private static let network: ConvolutionalNetwork = {
        var generator = SplitMix64(seed: 2)
        let convolution = Convolution(inputs: 1, outputs: 2, kernel: 3, using: &generator)
        return ConvolutionalNetwork(
            stages: [
                ConvolutionStage(
                    convolution, activation: .tanh, pooling: .init(.mean, window: 2))
            ],
            head: DenseNetwork(widths: [18, 2], activation: .tanh, using: &generator))
    }()

    private static func training(
        _ change: (inout ImageTraining.Configuration) -> Void
    ) -> ImageTraining {
        var configuration = ImageTraining.Configuration()
        (configuration.epochs, configuration.batchSize) = (4, 4)
        (configuration.schedule, configuration.learningRate) = (.constant, 0.1)
        change(&configuration)
        return ImageTraining(network, data, configuration)
    }

    /// The losses of all steps, and the parameters after each.
    private static func course(
        _ change: (inout ImageTraining.Configuration) -> Void
    ) -> (losses: [Float], parameters: [[Float]]) {
        var training = training(change)
        var (losses, parameters): ([Float], [[Float]]) = ([], [])
        while !training.isFinished {
            losses.append(training.step())
            parameters.append(training.network.parameters.flatMap(\.scalars))
        }
        return (losses, parameters)
    }

    @Test("sees every image once an epoch, in an order that the seed and the epoch give")
    func order() {
        // Without a learning rate a loss tells which images are in the batch.
        func epochs(_ seed: UInt64) -> [[Float]] {
            let losses = Self.course { ($0.learningRate, $0.seed) = (0, seed) }.losses
            return stride(from: 0, to: losses.count, by: 3).map { Array(losses[$0..<$0 + 3]) }
        }
        let (first, other) = (epochs(1), epochs(2))
        #expect(first.count == 4 && Set(first + other).count == 8)
        #expect(epochs(1) == first)
        // Four, four and two images.
        let means = (first + other).map { ($0[0] * 4 + $0[1] * 4 + $0[2] * 2) / 10 }
        #expect(means.allSatisfy { abs($0 - means[0]) < 1e-5 })
        #expect(abs(first[0][0] - first[0][1]) > 1e-4, "control")
    }

    @Test("follows its schedule")
    func schedule() {
        let path = Self.course { $0.schedule = .linear(scale: 0.5) }.parameters
        #expect(path.count == 12 && Set(path[..<6]).count == 6)
        #expect(
            Set(path[6...]).count == 1 && path[6] == path[5], "the rate is 0 from the middle on")
        #expect(Set(Self.course { _ in }.parameters).count == 12, "control")
    }

    @Test(
        "makes the steps of the optimiser that was chosen, with its decay",
        arguments: OptimizerChoice.allCases)
    func optimizer(_ choice: OptimizerChoice) {
        let path = Self.course {
            ($0.optimizer, $0.weightDecay, $0.batchSize) = (choice, 0.3, 10)
        }.parameters
        var descent = GradientDescent(Self.network, choice.optimizer(weightDecay: 0.3))
        for parameters in path {
            descent.step(rate: 0.1) {
                CategoricalCrossEntropy.loss(
                    $0.training(Self.data.batch(Array(0..<10))), Self.data.labels)
            }
            let wanted = descent.network.parameters.flatMap(\.scalars)
            let worst = zip(parameters, wanted).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
            #expect(worst < 1e-4, "\(worst)")
        }
        let without = Self.course { ($0.optimizer, $0.batchSize) = (choice, 10) }.parameters
        #expect(zip(path[3], without[3]).contains { abs($0 - $1) > 1e-4 }, "control")
    }

    @Test("keeps what BatchNorm has seen, which inference reads")
    func statistics() {
        var generator = SplitMix64(seed: 2)
        let convolution = Convolution(inputs: 1, outputs: 2, kernel: 3, using: &generator)
        let network = ConvolutionalNetwork(
            stages: [
                ConvolutionStage(
                    convolution, activation: .tanh, placement: .before,
                    pooling: .init(.mean, window: 2))
            ],
            head: DenseNetwork(widths: [18, 2], activation: .tanh, using: &generator))
        var descent = GradientDescent(network, SGD())
        let images = Self.data.batch(Array(0..<10))
        for _ in 0..<100 {
            descent.step(rate: 0) {
                CategoricalCrossEntropy.loss($0.training(images), Self.data.labels)
            }
        }
        var learned = descent.network
        let worst = zip(learned.training(images).scalars, descent.network(images).scalars)
            .reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
        let change = zip(network(images).scalars, descent.network(images).scalars)
            .reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
        #expect(worst < 2e-3 && change > 0.05, "\(worst), \(change)")
    }

    @Test("is judged on the images that it is asked about")
    func judgement() {
        let (data, network) = (Self.data, Self.network)
        let all = data.predictions(of: network)
        #expect(Set(all) == [0, 1], "control")
        let (right, wrong) = (
            all.indices.filter { all[$0] == data.labels[$0] },
            all.indices.filter { all[$0] != data.labels[$0] }
        )
        #expect(data.accuracy(of: network) == Double(right.count) / 10 && right.count < 10)
        #expect(data.accuracy(of: network, rows: right) == 1 && !right.isEmpty)
        #expect(data.accuracy(of: network, rows: wrong.reversed()) == 0)
        #expect(data.predictions(of: network, rows: [7, 2]) == [all[7], all[2]])
    }
}
