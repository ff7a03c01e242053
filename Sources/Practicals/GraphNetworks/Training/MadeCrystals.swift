internal import Crystals
internal import Discovery
internal import Learning

/// Crystals that the program makes itself: what the small networks learn from.
struct MadeCrystals {
    let records: [CrystalRecord]
    let target: PracticalTarget

    /// Cells that train in a moment.
    private static let maximumSites = 8
    /// Candidates that are sized and labelled between two frames.
    private static let chunk = 32

    /// - Parameters:
    ///   - count: of crystals; fewer where the candidates end before.
    ///   - seed: of the order of the candidates.
    ///   - progress: told the share that is made.
    init(
        _ count: Int, target: PracticalTarget, seed: UInt64,
        progress: (_ stage: String, _ share: Double) throws -> Void
    ) throws {
        try progress("crystals", 0)
        var records: [CrystalRecord] = []
        let candidates = try Waiting.value(
            beat: { try progress("crystals", 0) },
            of: { CandidateGenerator(seed: seed, budget: 20 * count, rules: Self.rules) })
        for first in stride(from: 0, to: candidates.count, by: Self.chunk) {
            let part = candidates[first..<min(first + Self.chunk, candidates.count)]
            records += try target.labelled(Self.sized(part.map(\.record), as: target))
            try progress("crystals", min(1, Double(records.count) / Double(count)))
            if records.count >= count { break }
        }
        (self.records, self.target) = (Array(records.prefix(count)), target)
    }

    /// Those whose distances are those of a material, at the size that goes with their labels.
    private static func sized(
        _ records: [CrystalRecord], as target: PracticalTarget
    ) throws -> [CrystalRecord] {
        let crystals = try target.sized(records.map(\.crystal))
        return zip(records, crystals).compactMap { record, crystal in
            guard let crystal, Plausibility(of: crystal).isPlausible else { return nil }
            return CrystalRecord(id: record.id, crystal: crystal, source: record.source)
        }
    }

    /// Of elements and binaries, which come first among all candidates: the ternaries would take a second to
    /// be found, and none of them would be reached.
    private static let rules = DecorationRule.standard.filter { rule in
        rule.roles.count <= 2
            && Prototype.named(rule.prototype).map { $0.siteCount <= maximumSites } ?? false
    }
}
