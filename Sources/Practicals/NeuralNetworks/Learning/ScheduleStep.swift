internal import Crystals
internal import Learning
internal import Tensors

/// A schedule of the learning rate beside a constant one: clouds that overlap, in small batches, by descent with
/// momentum.
///
/// What it shows: a constant rate ends in the noise of its batches, and a falling one comes to rest.
enum ScheduleStep: Experiment {
    static let id = "schedules"

    struct Parameters: ExperimentParameters {
        var schedule = "cosine"
        /// η₀
        var learningRate = 0.1
        /// Tₛ as a share of the training.
        var scale = 1.0
        var epochs = 40
        var batchSize = 4
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice(
                "schedule", ["constant", "linear", "exponential", "step", "cosine", "oneCycle"]),
            .logarithmic("learningRate", 0.001...1), .slider("scale", 0.1...1, step: 0.05),
            .count("epochs", 10...100), .count("batchSize", 2...64), .seed,
        ]
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var epoch: Int
        /// Of the whole training, x in epochs.
        var rateCurve: Curve
        /// Over all that is learned from, after each epoch.
        var lossCurve: [Double]
        /// The same with a constant rate.
        var constantCurve: [Double]
        var accuracy: Double
        var constantAccuracy: Double
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let schedule = schedule(parameters)
        let data = LabelledPoints.clouds(240, spread: 1, seed: parameters.seed)
        let held = LabelledPoints.clouds(1000, spread: 1, seed: parameters.seed + 5000)
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let start = DenseNetwork(widths: [2, 12, 1], activation: .tanh, using: &generator)
        var trainings = (0..<2).map { _ in
            PointTraining(
                data, start, SGD(), batchSize: parameters.batchSize, seed: parameters.seed)
        }
        var frame = Frame(
            progress: 0, isLast: false, epoch: 0, rateCurve: curve(schedule, parameters),
            lossCurve: [], constantCurve: [], accuracy: 0, constantAccuracy: 0)
        var pacer = Pacer(steps: parameters.epochs, frames: 100)
        for epoch in 1...parameters.epochs {
            let steps = trainings[0].stepsPerEpoch
            trainings[0].epoch { step in
                let done = (Double(epoch - 1) + Double(step) / Double(steps))
                return parameters.learningRate
                    * schedule.factor(at: done / Double(parameters.epochs))
            }
            trainings[1].epoch { _ in parameters.learningRate }
            frame.lossCurve.append(trainings[0].loss)
            frame.constantCurve.append(trainings[1].loss)
            guard epoch == parameters.epochs || pacer.isDue(epoch) else { continue }
            (frame.accuracy, frame.constantAccuracy) = (
                trainings[0].accuracy(on: held), trainings[1].accuracy(on: held)
            )
            (frame.epoch, frame.isLast) = (epoch, epoch == parameters.epochs)
            frame.progress = Double(epoch) / Double(parameters.epochs)
            guard emit(frame) else { return }
        }
    }

    private static func schedule(_ parameters: Parameters) -> Schedule {
        switch parameters.schedule {
        case "linear": .linear(scale: parameters.scale)
        // Three times its scale is the training, where it ends near a twentieth.
        case "exponential": .exponential(scale: parameters.scale / 3)
        case "step": .step(milestones: [0.5, 0.75].map { $0 * parameters.scale }, factor: 0.1)
        case "cosine": .cosine
        case "oneCycle": .oneCycle(warmup: 0.2)
        default: .constant
        }
    }

    private static func curve(_ schedule: Schedule, _ parameters: Parameters) -> Curve {
        let shares = (0...120).map { Double($0) / 120 }
        return Curve(
            x: shares.map { $0 * Double(parameters.epochs) },
            y: shares.map { parameters.learningRate * schedule.factor(at: $0) })
    }
}
