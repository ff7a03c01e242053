internal import Crystals
internal import Learning
internal import Physics
internal import Tensors

/// The small network without BatchNorm, with it before and with it after the non-linearity, trained side by side
/// from the same weights on the same batches.
///
/// What it shows: with it rates work that are far too large without it; before or after matters little.
enum BatchNormStep: Experiment {
    static let id = "batch-norm"

    struct Parameters: ExperimentParameters {
        /// Of descent with momentum.
        var learningRate = 0.05
        var epochs = 6
        var imagesPerClass = 150
        var batchSize = 32
        var activation = "relu"
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .logarithmic("learningRate", 0.0005...0.2), .count("epochs", 1...20),
            .count("imagesPerClass", 50...400), .count("batchSize", 8...128), .activation, .seed,
        ]
    }

    /// What enters a non-linearity.
    struct Sums: Hashable, Sendable, Codable {
        var mean: Float
        var deviation: Float
    }

    struct Run: Hashable, Sendable, Codable {
        var name: String
        /// Of every batch, at most 400.
        var lossCurve: [Float] = []
        /// On what is not learned from, after each epoch.
        var accuracyCurve: [Double] = []
        /// Of each convolution.
        var layers: [Sums] = []
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var epoch: Int
        var runs: [Run]
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        var set = LatticeImageSet()
        set.perClass = parameters.imagesPerClass
        let seed = UInt64(parameters.seed)
        let raw = set.data(seed: 2 * seed, outputs: 10)
        set.perClass = 60
        // What BatchNorm gains is to be its own, and not that of pictures that nobody brought to mean 0.
        let learned = raw.standardized(by: raw.brightness)
        let held = set.data(seed: 2 * seed + 1, outputs: 10).standardized(by: raw.brightness)
        var trainings = NormalizationPlacement.allCases.map {
            training(parameters, learned, $0)
        }
        var losses = [[Float]](repeating: [], count: trainings.count)
        var runs = NormalizationPlacement.allCases.map { Run(name: $0.rawValue) }
        let (steps, perEpoch) = (
            parameters.epochs * trainings[0].stepsPerEpoch, trainings[0].stepsPerEpoch
        )
        var pacer = Pacer()
        for step in 1...steps {
            for k in trainings.indices { losses[k].append(trainings[k].step()) }
            let isEpoch = step % perEpoch == 0
            guard isEpoch || pacer.isDue(step) else { continue }
            for k in trainings.indices {
                runs[k].lossCurve = BatchSizeStep.thinned(losses[k])
                runs[k].layers = layers(trainings[k].network, held)
                guard isEpoch else { continue }
                runs[k].accuracyCurve.append(held.accuracy(of: trainings[k].network))
            }
            let frame = Frame(
                progress: Double(step) / Double(steps), isLast: step == steps,
                epoch: step / perEpoch, runs: runs)
            guard emit(frame) else { return }
        }
    }

    private static func training(
        _ parameters: Parameters, _ data: LabelledImages, _ placement: NormalizationPlacement
    ) -> ImageTraining {
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        var configuration = ImageTraining.Configuration()
        (configuration.epochs, configuration.batchSize) = (parameters.epochs, parameters.batchSize)
        (configuration.optimizer, configuration.schedule) = (.sgd, .constant)
        (configuration.learningRate, configuration.seed) = (
            parameters.learningRate, UInt64(parameters.seed)
        )
        return ImageTraining(
            .small(
                activation: .named(parameters.activation), placement: placement, using: &generator),
            data, configuration)
    }

    private static func layers(
        _ network: ConvolutionalNetwork, _ held: LabelledImages
    ) -> [Sums] {
        var images = held.batch(Array(0..<50))
        return network.stages.map { stage in
            let maps = stage.maps(images)
            images = maps.output
            let values = maps.sums.flattened().scalars.map(Double.init)
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation = (squares / Double(values.count)).squareRoot()
            return Sums(mean: Float(mean), deviation: Float(deviation))
        }
    }
}
