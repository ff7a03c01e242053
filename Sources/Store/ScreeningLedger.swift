public import Crystals
public import Discovery
internal import Foundation
internal import GRDB

/// The ledger of a screening run in a ``CrystalStore``.
public struct ScreeningLedger: Ledger {
    private let store: CrystalStore

    public init(_ store: CrystalStore) { self.store = store }

    private var database: DatabaseQueue { store.database }

    public func runRecord() throws -> RunRecord? {
        let text = try database.read { try String.fetchOne($0, sql: "SELECT record FROM run") }
        return try text.map { try JSONDecoder().decode(RunRecord.self, from: Data($0.utf8)) }
    }

    private static func text(of record: RunRecord) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    public func begin(_ record: RunRecord) throws {
        let text = try Self.text(of: record)
        try database.write { db in
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM run") == 0 else {
                throw LedgerError.alreadyBegun
            }
            guard try Self.nextEntry(db) == 0 else {
                throw LedgerError.damaged("the store holds imported crystals, not a screening")
            }
            try db.execute(sql: "INSERT INTO run (id, record) VALUES (1, ?)", arguments: [text])
        }
    }

    public func amend(_ record: RunRecord) throws {
        let text = try Self.text(of: record)
        try database.write { db in
            try db.execute(sql: "UPDATE run SET record = ?", arguments: [text])
            if db.changesCount != 1 { throw LedgerError.notBegun }
        }
    }

    public func entriesExamined() throws -> Int { try database.read(Self.nextEntry) }

    private static func nextEntry(_ db: Database) throws -> Int {
        // Entries are dense from 0, so the highest tells the number without counting rows.
        (try Int.fetchOne(db, sql: "SELECT max(entry) FROM verdict") ?? -1) + 1
    }

    public func append(_ chunk: ScreenedChunk) throws {
        try database.write { db in
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM run") == 1 else {
                throw LedgerError.notBegun
            }
            let next = try Self.nextEntry(db)
            guard chunk.first == next else {
                throw LedgerError.outOfOrder(expected: next, given: chunk.first)
            }
            try ChunkWriter(db, store.properties, origins: chunk.origins).write(chunk)
            guard try Self.nextEntry(db) == chunk.first + chunk.count else {
                throw LedgerError.damaged("chunk at \(chunk.first) does not hold its entries")
            }
        }
    }

    public func forEachFact(_ body: (Int, Filters.Facts) throws -> Void) throws {
        try database.read { try FactReader($0, store.properties).forEach(body) }
    }

    public func crystal(at entry: Int) throws -> ScreenedCrystal? {
        try database.unsafeReentrantRead { try RowReader($0, store.properties).crystal(at: entry) }
    }

    public func structure(at entry: Int) throws -> Crystal? {
        let data = try database.unsafeReentrantRead { db in
            try Data.fetchOne(
                db, sql: "SELECT structure FROM crystal WHERE entry = ?", arguments: [entry])
        }
        guard let data else { return nil }
        guard let crystal = StructureBlob.decode(data) else {
            throw LedgerError.damaged("the structure of entry \(entry) cannot be read")
        }
        return crystal
    }

    public func replacePlacements(_ placements: [Placement], rungs: [Ladder.Rung]) throws {
        try database.write { try PlacementWriter($0).replace(placements, rungs: rungs) }
    }

    public func forEachPlaced(_ body: (Placement, ScreenedCrystal) throws -> Void) throws {
        try database.read { try PlacementReader($0, store.properties).forEach(body) }
    }

    public func refine(
        _ quantities: [(entry: Int, quantities: Quantities)], origin: Origin
    ) throws {
        try database.write { db in
            let writer = try ValueWriter(db, store.properties)
            let origin = try origin.id(in: db)
            for (entry, quantities) in quantities {
                for (quantity, value) in quantities.known {
                    try writer.write(value, of: quantity, entry: entry, origin: origin)
                }
            }
        }
    }

    public func forEachRejection(_ body: (Rejection) throws -> Void) throws {
        try database.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT verdict.entry, name, source, category, message
                    FROM verdict JOIN remark USING (entry)
                    WHERE NOT isAccepted AND position = 0 ORDER BY verdict.entry
                    """)
            while let row = try rows.next() {
                try body(
                    Rejection(
                        entry: row[0], id: row[1], origin: row[2],
                        remark: Remark(category: row[3], message: row[4])))
            }
        }
    }
}
