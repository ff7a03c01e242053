public import Crystals
public import Discovery
internal import Foundation
internal import GRDB

/// One state of a catalogue.
public struct CatalogueReader {
    let db: Database
    private let memory: CatalogueMemory

    init(_ db: Database, _ memory: CatalogueMemory) { (self.db, self.memory) = (db, memory) }

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

    /// What queries are made by.
    func facts() throws -> CatalogueFacts {
        let generation = try generation()
        if let known = memory.facts(generation: generation) { return known }
        let columns = try Row.fetchAll(db, sql: "SELECT name, id FROM property")
        let elements = try Row.fetchAll(db, sql: "SELECT z, count(*) FROM element GROUP BY z")
        let facts = CatalogueFacts(
            columns: Dictionary(
                uniqueKeysWithValues: columns.map { ($0[0], CatalogueSchema.column($0[1])) }),
            elements: Dictionary(uniqueKeysWithValues: elements.map { ($0[0], $0[1]) }),
            total: try Int.fetchOne(db, sql: "SELECT count(*) FROM crystal") ?? 0)
        memory.keep(facts, generation: generation)
        return facts
    }

    private func statement(_ sql: String) throws -> Statement {
        memory.keepsPrepared(sql)
            ? try db.cachedStatement(sql: sql) : try db.makeStatement(sql: sql)
    }

    /// Crystals that a condition holds for.
    public func count(_ condition: Condition = .all) throws -> Int {
        let generation = try generation()
        if let known = memory.count(condition, generation: generation) { return known }
        var query = CatalogueQuery(condition, try facts())
        let count =
            try Int.fetchOne(
                statement("SELECT count(*) \(query.count())"),
                arguments: StatementArguments(query.arguments)) ?? 0
        memory.keep(count, of: condition, generation: generation)
        return count
    }

    /// Crystals that a condition holds for, in an order; of equals, and without an order, as their stores have them.
    ///
    /// - Parameters:
    ///   - values: of which numbers the entries tell.
    ///   - after: without an order, only crystals of larger keys: where a page goes on.
    ///   - offset: so many are passed over. A long way is shorter by `after`.
    public func search(
        _ condition: Condition = .all, order: [CatalogueOrder] = [],
        values: [CatalogueColumn] = [], after: Int64? = nil, offset: Int = 0, limit: Int
    ) throws -> [CatalogueEntry] {
        try select(
            columns(values), condition, order: order, after: after, offset: offset, limit: limit
        ) { CatalogueEntry($0, values: values.count) }
    }

    private func columns(_ values: [CatalogueColumn]) throws -> String {
        let facts = try facts()
        return CatalogueEntry.columns + values.map { ", " + $0.sql(facts.columns) }.joined()
    }

    /// The keys of what ``search(_:order:values:after:offset:limit:)`` finds.
    public func keys(
        _ condition: Condition = .all, order: [CatalogueOrder] = [], after: Int64? = nil,
        offset: Int = 0, limit: Int = .max
    ) throws -> [Int64] {
        try select(
            "crystal.key", condition, order: order, after: after, offset: offset, limit: limit
        ) { $0[0] }
    }

    private func select<Value>(
        _ columns: String, _ condition: Condition, order: [CatalogueOrder], after: Int64?,
        offset: Int, limit: Int, _ value: (Row) -> Value
    ) throws -> [Value] {
        let facts = try facts()
        let matches = condition == .all ? facts.total : try count(condition)
        if matches <= offset { return [] }
        var query = CatalogueQuery(condition, facts)
        let sql = query.search(order, after: after, matches: matches)
        let statement = try statement("SELECT \(columns) \(sql) LIMIT ? OFFSET ?")
        let arguments = query.arguments + [limit.databaseValue, offset.databaseValue]
        return try Self.all(statement, StatementArguments(arguments), value)
    }

    /// The crystals of keys, by key, but for those that are not there.
    public func entries(
        _ keys: [Int64], values: [CatalogueColumn] = []
    ) throws -> [CatalogueEntry] {
        let statement = try statement(
            """
            SELECT \(columns(values)) FROM crystal
            WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key
            """)
        return try Self.all(statement, ["\(keys)"]) { CatalogueEntry($0, values: values.count) }
    }

    /// The crystal of an identifier.
    public func entry(
        _ identifier: String, values: [CatalogueColumn] = []
    ) throws -> CatalogueEntry? {
        let statement = try statement(
            "SELECT \(columns(values)) FROM crystal WHERE identifier = ?")
        return try Row.fetchOne(statement, arguments: [identifier])
            .map { CatalogueEntry($0, values: values.count) }
    }

    /// Row by row: rows that outlive the statement are copied value by value.
    private static func all<Value>(
        _ statement: Statement, _ arguments: StatementArguments, _ value: (Row) -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var found: [Value] = []
        while let row = try rows.next() { found.append(value(row)) }
        return found
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
        crystal.key, identifier, (SELECT c.name FROM collection c WHERE c.id = crystal.collection), name, \
        source, place, formula, crystal.elementsLow, crystal.elementsHigh, crystal.sites, isOrdered, spaceGroup, \
        spaceGroupSymbol, volume, density, rank, front, status, lastModified, reducedFormula, \
        hillFormula, anonymousFormula, hermannMauguin
        """

    init(_ row: Row, values count: Int) {
        var group: SpaceGroupName?
        if let number = row[11] as Int?, let symbol = row[12] as String? {
            group = SpaceGroupName(number: number, symbol: symbol)
        }
        self.init(
            key: row[0], identifier: row[1], collection: row[2], name: row[3], source: row[4],
            place: row[5], formula: row[6], reducedFormula: row[19], hillFormula: row[20],
            anonymousFormula: row[21], elements: Self.elements(low: row[7], high: row[8]),
            sites: row[9], isOrdered: row[10], spaceGroup: group,
            hermannMauguin: row[22], volume: row[13],
            density: row[14], rank: row[15], front: row[16], status: row[17],
            lastModified: row[18], values: (0..<count).map { row[23 + $0] as Double? })
    }
}
