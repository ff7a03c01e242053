public import Crystals
internal import Foundation
internal import Tensors

/// The training of one network in progress: everything that must survive a kill, and the next epoch.
///
/// The order of the batches follows from the seed and the epoch, so the state after an epoch is the
/// network, the optimiser's moments, and the history; resumed from it, training goes on to the same
/// bits.
public struct Training: Sendable {
    public let configuration: TrainingConfiguration
    public let dataset: Dataset
    public let split: Split
    public let normalizers: [Normalizer]
    /// Which of an ensemble's networks it is; 0 for the first or only one.
    public let member: Int
    let loss: MultitaskLoss
    let beginning: Beginning
    private let rows: TrainingRows
    public internal(set) var network: PropertyNetwork
    /// The network of the epoch that the configuration's selection keeps.
    public internal(set) var best: PropertyNetwork
    public internal(set) var history: [Epoch] = []
    var updater: ParameterUpdater
    /// nil unless the configuration wants one.
    var average: NetworkAverage?
    /// What computed the epochs.
    public internal(set) var arithmetic = ArithmeticHistory.present

    /// What is known of an epoch when it is over.
    public struct Epoch: Hashable, Sendable, Codable {
        /// 1 for the first.
        public var number: Int
        /// Learning rate of its last step.
        public var rate: Double
        /// Mean loss over its batches, on normalised targets.
        public var loss: Double
        /// Mean absolute error of each target over the validation part, on the scale of learning.
        public var validation: [Double]
    }

    public init(
        dataset: Dataset, network: PropertyNetwork.Configuration,
        configuration: TrainingConfiguration,
        member: Int = 0, beginning: Beginning = Beginning(),
        split: Split? = nil
    ) {
        var generator = SplitMix64(seed: configuration.seed(ofMember: member))
        var split =
            split
            ?? Split(dataset, rule: configuration.split, seed: configuration.seedOfSplit)
        split.train = configuration.labelled(among: split.train)
        split.validation = configuration.labelled(among: split.validation)
        (self.configuration, self.dataset, self.split) = (configuration, dataset, split)
        (self.member, self.beginning) = (member, beginning)
        loss = MultitaskLoss(
            dataset.targets, numbers: configuration.loss, risk: beginning.risk)
        rows = TrainingRows(dataset, for: network)
        let initial = PropertyNetwork(network, using: &generator)
        self.network = beginning.inheritance?.applied(to: initial, member: member) ?? initial
        best = self.network
        updater = ParameterUpdater(
            configuration, parameters: self.network.parameters,
            onlyMatricesDecay: network.crystalGraph == nil)
        average = configuration.averaging.map { [network = self.network] kept in
            NetworkAverage(kept: kept, network: network)
        }
        let labels = dataset.labels(split.train)
        normalizers =
            beginning.inheritance?.normalizers
            ?? dataset.targets.indices.map { k in
                Normalizer(dataset.targets[k], labels.map { $0[k] })
            }
    }

    public var isFinished: Bool { history.count >= configuration.epochs }

    /// Index into ``history`` of the epoch whose network is ``best``.
    public var bestEpoch: Int? {
        switch configuration.selection {
        case .last: history.indices.last
        case .best:
            isValidated
                ? history.indices.min { error(history[$0]) < error(history[$1]) }
                : history.indices.last
        }
    }

    /// Whether the validation part has a label of any target: without one no epoch is better than another,
    /// and the last is kept.
    public var isValidated: Bool {
        dataset.labels(split.validation).contains { $0.contains(where: \.isFinite) }
    }

    /// Sum over the targets that the validation part has labels of, of its error in units of the target's
    /// spread.
    private func error(_ epoch: Epoch) -> Double {
        zip(epoch.validation, normalizers).map { $0 / $1.deviation }.filter { !$0.isNaN }
            .reduce(0, +)
    }

    /// Trains for one epoch.
    ///
    /// - Parameter progress: called after each batch with the share of the epoch that is over and the
    ///   mean loss so far; returns false to give up, which leaves the state as it was before.
    /// - Returns: false if given up.
    /// - Throws: ``TrainingFailure`` where the numbers leave the range of Float, which leaves the state
    ///   as it was before.
    public mutating func runEpoch(
        progress: (Double, Double) -> Bool
    ) throws(TrainingFailure) -> Bool {
        var next = self
        let order = batchOrder()
        let steps = configuration.steps(rows: order.count)
        var (total, rate) = (0.0, 0.0)
        for step in 0..<steps {
            let first = step * configuration.batchSize
            let rows = Array(order[first..<min(first + configuration.batchSize, order.count)])
            let done = Double(history.count * steps + step) / Double(configuration.epochs * steps)
            rate = configuration.learningRate * configuration.schedule.factor(at: done)
            let loss = next.step(rows, rate: rate, progress: done)
            guard loss.isFinite else { throw failure("its loss became \(loss)", step + 1, steps) }
            total += loss
            let share = Double(step + 1) / Double(steps)
            guard progress(share, total / Double(step + 1)) else { return false }
        }
        // What the last step did shows in no loss.
        if let name = next.network.firstNotFinite {
            throw failure("its \(name) left the range of Float", steps, steps)
        }
        next.close(loss: total / Double(max(1, steps)), rate: rate)
        self = next
        return true
    }

    private func failure(_ what: String, _ step: Int, _ steps: Int) -> TrainingFailure {
        TrainingFailure(
            what: what, epoch: history.count + 1, step: step, steps: steps,
            rate: configuration.learningRate)
    }

    /// One mini-batch: forward, backward, update.
    ///
    /// - Parameter progress: share of the training that is over.
    /// - Returns: the loss before the update.
    mutating func step(_ rows: [Int], rate: Double, progress: Double) -> Double {
        let targets = dataset.normalizedTargets(rows, normalizers)
        let tape = Tape()
        var recorded = network.watched(by: tape)
        let loss: Tensor
        var whole: Tensor
        if let pool = beginning.unlabelled {
            let draw = pool.draw(seed: stepSeed)
            let output = recorded.training(
                self.rows.batch(rows, with: draw.graphs, noise: stepSeed))
            loss = self.loss(output.rows(0..<rows.count), targets)
            let other = consistency(output.rows(rows.count..<output.rows), draw)
            whole = loss + other * Float(pool.settings.weight(at: progress))
        } else {
            loss = self.loss(
                recorded.training(self.rows.batch(rows, noise: stepSeed)), targets)
            whole = loss
        }
        let gradients = clipped(
            tape.gradients(of: whole, for: recorded.recordedParameters()))
        let shares = beginning.inheritance?.transfer.shares(
            of: network.tensors(.trainable).map(\.0), at: progress)
        let parameters = updater.update(
            network.parameters, gradients: gradients, rate: rate, shares: shares)
        network.replace(.trainable, with: parameters)
        network.replace(.statistic, with: recorded.tensors(.statistic).map(\.1))
        average?.observe(network, step: updater.step)
        return Double(loss.item)
    }

    /// The gradients, shortened to the length that the configuration allows for all of them together.
    private func clipped(_ gradients: [Tensor]) -> [Tensor] {
        guard let limit = configuration.clipping else { return gradients }
        let squares = gradients.map { gradient in
            gradient.scalars.reduce(0.0) { $0 + Double($1) * Double($1) }
        }
        let length = squares.reduce(0, +).squareRoot()
        return length > limit ? gradients.map { $0 * Float(limit / length) } : gradients
    }

    private mutating func close(loss: Double, rate: Double) {
        let candidate = average?.network ?? network
        let predicted = predictions(split.validation, by: candidate)
        let truths = dataset.labels(split.validation)
        let errors = dataset.targets.indices.map { k in
            RegressionMetrics(
                predictions: predicted.map { $0[k] }, truths: truths.map { $0[k] }
            ).meanAbsoluteError
        }
        history.append(
            Epoch(number: history.count + 1, rate: rate, loss: loss, validation: errors))
        if bestEpoch == history.count - 1 { best = candidate }
    }

    /// Predictions for rows of the dataset, on the scale of learning, in the order of
    /// ``Dataset/labels(_:)``.
    public func predictions(_ rows: [Int], by network: PropertyNetwork) -> [[Double]] {
        self.rows.predictions(rows, by: network, normalizers: normalizers)
    }

    /// - Precondition: the dataset is one of compositions.
    func compositions(_ rows: [Int]) -> [EncodedComposition] { self.rows.compositions(rows) }

    /// The training rows in the order of the next epoch, batch after batch: Fisher–Yates from the
    /// seed and the epoch.
    public func batchOrder() -> [Int] {
        var generator = SplitMix64(
            seed: configuration.seed(ofMember: member)
                &+ UInt64(history.count + 1) &* 0xD1B5_4A32_D192_ED03)
        return split.train.shuffled(using: &generator)
    }
}

extension InferenceNetwork {
    /// Crystals that one thread takes at a time.
    private static let pieceSize = 64

    /// What the head is given of each graph, [graphs, width], on all threads.
    func pooled<Graphs: RandomAccessCollection<CrystalGraph> & Sendable>(
        _ graphs: Graphs
    ) -> Tensor where Graphs.Index == Int {
        let starts = Array(stride(from: 0, to: graphs.count, by: Self.pieceSize))
        let parts = Workers.map(starts.count) { piece in
            let end = min(starts[piece] + Self.pieceSize, graphs.count)
            let batch = GraphBatch(graphs[starts[piece]..<end])
            return pooled(batch, CubicEdges(batch.edges, grid: grid)).scalars
        }
        return Tensor(
            Array(parts.joined()), shape: [graphs.count, network.configuration.width])
    }

    /// Network outputs with the normalisation undone, [graphs][outputs], behind them [sites][outputs] if the
    /// network answers for sites, on all threads.
    public func predictions<Graphs: RandomAccessCollection<CrystalGraph> & Sendable>(
        for graphs: Graphs, normalizers: [Normalizer]
    ) -> [[Double]] where Graphs.Index == Int {
        let starts = Array(stride(from: 0, to: graphs.count, by: Self.pieceSize))
        let parts = Workers.map(starts.count) { piece in
            let part = graphs[starts[piece]..<min(starts[piece] + Self.pieceSize, graphs.count)]
            let rows = self(GraphBatch(part)).restored(by: normalizers)
            return (crystals: rows.prefix(part.count), sites: rows.dropFirst(part.count))
        }
        return parts.flatMap(\.crystals) + parts.flatMap(\.sites)
    }
}
