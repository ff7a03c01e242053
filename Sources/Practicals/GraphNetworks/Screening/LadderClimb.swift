internal import Crystals
internal import Discovery
internal import Engines

/// What came of a screening, rung by rung.
struct LadderClimb {
    private let screening: PracticalScreening
    private let ranking: Ranking

    init(_ screening: PracticalScreening, _ ranking: Ranking) {
        (self.screening, self.ranking) = (screening, ranking)
    }

    /// Best of the first rung that are shown.
    private static let shown = 10

    func networks(_ time: Duration) throws -> LadderRung {
        let funnel = ranking.funnel
        let rejected = funnel.examined - funnel.ranked
        let losses =
            rejected == 0
            ? [] : [LadderRung.Loss(cause: "no crystal, or nothing to believe", count: rejected)]
        let rows = try crystals { _ in true }.prefix(Self.shown).map { LadderRow($0.row) }
        return LadderRung(
            "networks", given: funnel.examined, taken: funnel.ranked, time, losses, rows)
    }

    func debye(_ time: Duration) throws -> LadderRung {
        let step = ranking.funnel.steps[0]
        let gate = screening.ladder.rungs[1]
        let filtered = Funnel.ordered(ranking.funnel.filtered).map {
            LadderRung.Loss(
                cause: "filtered out: \(gate.filters.condition($0.key))", count: $0.count)
        }
        let rows = try crystals { $0.rung >= 1 }.map { LadderRow(refined: $0.row) }
        return LadderRung(
            "debye", given: ranking.funnel.ranked, taken: step.taken, time,
            filtered + losses(step, before: gate), rows)
    }

    /// The inputs of the crystals that came to the last rung.
    func jobs() throws -> [LadderRow] {
        try crystals { $0.rung >= 2 }.map { row, structure in
            var shown = LadderRow(row)
            shown.write(row, structure)
            return shown
        }
    }

    func dft(_ rows: [LadderRow], _ time: Duration) -> LadderRung {
        let step = ranking.funnel.steps[1]
        return LadderRung(
            "dft-inputs", given: ranking.funnel.steps[0].taken, taken: step.taken, time,
            losses(step, before: screening.ladder.rungs[2]), rows)
    }

    private func losses(_ step: Funnel.Step, before rung: Ladder.Rung) -> [LadderRung.Loss] {
        step.losses(before: rung).map { .init(cause: $0.cause, count: $0.count) }
    }

    private func crystals(
        _ isWanted: (Placement) -> Bool
    ) throws -> [(row: ScreenedCrystal, structure: Crystal)] {
        try ranking.placements.filter(isWanted).map { placement in
            guard let row = try screening.ledger.crystal(at: placement.entry),
                let structure = try screening.ledger.structure(at: placement.entry)
            else { throw LedgerError.damaged("entry \(placement.entry) has no structure") }
            return (row, structure)
        }
    }
}

/// One rung for a page.
struct LadderRung: Encodable {
    var rung: String
    var given, taken: Int
    /// Measured.
    var seconds, secondsPerCrystal: Double
    var losses: [Loss]
    var rows: [LadderRow]

    struct Loss: Encodable {
        var cause: String
        var count: Int
    }

    init(
        _ rung: String, given: Int, taken: Int, _ time: Duration, _ losses: [Loss],
        _ rows: [LadderRow]
    ) {
        (self.rung, self.given, self.taken) = (rung, given, taken)
        (self.losses, self.rows) = (losses, rows)
        seconds = time / .seconds(1)
        // The first rung looks at all that are given; those above compute for those that they take.
        secondsPerCrystal = seconds / Double(max(1, rung == "networks" ? given : taken))
    }
}
