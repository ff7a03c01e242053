public import Crystals
internal import Tensors

/// The crystals without labels of a training, with what a teacher said of them beforehand.
public struct UnlabelledPool: Sendable {
    public let settings: SemiSupervised
    private let crystals: [Crystal]
    /// [crystals][targets] pseudo-labels on the scale of learning, NaN for a target that has none; nil
    /// where the running average of the network is the teacher.
    private let labels: [[Double]]?
    private let rule: GraphRule

    public var count: Int { crystals.count }

    /// All crystals, for a mean teacher.
    public init(_ settings: SemiSupervised, crystals: [Crystal], rule: GraphRule) {
        (self.settings, self.crystals, self.rule) = (settings, crystals, rule)
        labels = nil
    }

    /// The crystals on which a teacher is sure, with its answers as labels.
    ///
    /// What the teacher answers in its own unit is taken on the scale of the targets.
    ///
    /// Sure is measured for each target by itself: the share that the settings say of the crystals on
    /// which the members spread the least has a label of it. A teacher of one network, which does not
    /// say how sure it is, labels all.
    public init(
        _ settings: SemiSupervised, crystals: [Crystal], rule: GraphRule,
        teacher: ModelPredictor, targets: [Target]
    ) throws(TransferError) {
        let known = teacher.model.card.targets
        let columns = targets.map { target in known.firstIndex { $0.name == target.name } }
        guard columns.contains(where: { $0 != nil }) else { throw .noTarget }
        for (target, column) in zip(targets, columns) {
            if let column, !known[column].asksTheSame(as: target) {
                throw .otherTarget(target.name)
            }
        }
        let estimates = teacher.estimates(for: crystals).map { teacher.byTarget($0) }
        let limits = columns.map { column in
            column.map { k in
                let spreads = estimates.map { $0[k].spread }.sorted()
                let last = Double(spreads.count) * settings.certain
                return spreads.isEmpty ? 0 : spreads[max(0, Int(last.rounded(.up)) - 1)]
            } ?? -1
        }
        let all = estimates.map { row in
            targets.indices.map { k -> Double in
                guard let column = columns[k], row[column].spread <= limits[k] else { return .nan }
                // The scale of learning may be another.
                return targets[k].transformed(known[column].restored(row[column].mean))
            }
        }
        let kept = all.indices.filter { all[$0].contains { !$0.isNaN } }
        (self.settings, self.rule) = (settings, rule)
        (self.crystals, labels) = (kept.map { crystals[$0] }, kept.map { all[$0] })
    }

    /// What of the pool takes part in a step.
    struct Draw: Sendable {
        /// Perturbed, for the network that learns.
        var graphs: [CrystalGraph]
        /// Perturbed otherwise, for the running average; empty where there are labels.
        var teachers: [CrystalGraph]
        /// [crystals][targets] on the scale of learning; nil where the running average says it.
        var labels: [[Double]]?
    }

    /// - Parameter seed: of this step of this training.
    func draw(seed: UInt64) -> Draw {
        var generator = SplitMix64(seed: seed)
        let chosen = (0..<min(settings.batchSize, count)).map { _ in
            Int.random(in: 0..<count, using: &generator)
        }
        let isTaught = labels == nil
        return Draw(
            graphs: graphs(chosen, seed: generator.next()),
            teachers: isTaught ? graphs(chosen, seed: generator.next()) : [],
            labels: labels.map { labels in chosen.map { labels[$0] } })
    }

    /// Perturbed graphs; what a crystal gets depends on the seed and its place alone.
    private func graphs(_ chosen: [Int], seed: UInt64) -> [CrystalGraph] {
        let perturbation = Perturbation(
            noise: settings.noise, droppedEdges: settings.droppedEdges)
        let pieceSize = 16
        return Workers.map((chosen.count + pieceSize - 1) / pieceSize) { piece in
            var builder = CrystalGraphBuilder(rule: rule)
            let places = piece * pieceSize..<min((piece + 1) * pieceSize, chosen.count)
            return places.map { place in
                var generator = SplitMix64(seed: seed &+ UInt64(place) &* 0x9FB2_1C65_1E98_DF25)
                return perturbation.graph(
                    of: crystals[chosen[place]], by: &builder, using: &generator)
            }
        }.flatMap { $0 }
    }
}
