internal import Crystals
internal import Learning

/// Few labels: a network that begins with chance beside one that begins with what another has learned.
enum TransferStep {
    static let step = PracticalStep(
        "transfer",
        [
            .choice(
                "source", of: ["formation-energy", "band-gap", "thermal"],
                initial: "thermal"),
            TrainingCrystals.control(initial: .bulkModulus),
            .choice("most", of: ["50", "100", "200"], initial: "100"),
            .count("epochs", 4...60, initial: 30),
            .slider("frozen", 0...1, step: 0.05, initial: 0),
            .slider("share", 0...1, step: 0.05, initial: 1), .seed,
        ], run)

    private struct Parameters: Decodable {
        var source, target, most: String
        var epochs: Int
        var frozen, share: Double
        var seed: UInt64

        /// 25, 50, … up to the most.
        var labels: [Int] { [25, 50, 100, 200].filter { $0 <= (Int(most) ?? 100) } }

        var transfer: Transfer {
            var transfer = Transfer()
            (transfer.frozen, transfer.rate) = (frozen, share)
            return transfer
        }
    }

    private enum Way: String, CaseIterable { case scratch, transfer }

    /// Share of the formulas that tests, and how many crystals that takes for each label.
    private static let (tested, crystalsPerLabel) = (0.5, 2.4)
    private static let rate = 0.005

    private static let run: @Sendable (Parameters, (any OwnCrystals)?, FrameSink) throws -> Void = {
        parameters, own, emit in
        let source = try ShippedModels.predictor(parameters.source).model
        let most = parameters.labels[parameters.labels.count - 1]
        let crystals = try TrainingCrystals(
            parameters.target, count: Int(crystalsPerLabel * Double(most)), seed: parameters.seed,
            own: own
        ) { try emit(StepFrame("progress", LiveTraining.Moment(stage: $0, share: $1))) }
        let course = try Course(parameters, source, crystals)
        let split = course.training(.scratch, labels: most).split
        let test = split.test.count
        guard split.train.count == most else {
            throw StepRefusal(
                "half of the crystals test, and \(split.train.count) are left to learn from: choose "
                    + "fewer labels than \(most), or something that more crystals have")
        }
        try emit(StepFrame("data", TrainingCrystalsFrame(crystals, train: most, validation: test)))
        for labels in parameters.labels {
            for way in Way.allCases { try course.run(way, labels: labels, emit) }
        }
        try emit(StepFrame("end"))
    }

    /// All trainings of the step, which share their crystals and the shape of their network.
    private struct Course {
        let dataset: Dataset
        let shape: PropertyNetwork.Configuration
        let inheritance: Inheritance
        let parameters: Parameters

        init(_ parameters: Parameters, _ source: TrainedModel, _ crystals: TrainingCrystals) throws
        {
            var plan = CGCNN.Configuration()
            plan.hiddenWidth = 64
            let shape = Inheritance.shape(
                of: source, head: .crystalGraph(plan), keepsHead: false)
            (self.shape, self.parameters) = (shape, parameters)
            guard let rule = shape.crystalGraph?.rule else {
                throw StepRefusal("\(parameters.source) reads no crystals")
            }
            dataset = crystals.dataset(rule: rule)
            do {
                inheritance = try Inheritance(
                    parameters.transfer, from: source, for: shape, targets: dataset.targets)
            } catch {
                throw StepRefusal(error.description)
            }
        }

        func training(_ way: Way, labels: Int) -> Training {
            let network = SmallNetwork(
                convolutions: 0, width: 16, epochs: parameters.epochs, rate: TransferStep.rate,
                batch: 16, seed: parameters.seed)
            var settings = network.configuration(validation: 0, test: TransferStep.tested)
            settings.labels = labels
            return Training(
                dataset: dataset, network: shape, configuration: settings,
                beginning: Beginning(inheritance: way == .transfer ? inheritance : nil))
        }

        func run(_ way: Way, labels: Int, _ emit: FrameSink) throws {
            var live = LiveTraining(training(way, labels: labels))
            try live.run(
                moment: { moment in
                    var moment = moment
                    (moment.way, moment.labels) = (way.rawValue, labels)
                    try emit(StepFrame("progress", moment))
                },
                epoch: { training in
                    let epoch = EpochFrame(training, way.rawValue, labels)
                    try emit(StepFrame("epoch", epoch))
                    if training.isFinished { try emit(StepFrame("point", epoch.point)) }
                })
        }
    }

    private struct EpochFrame: Encodable {
        var way: String
        var labels, epoch, epochs: Int
        var loss, error: Double
        var r2: Double?

        init(_ training: Training, _ way: String, _ labels: Int) {
            (self.way, self.labels) = (way, labels)
            (epoch, epochs) = (training.history.count, training.configuration.epochs)
            loss = training.history.last?.loss ?? .nan
            let fit = training.fit(training.split.test).metrics
            (error, r2) = (fit.meanAbsoluteError, fit.r2.known)
        }

        var point: Point { Point(way: way, labels: labels, error: error, r2: r2) }

        struct Point: Encodable {
            var way: String
            var labels: Int
            var error: Double
            var r2: Double?
        }
    }
}
