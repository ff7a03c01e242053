internal import Crystals
internal import Learning

/// A network that learns while one looks on: its loss, and the parity of its predictions.
enum TrainStep {
    static let step = PracticalStep(
        "train",
        [
            TrainingCrystals.control(initial: .density), .count("crystals", 60...800, initial: 300),
            .count("convolutions", 0...6, initial: 2),
            .choice("width", of: SmallNetwork.widths, initial: "32"),
            .count("epochs", 2...200, initial: 30),
            .slider("rate", 0.0001...0.05, step: 0.0001, initial: 0.01, isLogarithmic: true),
            .choice("batch", of: ["8", "16", "32", "64"], initial: "16"), .seed,
        ], run)

    private struct Parameters: Decodable {
        var target, width, batch: String
        var crystals, convolutions, epochs: Int
        var rate: Double
        var seed: UInt64

        var network: SmallNetwork {
            SmallNetwork(
                convolutions: convolutions, width: Int(width) ?? 32, epochs: epochs, rate: rate,
                batch: Int(batch) ?? 16, seed: seed)
        }
    }

    private static let validation = 0.25

    private static let run: @Sendable (Parameters, (any OwnCrystals)?, FrameSink) throws -> Void = {
        parameters, own, emit in
        let crystals = try TrainingCrystals(
            parameters.target, count: parameters.crystals, seed: parameters.seed, own: own
        ) { try emit(StepFrame("progress", LiveTraining.Moment(stage: $0, share: $1))) }
        let network = parameters.network
        let training = Training(
            dataset: crystals.dataset(rule: .standard), network: network.shape,
            configuration: network.configuration(validation: validation))
        try emit(
            StepFrame(
                "data",
                TrainingCrystalsFrame(
                    crystals, train: training.split.train.count,
                    validation: training.split.validation.count,
                    parameters: training.network.parameterCount)))
        var live = LiveTraining(training)
        try live.run(moment: { try emit(StepFrame("progress", $0)) }) { training in
            let frame = EpochFrame(training, crystals.target)
            try emit(StepFrame("epoch", frame))
            if training.isFinished { try emit(StepFrame("end", EndFrame(frame))) }
        }
    }

    private struct EpochFrame: Encodable {
        var epoch, epochs: Int
        var rate, loss, trainError, validationError: Double
        var trainR2, validationR2: Double?
        /// (truth, prediction) in the target's unit.
        var train, validation: [[Float]]

        init(_ training: Training, _ target: Target) {
            let last = training.history[training.history.count - 1]
            let (own, other) = (
                training.fit(training.split.train), training.fit(training.split.validation)
            )
            (epoch, epochs) = (last.number, training.configuration.epochs)
            (rate, loss) = (last.rate, last.loss)
            trainError = own.metrics.meanAbsoluteError
            validationError = other.metrics.meanAbsoluteError
            (trainR2, validationR2) = (own.metrics.r2.known, other.metrics.r2.known)
            (train, validation) = (own.points(target), other.points(target))
        }
    }

    private struct EndFrame: Encodable {
        var epoch: Int
        var validationError: Double
        var validationR2: Double?

        init(_ last: EpochFrame) {
            (epoch, validationError) = (last.epoch, last.validationError)
            validationR2 = last.validationR2
        }
    }
}
