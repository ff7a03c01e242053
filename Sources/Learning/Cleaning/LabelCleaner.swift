public import Crystals
internal import Foundation

/// Divides records into those to learn from and those whose labels cannot be believed.
public struct LabelCleaner: Sendable {
    public let rules: CleaningRules
    public let targets: [Target]
    public let maximumSites: Int?
    public let adaptations: [Adaptation]

    public init(
        rules: CleaningRules, targets: [Target], maximumSites: Int?,
        adaptations: [Adaptation] = []
    ) {
        (self.rules, self.targets, self.maximumSites) = (rules, targets, maximumSites)
        self.adaptations = adaptations
    }

    /// - Returns: what is kept, in order and on the scale of the plan, and what is not, in order.
    public func clean(_ records: [CrystalRecord]) -> (kept: [CrystalRecord], leftOut: [LeftOut]) {
        var kept: [CrystalRecord] = []
        var leftOut: [LeftOut] = []
        for record in records {
            let adaptation = adaptations.first { $0.isMeant(for: record) }
            let adapted = adaptation?.adapted(record) ?? record
            if let reason = adaptation?.objection(to: adapted) {
                leftOut.append(LeftOut(record, rule: "volume", reason: reason))
            } else if let (rule, reason) = objection(to: adapted) {
                leftOut.append(LeftOut(record, rule: rule, reason: reason))
            } else {
                kept.append(adapted)
            }
        }
        guard let limit = rules.disagreement else { return (kept, leftOut) }
        let outliers = DuplicateGroups(kept).outliers(targets.map(\.name), limit: limit)
        leftOut += kept.indices.compactMap { index in
            outliers[index].map { LeftOut(kept[index], rule: "disagreement", reason: $0) }
        }
        let agreeing = kept.indices.filter { outliers[$0] == nil }.map { kept[$0] }
        return (agreeing, leftOut)
    }

    private func objection(to record: CrystalRecord) -> (rule: String, reason: String)? {
        let sites = record.crystal.sites.count
        if let maximumSites, sites > maximumSites {
            return ("too many sites", "\(sites) sites, more than \(maximumSites)")
        }
        guard targets.contains(where: { $0.value(of: record) != nil }) else {
            let names = targets.map(\.name).joined(separator: ", ")
            return ("no target", "it has no usable value of \(names)")
        }
        return rangeObjection(record) ?? ratioObjection(record)
    }

    private func rangeObjection(_ record: CrystalRecord) -> (rule: String, reason: String)? {
        for (name, bounds) in rules.ranges.sorted(by: { $0.key < $1.key }) where bounds.count == 2 {
            if let value = record.labels[name], !(bounds[0]...bounds[1]).contains(value) {
                return ("range", "\(name) = \(value) is outside \(bounds[0])…\(bounds[1])")
            }
        }
        return nil
    }

    private func ratioObjection(_ record: CrystalRecord) -> (rule: String, reason: String)? {
        for ratio in rules.ratios {
            if let a = record.labels[ratio.of], let b = record.labels[ratio.to],
                !(a <= ratio.maximum * b)
            {
                let value = String(format: "%.3g", a / b)
                return ("ratio", "\(ratio.of)/\(ratio.to) = \(value), above \(ratio.maximum)")
            }
        }
        return nil
    }
}

extension LeftOut {
    init(_ record: CrystalRecord, rule: String, reason: String) {
        self.init(
            id: record.id, formula: record.crystal.composition.reducedFormula,
            source: record.source.description, rule: rule, reason: reason)
    }
}
