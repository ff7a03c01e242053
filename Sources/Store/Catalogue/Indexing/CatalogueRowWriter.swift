internal import Crystals
internal import Discovery
internal import Foundation
internal import GRDB

/// The row of a collection that is being written.
struct CatalogueCollectionRow {
    var id: Int64
    var name: String
    /// Added to a store's entry it gives the crystal's key.
    var firstKey: Int64
    var lastModified: Int

    static func insert(
        _ db: Database, name: String, path: String, isScreening: Bool,
        _ fingerprint: StoreFingerprint, _ counts: (crystals: Int, rejected: Int), ladder: String?
    ) throws -> CatalogueCollectionRow {
        // Keys are not used again, so that a reader's page of an earlier state leads to no other crystal.
        let first = try Int64.fetchOne(
            db, sql: "UPDATE nextKey SET key = key + ? RETURNING key - ?",
            arguments: [counts.crystals + counts.rejected, counts.crystals + counts.rejected])
        try db.execute(
            sql: """
                INSERT INTO collection (name, path, kind, fingerprint, firstKey, crystals, rejected,
                    ladder, lastModified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                name, path, isScreening ? "screening" : "library", fingerprint.text, first ?? 1,
                counts.crystals, counts.rejected, ladder, fingerprint.lastModified,
            ])
        return CatalogueCollectionRow(
            id: db.lastInsertedRowID, name: name, firstKey: first ?? 1,
            lastModified: fingerprint.lastModified)
    }
}

/// Writes the crystals of a collection, by statements prepared once.
struct CatalogueRowWriter {
    private let collection: CatalogueCollectionRow
    private let crystal: Statement
    private let structure: Statement
    private let element: Statement
    private let remark: Statement
    private let origin: Statement
    private let propertyIds: [Int64]
    /// By the store's number: the catalogue's, and what it is.
    private let origins: [Int64: (id: Int64, origin: Origin)]

    private static let columns = [
        "key", "collection", "identifier", "name", "source", "place", "formula", "reducedFormula",
        "hillFormula", "anonymousFormula", "chemicalSystem", "elementCount", "elementsLow",
        "elementsHigh", "sites", "primitiveSites", "speciesCount", "species", "isOrdered",
        "spaceGroup", "spaceGroupSymbol", "hermannMauguin", "volume", "density", "rank", "front",
        "rung", "status",
        "rival", "secondRival", "duplicateOf", "lastModified",
    ]

    init(
        _ db: Database, _ collection: CatalogueCollectionRow, _ properties: [CatalogueProperty],
        origins: [(property: Int, origin: Origin)], all: [Int64: Origin]
    ) throws {
        self.collection = collection
        propertyIds = try properties.map { try Self.register($0, in: db) }
        self.origins = try all.mapValues { (try $0.id(in: db), $0) }
        for (property, origin) in origins {
            try db.execute(
                sql: "INSERT INTO propertyOrigin VALUES (?, ?, ?)",
                arguments: [collection.id, propertyIds[property], try origin.id(in: db)])
        }
        let columns = Self.columns + propertyIds.map(CatalogueSchema.column)
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        crystal = try db.makeStatement(
            sql: "INSERT INTO crystal (\(columns.joined(separator: ", "))) VALUES (\(marks))")
        structure = try db.makeStatement(sql: "INSERT INTO structure VALUES (?, ?)")
        element = try db.makeStatement(sql: "INSERT INTO element VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        remark = try db.makeStatement(sql: "INSERT INTO remark VALUES (?, ?, ?, ?)")
        origin = try db.makeStatement(sql: "INSERT INTO valueOrigin VALUES (?, ?, ?)")
    }

    /// The property's number, its column made where there is none.
    private static func register(
        _ property: CatalogueProperty, in db: Database
    ) throws -> Int64 {
        let known = try Int64.fetchOne(
            db, sql: "SELECT id FROM property WHERE name = ?", arguments: [property.name])
        if let known { return known }
        try db.execute(
            sql: "INSERT INTO property (name, unit) VALUES (?, ?)",
            arguments: [property.name, property.unit])
        let id = db.lastInsertedRowID
        try db.execute(sql: "ALTER TABLE crystal ADD COLUMN \(CatalogueSchema.column(id)) REAL")
        return id
    }

    func write(
        _ row: StoreRow, _ facts: CrystalFacts, status: String?, _ identifier: String
    ) throws {
        let key = collection.firstKey + Int64(row.entry)
        try crystal.execute(
            arguments: StatementArguments(values(row, facts, status, identifier, key)))
        try structure.execute(arguments: [key, row.structure])
        let bits = facts.elements.words
        for amount in facts.amounts {
            try element.execute(arguments: [
                amount.z, key, amount.amount, amount.ratio, bits.low, bits.high,
                facts.amounts.count, facts.sites,
            ])
        }
        for (position, one) in row.remarks.enumerated() {
            try remark.execute(arguments: [key, position, one.category, one.message])
        }
        for (property, number) in row.origins {
            guard let known = origins[number] else { continue }
            // What goes without saying.
            if known.origin.kind == .label, known.origin.name == row.source { continue }
            try origin.execute(arguments: [key, propertyIds[property], known.id])
        }
    }

    private func values(
        _ row: StoreRow, _ facts: CrystalFacts, _ status: String?, _ identifier: String,
        _ key: Int64
    ) -> [DatabaseValue] {
        let (bits, placement) = (facts.elements.words, row.placement)
        let values: [(any DatabaseValueConvertible)?] = [
            key, collection.id, identifier, row.name, row.source, row.place, facts.formula,
            facts.reducedFormula, facts.hillFormula, facts.anonymousFormula,
            facts.chemicalSystem, facts.elements.count, bits.low, bits.high, facts.sites,
            row.primitiveSites ?? facts.sites, facts.speciesNames.count,
            "|" + facts.speciesNames.joined(separator: "|") + "|", facts.isOrdered,
            row.spaceGroup?.number, row.spaceGroup?.symbol,
            row.spaceGroup.map { HermannMauguin.spaced($0.symbol) }, facts.volume, facts.density,
            placement?.rank, placement?.front, placement?.rung, status, placement?.rivals.first,
            placement?.rivals.dropFirst().first, placement?.duplicateOf,
            collection.lastModified,
        ]
        return values.map { $0?.databaseValue ?? .null }
            + row.numbers.map { number in
                number.flatMap { $0.isFinite ? $0.databaseValue : nil } ?? .null
            }
    }
}
