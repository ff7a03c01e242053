internal import Crystals
internal import Discovery

/// Thousands of made crystals into the diagram of hardness and toughness.
enum ScreenStep {
    static let step = PracticalStep(
        "screen", [.count("candidates", 500...5000, initial: 2000), .seed], run)

    private struct Parameters: Decodable {
        var candidates: Int
        var seed: UInt64
    }

    private static let run: @Sendable (Parameters, FrameSink) throws -> Void = {
        parameters, emit in
        let (screening, landmarks) = try Waiting.value(
            beat: { try emit(StepFrame("progress", ["stage": "candidates"])) },
            of: {
                let screening = try PracticalScreening(
                    candidates: parameters.candidates, seed: parameters.seed, ladder: .standard)
                return (screening, LandmarkEstimate.all(by: screening.models))
            })
        try emit(StepFrame("landmarks", ["points": landmarks.map(PicturedLandmark.init)]))
        var rejected = 0
        try screening.predict { entries in
            let rows = try entries.compactMap { try screening.ledger.crystal(at: $0) }
            rejected += entries.count - rows.count
            let points = rows.map { ScreenedPoint($0, screening.ladder) }
            try emit(
                StepFrame(
                    "points",
                    Points(
                        examined: entries.upperBound, total: screening.count,
                        rejected: rejected, points: points)))
        }
        try emit(StepFrame("ranking", RankingFrame(screening)))
        try emit(StepFrame("end"))
    }

    private struct Points: Encodable {
        var examined, total, rejected: Int
        var points: [ScreenedPoint]
    }

    private struct PicturedLandmark: Encodable {
        var name, formula: String
        var hardness, toughness: Double
        var measuredHardness, measuredToughness: [Double]?

        init(_ landmark: LandmarkEstimate) {
            (name, formula) = (landmark.name, landmark.formula)
            (hardness, toughness) = (landmark.hardness, landmark.toughness)
            measuredHardness = landmark.measuredHardness.map { [$0.lowerBound, $0.upperBound] }
            measuredToughness = landmark.measuredToughness.map { [$0.lowerBound, $0.upperBound] }
        }
    }
}

/// A crystal in the diagram.
struct ScreenedPoint: Encodable {
    var entry: Int
    var id, formula: String
    var hardness, toughness: Float
    var hardnessLow, toughnessLow: Float?
    /// "passed" the filters of the second rung, or "filtered".
    var status: String

    init(_ row: ScreenedCrystal, _ ladder: Ladder) {
        let known = row.quantities
        (entry, id, formula) = (row.entry, row.id, row.formula)
        hardness = Float(known[.hardness] ?? .nan)
        toughness = Float(known[.toughness] ?? .nan)
        hardnessLow = known[.hardnessLow].map { Float($0) }
        toughnessLow = known[.toughnessLow].map { Float($0) }
        let isFiltered = ladder.rungs[1].filters.objection(to: row.filterFacts) != nil
        status = isFiltered ? "filtered" : "passed"
    }
}

/// The places at the end of a screening.
struct RankingFrame: Encodable {
    /// Entries of the first Pareto front of those that passed the filters, from the hard to the tough end, by
    /// the lower ends of their intervals, as the ranking has it.
    var front: [Int]
    /// The same by the predictions themselves, as the diagram shows them.
    var predictedFront: [Int]
    var funnel: Counts
    var best: [Placed]

    struct Counts: Encodable {
        var examined, ranked, eligible: Int
        var filtered: [Filtered]

        struct Filtered: Encodable {
            var condition: String
            var count: Int
        }
    }

    struct Placed: Encodable {
        var rank, entry: Int
        var id, formula: String
        var spaceGroup: String?
        var hardness, toughness: Double?
        var reason: String
    }

    private static let bestCount = 10

    init(_ screening: PracticalScreening) throws {
        let ranking = try screening.run.rank()
        let gate = screening.ladder.rungs[1].filters
        let counts = ranking.funnel
        funnel = Counts(
            examined: counts.examined, ranked: counts.ranked, eligible: counts.eligible,
            filtered: Funnel.ordered(counts.filtered).map {
                .init(condition: gate.condition($0.key), count: $0.count)
            })
        let passed = ranking.placements.prefix(counts.eligible)
        front = try Self.front(passed.map(\.entry), screening, by: screening.ladder.ranking)
        predictedFront = try Self.front(passed.map(\.entry), screening, by: .predictions)
        best = try Self.best(ranking, screening)
    }

    private static func front(
        _ entries: [Int], _ screening: PracticalScreening, by basis: Ladder.Basis
    ) throws -> [Int] {
        guard !entries.isEmpty else { return [] }
        let known = try entries.map { try screening.ledger.crystal(at: $0)?.quantities }
        func values(_ quantity: Quantity) -> [Double] {
            known.map { quantities in
                let low = basis == .lowerEnds ? quantity.interval?.low : nil
                return low.flatMap { quantities?[$0] } ?? quantities?[quantity] ?? 0
            }
        }
        let fronts = ParetoFronts(hardness: values(.hardness), toughness: values(.toughness))
        return fronts.members(of: 1).map { entries[Int($0)] }
    }

    private static func best(
        _ ranking: Ranking, _ screening: PracticalScreening
    ) throws -> [Placed] {
        let ledger = screening.ledger
        var names = PlaceNames(
            ranking.placements, by: screening.ladder.ranking, crystal: ledger.crystal(at:))
        let reason = PlaceReason(ladder: screening.ladder)
        return try ranking.placements.prefix(bestCount).compactMap { placement in
            guard let row = try ledger.crystal(at: placement.entry) else { return nil }
            return Placed(
                rank: placement.rank, entry: placement.entry, id: row.id, formula: row.formula,
                spaceGroup: row.spaceGroup?.symbol, hardness: row.quantities[.hardness],
                toughness: row.quantities[.toughness],
                reason: reason(placement, row, others: try names.others(than: placement)))
        }
    }
}
