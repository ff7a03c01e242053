internal import Crystals
internal import Learning
internal import Tensors

/// The optimisers training one network from the same weights on the same batches: two spirals.
enum OptimizerTrainingStep: Experiment {
    static let id = "optimizer-training"

    struct Parameters: ExperimentParameters {
        /// On each optimiser's own rate.
        var learningRate = 1.0
        var batchSize = 32
        var epochs = 40
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .logarithmic("learningRate", 0.1...10), .count("batchSize", 4...256),
            .count("epochs", 5...100), .seed,
        ]
    }

    struct Run: Hashable, Sendable, Codable {
        var name: String
        var rate: Double
        /// Over all that is learned from, after each epoch.
        var lossCurve: [Double] = []
        /// On what is not learned from.
        var accuracyCurve: [Double] = []
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var epoch: Int
        var runs: [Run]
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let data = LabelledPoints.spirals(400, seed: parameters.seed).standardized()
        let held = LabelledPoints.spirals(400, seed: parameters.seed + 5000).standardized()
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let start = DenseNetwork(
            widths: [2, 16, 16, 1], activation: .tanh, start: .xavier, using: &generator)
        var trainings = RacingOptimizer.all.map {
            PointTraining(
                data, start, $0.optimizer, batchSize: parameters.batchSize, seed: parameters.seed)
        }
        var runs = RacingOptimizer.all.map {
            Run(name: $0.name, rate: $0.networkRate * parameters.learningRate)
        }
        var pacer = Pacer(steps: parameters.epochs, frames: 100)
        for epoch in 1...parameters.epochs {
            for k in trainings.indices {
                trainings[k].epoch { _ in runs[k].rate }
                runs[k].lossCurve.append(trainings[k].loss)
                runs[k].accuracyCurve.append(trainings[k].accuracy(on: held))
            }
            guard epoch == parameters.epochs || pacer.isDue(epoch) else { continue }
            let frame = Frame(
                progress: Double(epoch) / Double(parameters.epochs),
                isLast: epoch == parameters.epochs, epoch: epoch, runs: runs)
            guard emit(frame) else { return }
        }
    }
}
