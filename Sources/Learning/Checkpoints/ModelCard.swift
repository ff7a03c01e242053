internal import Crystals
internal import Foundation

/// What a model file says of itself.
public struct ModelCard: Sendable, Codable {
    /// "moduli", "formation-energy", …
    public var name: String
    public var targets: [Target]
    /// In the order of the targets.
    public var normalizers: [Normalizer]
    public var network: PropertyNetwork.Configuration
    public var training: TrainingConfiguration
    /// Symbols of the elements in the data, by atomic number.
    public var elements: [String]
    public var data: [DataFile]
    /// Records that cleaning left out, by rule.
    public var leftOut: [String: Int]?
    /// What labels had to be to be learned from; nil in files of versions before 0.3.
    public var cleaning: CleaningRules?
    /// Larger cells were left out.
    public var maximumSites: Int?
    /// SHA-256 of the crystals and labels that were learned from; nil in files of versions before 0.3.
    public var rows: String?
    /// Files that were brought to the scale of the others.
    public var adaptations: [Adaptation]?
    /// What was taken over from another model; nil for nothing.
    public var transfer: Transfer?
    /// How crystals without labels took part; nil for not at all.
    public var semiSupervised: SemiSupervised?
    /// How positives and unlabelled crystals were learned from, and what came of it; nil for ordinary
    /// labels.
    public var positiveUnlabelled: PositiveUnlabelled?
    public var positiveUnlabelledOutcome: PositiveUnlabelledOutcome?
    public var split: SplitCounts
    /// Epoch (from 1) whose network this is; of an ensemble, the first member's.
    public var epoch: Int
    /// Of the whole model: of an ensemble, the errors of its mean.
    public var metrics: [TargetMetrics]
    /// The networks of an ensemble; nil for a single one.
    public var members: [Member]?
    /// What the errors of a prediction are like; nil where the validation part was too small, and in files
    /// of versions before 0.4.
    public var calibration: Calibration?
    /// Licence of the data and whom to cite.
    public var licence: String
    /// How the settings were found, and what each change gave; nil in files of versions before 0.3.
    public var search: [String]?
    /// Version of the program that trained it.
    public var program: String
    /// What computed the training: by another, the same plan gives other last bits. nil in files of
    /// versions that did not record it.
    public var arithmetic: ArithmeticHistory?

    /// A file that the model learned from.
    public struct DataFile: Hashable, Sendable, Codable {
        public var name: String
        public var sha256: String
        /// Records accepted from it.
        public var rows: Int

        public init(name: String, sha256: String, rows: Int) {
            (self.name, self.sha256, self.rows) = (name, sha256, rows)
        }
    }

    /// How the rows were divided, by the training's rule and seed.
    public struct SplitCounts: Hashable, Sendable, Codable {
        public var train: Int
        public var validation: Int
        public var test: Int
        /// What the test part is made of, where its rule and the seed alone do not tell: the groups of a
        /// fold, or the ids of its rows where they were counted in order.
        public var heldOut: GroupSet?
        /// Crystals of the test part that are on another side too, by kind (``LeakReport/Kind``); nil
        /// where none is, or nobody looked.
        public var leaks: [String: Int]?

        init(_ split: Split, of dataset: Dataset, rule: SplitRule) {
            (train, validation) = (split.train.count, split.validation.count)
            test = split.test.count
            heldOut = rule.heldOut(split.test.map { dataset.rows[$0] })
        }
    }

    /// One network of an ensemble.
    public struct Member: Hashable, Sendable, Codable {
        /// Epoch (from 1) whose network it is.
        public var epoch: Int
        /// [targets] its own mean absolute error on the test part, on the scale of learning.
        public var meanAbsoluteErrors: [Double]
    }

    /// Errors of one target on the test part, which neither trained nor chose anything.
    public struct TargetMetrics: Sendable, Codable {
        public var target: String
        /// On the scale of learning (log10 of the unit where the target is learned so).
        public var learned: RegressionMetrics
        /// In the target's unit.
        public var physical: RegressionMetrics
        /// Mean |ŷ − y|/|y|, of the target's unit.
        public var relativeError: Double
        /// Of a question: how often its answer is right; nil for a number.
        public var classes: ClassificationMetrics?
        /// Share of the truths within the 90 % intervals; nil where there are none.
        public var covered: Double?
        /// (truth, prediction) in the target's unit, at most 1,000 rows evenly taken.
        public var parity: [[Double]]
    }
}

extension ModelCard.TargetMetrics {
    /// - Parameters: values on the scale of learning.
    public init(target: Target, predictions: [Double], truths: [Double]) {
        let pairs = zip(predictions, truths).filter { $0.isFinite && $1.isFinite }
        let (y, x) = (pairs.map(\.0), pairs.map(\.1))
        let (physicalY, physicalX) = (y.map(target.restored), x.map(target.restored))
        self.target = target.name
        learned = RegressionMetrics(predictions: y, truths: x)
        physical = RegressionMetrics(predictions: physicalY, truths: physicalX)
        let relative = zip(physicalY, physicalX).filter { $1 != 0 }.map { abs($0 - $1) / abs($1) }
        relativeError = relative.reduce(0, +) / Double(relative.count)
        if target.classification != nil {
            classes = ClassificationMetrics(probabilities: y, truths: x)
        }
        let step = max(1, (pairs.count + 999) / 1000)
        parity = stride(from: 0, to: pairs.count, by: step).map {
            [rounded(physicalX[$0]), rounded(physicalY[$0])]
        }
    }
}

extension ModelCard {
    /// The card of a finished training: the errors of its best network on the test part.
    ///
    /// - Parameters:
    ///   - rows: SHA-256 of the crystals and labels.
    ///   - program: name and version of what trained it.
    public init(
        _ training: EnsembleTraining, plan: TrainingPlan, data: [DataFile],
        leftOut: [String: Int] = [:], rows: String, program: String
    ) {
        let truths = training.dataset.labels(training.split.test)
        let answers = training.answers(training.split.test)
        (name, targets, licence) = (plan.name, plan.targets, plan.licence)
        search = plan.search.isEmpty ? nil : plan.search
        (network, self.training) = (plan.network, plan.training)
        (self.data, self.leftOut, self.rows, self.program) = (data, leftOut, rows, program)
        (cleaning, maximumSites) = (plan.cleaning, plan.maximumSites)
        adaptations = plan.adaptations.isEmpty ? nil : plan.adaptations
        (transfer, semiSupervised) = (plan.transfer, plan.semiSupervised)
        positiveUnlabelled = plan.positiveUnlabelled
        (normalizers, arithmetic) = (training.normalizers, training.current.arithmetic)
        elements = training.dataset.elements.sorted().map(\.symbol)
        split = SplitCounts(
            training.split, of: training.dataset, rule: plan.training.split)
        epoch = training.finished[0].epoch + 1
        calibration = Calibration(
            training.answers(training.split.validation),
            truths: training.dataset.labels(training.split.validation), targets: plan.targets)
        metrics = TargetMetrics.all(
            answers, truths: truths, targets: plan.targets, calibration: calibration)
        guard training.finished.count > 1 else { return }
        members = training.finished.enumerated().map { k, member in
            let alone = TargetMetrics.all(
                EnsembleAnswers([answers.members[k]]), truths: truths, targets: plan.targets)
            return Member(
                epoch: member.epoch + 1,
                meanAbsoluteErrors: alone.map(\.learned.meanAbsoluteError))
        }
    }
}

extension ModelCard {
    /// The plan by which the model was trained; nil in files of versions before 0.3, which do not say all
    /// of it.
    public var plan: TrainingPlan? {
        guard let cleaning else { return nil }
        var plan = TrainingPlan()
        (plan.name, plan.targets, plan.network) = (name, targets, network)
        (plan.training, plan.cleaning, plan.maximumSites) = (training, cleaning, maximumSites)
        (plan.adaptations, plan.licence, plan.search) = (adaptations ?? [], licence, search ?? [])
        (plan.transfer, plan.semiSupervised) = (transfer, semiSupervised)
        plan.positiveUnlabelled = positiveUnlabelled
        return plan
    }

    /// Whether this model was trained by that plan on these rows, by whatever version and processor.
    public func isOf(_ other: TrainingPlan, rows: String) -> Bool {
        guard rows == self.rows, var plan else { return false }
        // What is only said about it.
        (plan.name, plan.licence, plan.search) = (other.name, other.licence, other.search)
        return plan == other
    }
}

extension ModelCard.TargetMetrics {
    /// Of every target.
    ///
    /// - Parameter truths: [crystals][targets] on the scale of learning.
    public static func all(
        _ answers: EnsembleAnswers, truths: [[Double]], targets: [Target],
        calibration: Calibration? = nil
    ) -> [ModelCard.TargetMetrics] {
        let (means, spreads) = (answers.means, answers.spreads)
        return targets.indices.map { k in
            let itsTruths = truths.map { $0[k] }
            var metrics = ModelCard.TargetMetrics(
                target: targets[k], predictions: means.map { $0[k] }, truths: itsTruths)
            metrics.covered = calibration?.scales[k]?.share(
                within: means.map { $0[k] }, spreads.map { $0[k] }, of: itsTruths)
            return metrics
        }
    }
}

/// Five significant digits: enough to draw, and the card stays small.
private func rounded(_ x: Double) -> Double { Double(String(format: "%.5g", x)) ?? x }
