internal import Crystals
internal import Discovery
internal import Dispatch
internal import Foundation
internal import GRDB

/// Puts one store in place of a collection.
struct CatalogueWriter {
    private let db: Database
    private let rows: StoreRows
    private let collection: CatalogueCollectionRow
    private let ladder: Ladder?
    private let rowWriter: CatalogueRowWriter
    private let total: Int

    /// Crystals whose facts are computed at once, on all processors.
    private static let batchSize = 1024

    init(
        _ db: Database, store: Database, path: String, name: String,
        _ fingerprint: StoreFingerprint
    ) throws {
        self.db = db
        rows = try StoreRows(store)
        let record = try rows.record()
        ladder = try record.map { try Ladder(yaml: $0.ladder) }
        let counts = try rows.counts()
        total = counts.crystals
        try Self.dropIndices(db, before: counts.crystals)
        try Self.remove(name, from: db)
        collection = try CatalogueCollectionRow.insert(
            db, name: name, path: path, isScreening: record != nil, fingerprint, counts,
            ladder: record?.ladder)
        rowWriter = try CatalogueRowWriter(
            db, collection, rows.properties, origins: rows.origins, all: rows.allOrigins())
    }

    /// - Returns: the number of crystals.
    func write(_ progress: (Catalogue.Progress) throws -> Void) throws -> Int {
        var register = IdentifierRegister(collection: collection.name)
        var done = 0
        try rows.forEachBatch(Self.batchSize) { batch in
            for (row, facts) in zip(batch, try Self.facts(batch, ladder)) {
                let identifier = register.identifier(for: row.name)
                try rowWriter.write(row, facts.crystal, status: facts.status, identifier)
            }
            done += batch.count
            try progress(Catalogue.Progress(done: done, total: total))
        }
        try CatalogueSchema.createIndices(db)
        try db.execute(sql: "ANALYZE")
        try CatalogueSchema.countGeneration(db)
        return done
    }

    typealias Facts = (crystal: CrystalFacts, status: String?)

    /// [batch] computed on all processors.
    private static func facts(_ batch: [StoreRow], _ ladder: Ladder?) throws -> [Facts] {
        let size = 64
        let pieces = stride(from: 0, to: batch.count, by: size).map {
            batch[$0..<min($0 + size, batch.count)]
        }
        var results = [[Facts?]](repeating: [], count: pieces.count)
        results.withUnsafeMutableBufferPointer { results in
            nonisolated(unsafe) let results = results
            DispatchQueue.concurrentPerform(iterations: pieces.count) { piece in
                results[piece] = pieces[piece].map { facts($0, ladder) }
            }
        }
        return try zip(batch, results.flatMap(\.self)).map { row, facts in
            guard let facts else {
                throw LedgerError.damaged("the structure of entry \(row.entry) cannot be read")
            }
            return facts
        }
    }

    private static func facts(_ row: StoreRow, _ ladder: Ladder?) -> Facts? {
        guard let crystal = StructureBlob.decode(row.structure) else { return nil }
        return (CrystalFacts(crystal), status(row, crystal, ladder))
    }
}

extension CatalogueWriter {
    private static func status(_ row: StoreRow, _ crystal: Crystal, _ ladder: Ladder?) -> String? {
        guard let ladder, let placement = row.placement else { return nil }
        return PlaceReason(ladder: ladder).status(placement, row.screened(crystal))
    }

    /// Many rows are sorted once, few find their places among the others.
    static func dropIndices(_ db: Database, before crystals: Int) throws {
        let present = try Int.fetchOne(db, sql: "SELECT count(*) FROM crystal") ?? 0
        if crystals > present / 4 { try CatalogueSchema.dropIndices(db) }
    }

    static func remove(_ name: String, from db: Database) throws {
        guard
            let id = try Int64.fetchOne(
                db, sql: "SELECT id FROM collection WHERE name = ?", arguments: [name])
        else { return }
        // All of a collection's keys are between these, and no other's.
        let keys = try Row.fetchOne(
            db, sql: "SELECT min(key), max(key) FROM crystal WHERE collection = ?", arguments: [id])
        let range: StatementArguments = [keys?[0] as Int64?, keys?[1] as Int64?]
        for table in ["structure", "remark", "valueOrigin", "crystal"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE key BETWEEN ? AND ?", arguments: range)
        }
        for z in Element.range {
            try db.execute(
                sql: "DELETE FROM element WHERE z = ? AND key BETWEEN ? AND ?",
                arguments: [z] + range)
        }
        try db.execute(sql: "DELETE FROM propertyOrigin WHERE collection = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM collection WHERE id = ?", arguments: [id])
    }
}

extension StoreRow {
    /// As the ranking saw it; of a store's numbers only those that a screening knows.
    func screened(_ crystal: Crystal) -> ScreenedCrystal {
        var quantities = Quantities()
        for (name, number) in zip(names, numbers) {
            if let number, let quantity = Quantity(rawValue: name) { quantities[quantity] = number }
        }
        return ScreenedCrystal(
            entry: entry, id: name, formula: "", spaceGroup: spaceGroup, origin: source,
            sites: crystal.sites.count, primitiveSites: primitiveSites ?? crystal.sites.count,
            isOrdered: crystal.isOrdered, elements: ElementSet(crystal.elements),
            quantities: quantities, caveats: remarks)
    }
}
