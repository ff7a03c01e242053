/// The training of all members of a model, one after the other, on one split of one dataset.
///
/// A model of one network is an ensemble of one: nothing about it is different.
public struct EnsembleTraining: Sendable {
    public let configuration: TrainingConfiguration
    /// Members whose training is over, in order.
    public internal(set) var finished: [Member] = []
    /// The member in training; after the end, the last.
    public internal(set) var current: Training
    /// What is fitted beside the networks; nil for nothing.
    public let kernelSettings: KernelSettings?
    /// What was fitted when all members were trained (``fitKernel(progress:)``).
    public private(set) var kernel: KernelRegression?

    /// A network whose training is over.
    public struct Member: Sendable {
        public var network: PropertyNetwork
        public var history: [Training.Epoch]
        /// Index into ``history`` of the epoch whose network this is.
        public var epoch: Int
    }

    public init(
        dataset: Dataset, network: PropertyNetwork.Configuration,
        configuration: TrainingConfiguration,
        beginning: Beginning = Beginning(), kernel: KernelSettings? = nil
    ) {
        precondition(
            kernel == nil || dataset.rows.first.map { $0.form == .composition } ?? true,
            "a kernel regression of compositions on rows of graphs")
        (self.configuration, kernelSettings) = (configuration, kernel)
        current = Training(
            dataset: dataset, network: network, configuration: configuration,
            beginning: beginning)
    }

    public var dataset: Dataset { current.dataset }
    public var split: Split { current.split }
    public var normalizers: [Normalizer] { current.normalizers }

    public var isFinished: Bool { finished.count >= configuration.memberCount }

    /// Epochs that are over, of all members.
    public var epochsDone: Int {
        isFinished ? epochsInAll : finished.count * configuration.epochs + current.history.count
    }

    public var epochsInAll: Int { configuration.memberCount * configuration.epochs }

    /// Trains for one epoch, and goes on to the next member where that was the last of one.
    ///
    /// The arguments, the result and what is thrown are those of ``Training/runEpoch(progress:)``.
    public mutating func runEpoch(
        progress: (Double, Double) -> Bool
    ) throws(TrainingFailure) -> Bool {
        precondition(!isFinished, "all \(finished.count) members are trained")
        guard try current.runEpoch(progress: progress) else { return false }
        if current.isFinished { finishMember() }
        return true
    }

    private mutating func finishMember() {
        let epoch = current.bestEpoch ?? current.history.count - 1
        finished.append(Member(network: current.best, history: current.history, epoch: epoch))
        guard !isFinished else { return }
        let arithmetic = current.arithmetic
        current = Training(
            dataset: dataset, network: current.network.configuration,
            configuration: configuration, member: finished.count,
            beginning: current.beginning)
        current.arithmetic = arithmetic
    }

    /// How to tell crystals that the first member has no experience of; nil for too few crystals, and for
    /// a network of compositions.
    public var coverage: Coverage? {
        guard let first = finished.first?.network.crystalGraph else { return nil }
        let network = InferenceNetwork(first)
        return Coverage(
            training: network.pooled(dataset.graphs(split.train)),
            validation: network.pooled(dataset.graphs(split.validation)))
    }

    /// The model that the training has led to.
    ///
    /// - Precondition: it is finished, and the kernel regression fitted.
    public func model(_ card: ModelCard) -> TrainedModel {
        TrainedModel(
            card: card, networks: finished.map(\.network), coverage: coverage, kernel: kernel)
    }

    /// What the finished members say of rows of the dataset, in the order of ``Dataset/labels(_:)``.
    public func answers(_ rows: [Int]) -> EnsembleAnswers {
        precondition(kernelSettings == nil || kernel != nil, "the kernel regression is not fitted")
        return answers(rows, by: finished.map(\.network), kernel)
    }

    /// What networks that read the same dataset say of its rows.
    public func answers(
        _ rows: [Int], by networks: [PropertyNetwork], _ kernel: KernelRegression?
    ) -> EnsembleAnswers {
        let members = networks.map { current.predictions(rows, by: $0) }
        guard let kernel else { return EnsembleAnswers(members) }
        return EnsembleAnswers(
            members, kernel: kernel.answers(current.compositions(rows)), shares: kernel.shares)
    }

    /// Fits the kernel regression, if there is to be one, and chooses its shares by the validation part.
    ///
    /// - Parameter progress: called with the share that is over; returns false to give up.
    /// - Returns: false if given up.
    public mutating func fitKernel(progress: (Double) -> Bool = { _ in true }) -> Bool {
        precondition(isFinished, "\(finished.count) of \(configuration.memberCount) are trained")
        guard let settings = kernelSettings, kernel == nil else { return true }
        let fitted = KernelRegression(
            dataset, rows: split.train, normalizers: normalizers, settings: settings,
            progress: progress)
        guard var fitted else { return false }
        if settings.share == nil {
            let rows = split.validation
            fitted.chooseShares(
                own: fitted.answers(current.compositions(rows)),
                networks: answers(rows, by: finished.map(\.network), nil).means,
                truths: dataset.labels(rows))
        }
        kernel = fitted
        return true
    }
}
