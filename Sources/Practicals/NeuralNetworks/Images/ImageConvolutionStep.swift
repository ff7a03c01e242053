internal import Crystals
internal import Learning
internal import Physics
internal import Tensors

/// A convolutional network learning to tell the five plane lattices by their pictures, with what its kernels see.
///
/// What it shows: 2,255 numbers are enough, and the maps of the first kernels are edges and spots.
enum ImageConvolutionStep: Experiment {
    static let id = "convolution"

    struct Parameters: ExperimentParameters {
        var images = "diffraction"
        var network = "small"
        var imagesPerClass = 400
        /// On the counting noise and the background.
        var noise = 1.0
        /// Largest angle to either side, degrees.
        var rotation = 10.0
        var learningRate = 0.005
        var batchSize = 32
        var epochs = 12
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("images", ["diffraction", "micrograph", "both"]),
            .choice("network", ["small", "lenet"]), .count("imagesPerClass", 50...2000),
            .slider("noise", 0...2, step: 0.1), .slider("rotation", 0...45, step: 1),
            .logarithmic("learningRate", 0.0005...0.05), .count("batchSize", 8...128),
            .count("epochs", 1...30), .seed,
        ]

        var set: LatticeImageSet {
            var set = LatticeImageSet()
            set.pictures =
                images == "both"
                ? LatticeImageKind.allCases : [LatticeImageKind(rawValue: images) ?? .diffraction]
            (set.perClass, set.images.noise) = (imagesPerClass, noise)
            set.images.rotation = rotation
            return set
        }
    }

    struct Sample: Hashable, Sendable, Codable {
        var image: Picture
        var label: Int
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var epoch: Int
        var step: Int
        /// Numbers that are learned; 2,255 in the small network.
        var parameters: Int
        /// Mean since the frame before.
        var loss: Float
        /// On pictures that are not learned from; −1 before the first epoch.
        var accuracy: Double
        /// x in epochs.
        var accuracyCurve: Curve
        /// Learned from in a second; measured, so that no two runs have the same.
        var imagesPerSecond: Double
        /// A picture that is not learned from, its class, and what the network says of it.
        var image: Picture
        var label: Int
        var probabilities: [Float]
        var classes: [String]
        /// Of the first convolution.
        var kernels: [Picture]
        /// Of ``image``: first convolution, first pooling, second convolution, second pooling.
        var maps: [[Picture]]
        /// [truth][prediction]; empty before the first epoch.
        var confusion: [[Int]]
        /// One for each class, in the first frame.
        var samples: [Sample]?
    }

    /// Pictures of each class that are kept for judging.
    static let heldPerClass = 100

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        var set = parameters.set
        let seed = UInt64(parameters.seed)
        let learned = set.data(seed: 2 * seed, outputs: 10)
        set.perClass = heldPerClass
        let held = set.data(seed: 2 * seed + 1, outputs: 10)
        var run = ConvolutionRun(parameters, learned, held, set.classes)
        guard emit(run.frame(samples: true)) else { return }
        var pacer = Pacer()
        while !run.training.isFinished {
            let isEpoch = run.step()
            guard isEpoch || pacer.isDue(run.training.descent.steps) else { continue }
            guard emit(run.frame()) else { return }
        }
    }
}

/// A training under way, and what it has shown.
private struct ConvolutionRun {
    var training: ImageTraining
    private let held: LabelledImages
    /// As the network is given them.
    private let seen: LabelledImages
    private let classes: [String]
    private var accuracy = Curve()
    private var confusion: [[Int]] = []
    private var (losses, shown) = (Float(0), 0)
    private let clock = ContinuousClock()
    private var time = Duration.zero

    init(
        _ parameters: ImageConvolutionStep.Parameters, _ learned: LabelledImages,
        _ held: LabelledImages, _ classes: [String]
    ) {
        (self.held, self.classes) = (held, classes)
        let brightness = learned.brightness
        seen = held.standardized(by: brightness)
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let network =
            parameters.network == "lenet"
            ? ConvolutionalNetwork.leNet5(using: &generator)
            : ConvolutionalNetwork.small(using: &generator)
        var configuration = ImageTraining.Configuration()
        (configuration.epochs, configuration.batchSize) = (parameters.epochs, parameters.batchSize)
        (configuration.learningRate, configuration.seed) = (
            parameters.learningRate, UInt64(parameters.seed)
        )
        training = ImageTraining(network, learned.standardized(by: brightness), configuration)
    }

    /// One mini-batch; whether it was the last of an epoch, after which the network is judged.
    mutating func step() -> Bool {
        time += clock.measure { losses += training.step() }
        shown += 1
        let steps = training.descent.steps
        guard steps % training.stepsPerEpoch == 0 else { return false }
        judge()
        accuracy.x.append(Double(steps / training.stepsPerEpoch))
        return true
    }

    private mutating func judge() {
        let count = classes.count
        confusion = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        var right = 0
        for (found, truth) in zip(seen.predictions(of: training.network), held.labels) {
            // Of ten outputs some may have no class; to choose one of them is wrong.
            if found < count { confusion[truth][found] += 1 }
            if found == truth { right += 1 }
        }
        accuracy.y.append(Double(right) / Double(held.count))
    }

    mutating func frame(samples: Bool = false) -> ImageConvolutionStep.Frame {
        let (network, steps) = (training.network, training.descent.steps)
        let all = training.configuration.epochs * training.stepsPerEpoch
        // Another picture for each epoch.
        let shownRow = steps / training.stepsPerEpoch % held.count
        let logits = network(seen.batch([shownRow]))
        let learned = Double(steps * training.configuration.batchSize)
        defer { (losses, shown) = (0, 0) }
        return ImageConvolutionStep.Frame(
            progress: Double(steps) / Double(all), isLast: training.isFinished,
            epoch: steps / training.stepsPerEpoch, step: steps, parameters: network.parameterCount,
            loss: shown > 0 ? losses / Float(shown) : 0, accuracy: accuracy.y.last ?? -1,
            accuracyCurve: accuracy,
            imagesPerSecond: steps > 0 ? learned / (time / .seconds(1)) : 0,
            image: LatticeImageSet.picture(of: held, shownRow), label: held.labels[shownRow],
            probabilities: Array(logits.softmax().scalars.prefix(classes.count)), classes: classes,
            kernels: kernels(network), maps: maps(network, shownRow), confusion: confusion,
            samples: samples ? self.samples : nil)
    }

    private var samples: [ImageConvolutionStep.Sample] {
        classes.indices.map {
            ImageConvolutionStep.Sample(
                image: LatticeImageSet.picture(of: held, $0), label: held.labels[$0])
        }
    }

    private func kernels(_ network: ConvolutionalNetwork) -> [Picture] {
        let weight = network.stages[0].convolution.weight
        let side = weight.shape[3]
        return (0..<weight.rows).map {
            Picture(width: side, height: side, weight.rows($0..<($0 + 1)).scalars)
        }
    }

    private func maps(_ network: ConvolutionalNetwork, _ row: Int) -> [[Picture]] {
        var images = seen.batch([row])
        return network.stages.flatMap { stage in
            let maps = stage.maps(images)
            images = maps.output
            return [Picture.channels(maps.sums), Picture.channels(maps.output)]
        }
    }
}
