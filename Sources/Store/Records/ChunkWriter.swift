internal import Crystals
internal import Discovery
internal import GRDB

/// Writes the verdicts and crystals of a chunk.
struct ChunkWriter {
    private let verdicts: VerdictWriter
    private let estimates: EstimateWriter

    init(
        _ db: Database, _ properties: PropertyTable, origins: [Quantity: Origin]
    ) throws {
        verdicts = try VerdictWriter(db)
        estimates = try EstimateWriter(db, properties, origins: origins)
    }

    func write(_ chunk: ScreenedChunk) throws {
        for (row, structure) in chunk.crystals { try write(row, structure) }
        for rejection in chunk.rejections {
            try verdicts.write(
                VerdictWriter.Verdict(
                    entry: rejection.entry, name: rejection.id, source: rejection.origin,
                    isAccepted: false, remarks: [rejection.remark]))
        }
    }

    private func write(_ row: ScreenedCrystal, _ structure: Crystal) throws {
        try verdicts.write(
            VerdictWriter.Verdict(
                entry: row.entry, name: row.id, source: row.origin, isAccepted: true,
                remarks: row.caveats))
        try verdicts.write(
            VerdictWriter.CrystalRow(
                entry: row.entry, formula: row.formula, spaceGroup: row.spaceGroup,
                sites: row.sites, primitiveSites: row.primitiveSites, isOrdered: row.isOrdered,
                elements: row.elements,
                structure: structure))
        try estimates.write(row.quantities, entry: row.entry)
    }
}

/// Writes numbers, each over an earlier one of the same property.
struct ValueWriter {
    private let statement: Statement
    private let properties: PropertyTable

    init(_ db: Database, _ properties: PropertyTable) throws {
        self.properties = properties
        statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO value (entry, property, origin, value) VALUES (?, ?, ?, ?)"
        )
    }

    func write(_ value: Double, of quantity: Quantity, entry: Int, origin: Int64) throws {
        try statement.execute(arguments: [entry, try properties.id(quantity), origin, value])
    }
}

/// Writes the outcome of ranking.
struct PlacementWriter {
    private let db: Database

    init(_ db: Database) { self.db = db }

    func replace(_ placements: [Placement], rungs: [Ladder.Rung]) throws {
        try db.execute(sql: "DELETE FROM placement; DELETE FROM rung;")
        for (position, rung) in rungs.enumerated() {
            try db.execute(
                sql: "INSERT INTO rung (position, name, kind, budget) VALUES (?, ?, ?, ?)",
                arguments: [position, rung.name, rung.kind.rawValue, rung.budget])
        }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO placement (rank, entry, front, rung, rival, secondRival, duplicateOf)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for placement in placements {
            try statement.execute(arguments: [
                placement.rank, placement.entry, placement.front, placement.rung,
                placement.rivals.first, placement.rivals.dropFirst().first, placement.duplicateOf,
            ])
        }
    }
}
