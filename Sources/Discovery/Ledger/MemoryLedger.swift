public import Crystals
internal import Synchronization

/// A ledger that forgets: the promise of ``Ledger`` in plain arrays, for a screening that somebody only looks
/// on at, and for tests.
public final class MemoryLedger: Ledger {
    private struct State {
        var record: RunRecord?
        var examined = 0
        var rows: [Int: ScreenedCrystal] = [:]
        var structures: [Int: Crystal] = [:]
        var rejections: [Rejection] = []
        var placements: [Placement] = []
    }

    private let state = Mutex(State())

    public init() {}

    public func runRecord() throws -> RunRecord? { state.withLock { $0.record } }

    public func begin(_ record: RunRecord) throws {
        try state.withLock { state in
            if state.record != nil { throw LedgerError.alreadyBegun }
            state.record = record
        }
    }

    public func amend(_ record: RunRecord) throws {
        try state.withLock { state in
            if state.record == nil { throw LedgerError.notBegun }
            state.record = record
        }
    }

    public func entriesExamined() throws -> Int { state.withLock { $0.examined } }

    public func append(_ chunk: ScreenedChunk) throws {
        try state.withLock { state in
            if state.record == nil { throw LedgerError.notBegun }
            guard chunk.first == state.examined else {
                throw LedgerError.outOfOrder(expected: state.examined, given: chunk.first)
            }
            for (row, structure) in chunk.crystals {
                state.rows[row.entry] = row
                state.structures[row.entry] = structure
            }
            state.rejections += chunk.rejections
            state.examined += chunk.count
        }
    }

    public func forEachFact(_ body: (Int, Filters.Facts) throws -> Void) throws {
        for row in sortedRows {
            try body(
                row.entry,
                .init(
                    quantities: row.quantities, elements: row.elements, sites: row.primitiveSites,
                    isOrdered: row.isOrdered))
        }
    }

    private var sortedRows: [ScreenedCrystal] {
        state.withLock { $0.rows.values.sorted { $0.entry < $1.entry } }
    }

    public func crystal(at entry: Int) throws -> ScreenedCrystal? {
        state.withLock { $0.rows[entry] }
    }

    public func structure(at entry: Int) throws -> Crystal? {
        state.withLock { $0.structures[entry] }
    }

    public func replacePlacements(_ placements: [Placement], rungs: [Ladder.Rung]) throws {
        state.withLock { $0.placements = placements.sorted { $0.rank < $1.rank } }
    }

    public func forEachPlaced(_ body: (Placement, ScreenedCrystal) throws -> Void) throws {
        let (placements, rows) = state.withLock { ($0.placements, $0.rows) }
        for placement in placements {
            guard let row = rows[placement.entry] else {
                throw LedgerError.damaged("entry \(placement.entry) has a place but no crystal")
            }
            try body(placement, row)
        }
    }

    public func refine(
        _ quantities: [(entry: Int, quantities: Quantities)], origin: Origin
    ) throws {
        state.withLock { state in
            for (entry, more) in quantities {
                guard var row = state.rows[entry] else { continue }
                row.quantities = row.quantities.merging(more)
                state.rows[entry] = row
            }
        }
    }

    public func forEachRejection(_ body: (Rejection) throws -> Void) throws {
        for rejection in state.withLock({ $0.rejections }) { try body(rejection) }
    }
}
