public import Crystals
public import Discovery
internal import Foundation
internal import GRDB

/// One state of a catalogue.
public struct CatalogueReader {
    let db: Database
    private let counts: CountCache

    init(_ db: Database, _ counts: CountCache) { (self.db, self.counts) = (db, counts) }

    /// By name.
    public func collections() throws -> [CatalogueCollection] {
        let style = Date.ISO8601FormatStyle()
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT name, path, kind, crystals, rejected, lastModified FROM collection
                    ORDER BY name
                    """)
        ).map { row in
            let time = Date(timeIntervalSince1970: row[5])
            return CatalogueCollection(
                name: row[0], path: row[1],
                kind: row[2] as String == "screening" ? .screening : .library,
                crystals: row[3], rejected: row[4], lastModified: time.formatted(style))
        }
    }

    /// A number that is another after each change of the catalogue.
    public func generation() throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT number FROM generation")) ?? 0
    }

    /// All numbers that crystals have, by the order in which they came into the catalogue.
    public func properties() throws -> [CatalogueProperty] {
        try Row.fetchAll(db.cachedStatement(sql: "SELECT name, unit FROM property ORDER BY id"))
            .map { CatalogueProperty(name: $0[0], unit: $0[1]) }
    }

    /// Columns of the properties by name.
    func propertyColumns() throws -> [String: String] {
        let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT name, id FROM property"))
        return Dictionary(
            uniqueKeysWithValues: rows.map { ($0[0], CatalogueSchema.column($0[1])) })
    }

    /// Crystals that a condition holds for.
    public func count(_ condition: Condition = .all) throws -> Int {
        let generation = try generation()
        if let known = counts.count(condition, generation: generation) { return known }
        let sql = ConditionSQL(condition, properties: try propertyColumns())
        let count =
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM crystal WHERE \(sql.text)"),
                arguments: StatementArguments(sql.arguments)) ?? 0
        counts.keep(count, of: condition, generation: generation)
        return count
    }

    /// Crystals that a condition holds for, in an order; of equals, and without an order, as their stores have them.
    ///
    /// - Parameters:
    ///   - values: of which numbers the entries tell.
    ///   - offset: so many are passed over. A long way is shorter by ``Condition/after(_:)``.
    public func search(
        _ condition: Condition = .all, order: [CatalogueOrder] = [],
        values: [CatalogueColumn] = [], offset: Int = 0, limit: Int
    ) throws -> [CatalogueEntry] {
        let properties = try propertyColumns()
        let condition = ConditionSQL(condition, properties: properties)
        let terms = order.map {
            "\($0.column.sql(properties)) \($0.isDescending ? "DESC" : "ASC") NULLS LAST"
        }
        let columns = values.map { ", " + $0.sql(properties) }.joined()
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(CatalogueEntry.columns)\(columns) FROM crystal WHERE \(condition.text)
                ORDER BY \((terms + ["key"]).joined(separator: ", ")) LIMIT ? OFFSET ?
                """)
        let arguments = condition.arguments + [limit.databaseValue, offset.databaseValue]
        return try Row.fetchAll(statement, arguments: StatementArguments(arguments))
            .map { CatalogueEntry($0, values: values.count) }
    }

    /// The crystal of an identifier.
    public func entry(
        _ identifier: String, values: [CatalogueColumn] = []
    ) throws -> CatalogueEntry? {
        try search(
            .compare(.identifier, .equal, .text(identifier)), values: values, limit: 1
        ).first
    }

    /// - Throws: ``StoreError`` where it cannot be read.
    public func structure(_ key: Int64) throws -> Crystal? {
        let row = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT structure FROM structure WHERE key = ?"),
            arguments: [key])
        guard let row else { return nil }
        guard let crystal = StructureBlob.decode(row) else {
            throw LedgerError.damaged("the structure of crystal \(key) cannot be read")
        }
        return crystal
    }

    /// What is to be known of a crystal before its numbers are trusted.
    public func remarks(of key: Int64) throws -> [Remark] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT category, message FROM remark WHERE key = ? ORDER BY position"),
            arguments: [key]
        ).map { Remark(category: $0[0], message: $0[1]) }
    }
}

extension CatalogueEntry {
    static let columns = """
        key, identifier, (SELECT c.name FROM collection c WHERE c.id = crystal.collection), name, \
        source, place, formula, elementsLow, elementsHigh, sites, isOrdered, spaceGroup, \
        spaceGroupSymbol, volume, density, rank, front, status, lastModified
        """

    init(_ row: Row, values count: Int) {
        var group: SpaceGroupName?
        if let number = row[11] as Int?, let symbol = row[12] as String? {
            group = SpaceGroupName(number: number, symbol: symbol)
        }
        self.init(
            key: row[0], identifier: row[1], collection: row[2], name: row[3], source: row[4],
            place: row[5], formula: row[6], elements: Self.elements(low: row[7], high: row[8]),
            sites: row[9], isOrdered: row[10], spaceGroup: group, volume: row[13],
            density: row[14], rank: row[15], front: row[16], status: row[17],
            lastModified: row[18], values: (0..<count).map { row[19 + $0] as Double? })
    }
}
