internal import Crystals
public import Learning
internal import Physics

/// A screening from its inputs to its places: every rung of the ladder, on a ledger that remembers.
///
/// Run again with the same record on the same ledger it goes on where it stopped; the outcome is
/// the same as if it had not.
public struct ScreeningRun: Sendable {
    /// As the ledger holds it: amended once another arithmetic goes on with the run.
    public var record: RunRecord {
        get throws { try ledger.runRecord() ?? wanted }
    }
    /// What computed the run before, where that was not the arithmetic of this process alone.
    public let otherArithmetic: ArithmeticHistory?
    public let ladder: Ladder
    private let models: ModelSet
    private let ledger: any Ledger
    private let wanted: RunRecord

    /// - Throws: ``RunMismatch`` where the ledger holds a run with another record.
    public init(
        record: RunRecord, ladder: Ladder, models: ModelSet, ledger: any Ledger
    ) throws {
        (self.ladder, self.models, self.ledger) = (ladder, models, ledger)
        guard let earlier = try ledger.runRecord() else {
            try ledger.begin(record)
            (wanted, otherArithmetic) = (record, nil)
            return
        }
        let differences = record.differences(from: earlier)
        if !differences.isEmpty { throw RunMismatch(differences: differences) }
        let continued = record.continuing(earlier)
        wanted = continued
        otherArithmetic = record.arithmetic.flatMap { continued.arithmetic?.others(than: $0) }
    }

    /// The first rung: predicts what has no verdict yet.
    ///
    /// - Returns: false if `isInterrupted` said to stop before the end.
    public func predict(
        _ source: some ScreeningSource, threads: Int, chunkSize: Int = FirstRung.chunkSize,
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        onProgress: @escaping @Sendable (FirstRung.Progress) throws -> Void = { _ in }
    ) throws -> Bool {
        let rung = FirstRung(models: models, threads: threads, chunkSize: chunkSize)
        return try rung.run(
            on: source, into: ledger, isInterrupted: isInterrupted,
            // A run that is found finished was not computed here.
            willAppend: { if try record != wanted { try ledger.amend(wanted) } },
            onProgress: onProgress)
    }

    /// The places, and the Debye rung for those that reached one.
    public func rank() throws -> Ranking {
        let ranking = try Ranking(of: ledger, by: ladder)
        try ledger.replacePlacements(ranking.placements, rungs: ladder.rungs)
        try refine(ranking.placements)
        return ranking
    }

    private func refine(_ placements: [Placement]) throws {
        guard let level = ladder.rungs.firstIndex(where: { $0.kind == .debye }) else { return }
        var refined: [(entry: Int, quantities: Quantities)] = []
        for placement in placements where placement.rung >= level {
            guard let row = try ledger.crystal(at: placement.entry),
                let structure = try ledger.structure(at: placement.entry)
            else { throw LedgerError.damaged("entry \(placement.entry) has no structure") }
            let more = row.quantities.refined(of: structure, atomsPerCell: row.primitiveSites)
            if let more {
                refined.append((placement.entry, more))
            }
        }
        // A value's origin is stored with it, so what comes from elsewhere goes separately.
        for (origin, quantities) in Self.origins {
            let some = refined.map { (entry: $0.entry, quantities: $0.quantities.only(quantities)) }
            try ledger.refine(some, origin: origin)
        }
    }

    /// Where the numbers of the second rung come from.
    private static let origins: [(Origin, Set<Quantity>)] = {
        let others: [(Origin, Set<Quantity>)] = [
            (Origin(kind: .structure, name: "cell"), [.density]),
            (Origin(kind: .formula, name: HardnessModel.chen2011.name), [.hardnessChen]),
            (Origin(kind: .formula, name: HardnessModel.tian2012.name), [.hardnessTian]),
            (Origin(kind: .formula, name: FractureToughnessModel.niu2019.name), [.toughnessNiu]),
            (Origin(kind: .formula, name: "sound from moduli"), [.soundVelocity]),
        ]
        let rest = Set(Quantity.allCases).subtracting(others.flatMap { $0.1 })
        return others + [(Origin(kind: .formula, name: "Debye model at 300 K"), rest)]
    }()
}
