public import Crystals
internal import Foundation
internal import Tensors

/// Divides records into those to learn from and those whose labels cannot be believed, one after the
/// other: it keeps a few numbers of each, so that there may be more than fit into memory.
///
/// Two entries of one crystal that disagree are known only when all have been seen, and their symmetry
/// only from the crystals themselves. So the records in ``doubtful`` must be shown a second time:
///
///     for record in records { cleaner.admit(record) … }
///     for record in records where it is doubtful { cleaner.reconsider(…) }
///     cleaner.dismissed
public struct LabelCleaner: Sendable {
    public let rules: CleaningRules
    public let targets: [Target]
    public let maximumSites: Int?
    public let adaptations: [Adaptation]
    /// What ``admit(_:)`` left out, in order.
    public private(set) var leftOut: [LeftOut] = []
    /// Records admitted.
    public private(set) var admitted = 0
    private var duplicates: DuplicateGroups
    private var reconsidered: [Int: (spaceGroup: Int, LeftOut)] = [:]

    public init(
        rules: CleaningRules, targets: [Target], maximumSites: Int?,
        adaptations: [Adaptation] = []
    ) {
        (self.rules, self.targets, self.maximumSites) = (rules, targets, maximumSites)
        self.adaptations = adaptations
        duplicates = DuplicateGroups(names: targets.map { $0.label ?? $0.name })
    }

    /// - Returns: the record on the scale of the plan, or nil if it is left out.
    public mutating func admit(_ record: CrystalRecord) -> CrystalRecord? {
        let adaptation = adaptations.first { $0.isMeant(for: record) }
        let adapted = adaptation?.adapted(record) ?? record
        if let reason = adaptation?.objection(to: adapted) {
            leftOut.append(LeftOut(record, rule: "volume", reason: reason))
            return nil
        }
        if let (rule, reason) = objection(to: adapted) {
            leftOut.append(LeftOut(record, rule: rule, reason: reason))
            return nil
        }
        if rules.disagreement != nil { duplicates.add(adapted) }
        admitted += 1
        return adapted
    }

    /// Which of the admitted records, counted from 0, are to be reconsidered, ascending.
    public var doubtful: [Int] { rules.disagreement == nil ? [] : duplicates.candidates }

    /// Takes a second look at doubtful records, on all threads.
    ///
    /// - Parameter records: as ``admit(_:)`` returned them, by the index among them.
    public mutating func reconsider(_ records: [(index: Int, record: CrystalRecord)]) {
        let spaceGroups = Workers.map(records.count) {
            records[$0].record.crystal.spaceGroupName?.number ?? 0
        }
        for ((index, record), spaceGroup) in zip(records, spaceGroups) {
            reconsidered[index] = (
                spaceGroup, LeftOut(record, rule: "disagreement", reason: "")
            )
        }
    }

    /// The admitted records that other entries of their crystal contradict, by index.
    public var dismissed: [Int: LeftOut] {
        guard let limit = rules.disagreement else { return [:] }
        let reasons = duplicates.outliers(reconsidered.mapValues(\.spaceGroup), limit: limit)
        return reasons.reduce(into: [:]) { all, entry in
            all[entry.key] = reconsidered[entry.key]?.1
            all[entry.key]?.reason = entry.value
        }
    }

    private func objection(to record: CrystalRecord) -> (rule: String, reason: String)? {
        let sites = record.crystal.sites.count
        if let maximumSites, sites > maximumSites {
            return ("too many sites", "\(sites) sites, more than \(maximumSites)")
        }
        guard targets.contains(where: { $0.isKnown(of: record) }) else {
            let names = targets.map(\.name).joined(separator: ", ")
            return ("no target", "it has no usable value of \(names)")
        }
        return rules.objection(to: record)
    }
}

extension LeftOut {
    public init(_ record: some LabelledMaterial, rule: String, reason: String) {
        self.init(
            id: record.id, formula: record.composition.reducedFormula,
            source: record.source.description, rule: rule, reason: reason)
    }

    /// An input that is no crystal or formula.
    public init(id: String, _ source: Source, rejectedFor finding: Finding) {
        self.init(
            id: id, formula: "", source: source.description, rule: "rejected",
            reason: finding.description)
    }
}
