internal import Crystals
internal import Discovery
internal import GRDB

/// Reads crystals without their structures.
struct RowReader {
    private let crystal: Statement
    private let values: Statement
    private let remarks: Statement
    private let properties: PropertyTable

    init(_ db: Database, _ properties: PropertyTable) throws {
        self.properties = properties
        crystal = try db.cachedStatement(
            sql: """
                SELECT \(CrystalColumns.list) FROM crystal JOIN verdict USING (entry)
                LEFT JOIN estimate USING (entry) WHERE entry = ?
                """)
        values = try db.cachedStatement(sql: "SELECT property, value FROM value WHERE entry = ?")
        remarks = try db.cachedStatement(
            sql: "SELECT category, message FROM remark WHERE entry = ? ORDER BY position")
    }

    func crystal(at entry: Int) throws -> ScreenedCrystal? {
        let rows = try Row.fetchCursor(crystal, arguments: [entry])
        guard let row = try rows.next() else { return nil }
        var crystal = try CrystalColumns.crystal(row, from: 0)
        let values = try Row.fetchCursor(self.values, arguments: [entry])
        while let row = try values.next() {
            properties.set(row[0], to: row[1], in: &crystal.quantities)
        }
        let remarks = try Row.fetchCursor(self.remarks, arguments: [entry])
        while let row = try remarks.next() {
            crystal.caveats.append(Remark(category: row[0], message: row[1]))
        }
        return crystal
    }
}

/// A crystal's row without structure, remarks, and values that stand in no column.
enum CrystalColumns {
    /// Of `crystal`, `verdict` and `estimate`.
    static let list = """
        crystal.entry, name, formula, spaceGroup, spaceGroupSymbol, source, sites,
        ifnull(primitiveSites, sites), isOrdered, elements, \(PropertyTable.columns)
        """

    /// - Parameter first: column of the row where the list begins.
    static func crystal(_ row: Row, from first: Int) throws -> ScreenedCrystal {
        var group: SpaceGroupName?
        if let number = row[first + 3] as Int?, let symbol = row[first + 4] as String? {
            group = SpaceGroupName(number: number, symbol: symbol)
        }
        return ScreenedCrystal(
            entry: row[first], id: row[first + 1], formula: row[first + 2], spaceGroup: group,
            origin: row[first + 5], sites: row[first + 6], primitiveSites: row[first + 7],
            isOrdered: row[first + 8],
            elements: try elements(row[first + 9], of: row[first]),
            quantities: quantities(row, from: first + 10))
    }

    static func quantities(_ row: Row, from first: Int) -> Quantities {
        var quantities = Quantities()
        for (offset, quantity) in PropertyTable.estimated.enumerated() {
            quantities[quantity] = row[first + offset] as Double?
        }
        return quantities
    }

    static func elements(_ symbols: String, of entry: Int) throws -> ElementSet {
        guard let elements = ElementSet(symbols: symbols) else {
            throw LedgerError.damaged("the elements of entry \(entry) are \(symbols)")
        }
        return elements
    }
}

/// Reads what was ranked, best first, in one pass over tables that are all in the order of rank.
struct PlacementReader {
    private let db: Database
    private let properties: PropertyTable

    init(_ db: Database, _ properties: PropertyTable) {
        (self.db, self.properties) = (db, properties)
    }

    func forEach(_ body: (Placement, ScreenedCrystal) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT rank, front, rung, rival, secondRival, duplicateOf, \(CrystalColumns.list)
                FROM placement CROSS JOIN crystal USING (entry) CROSS JOIN verdict USING (entry)
                LEFT JOIN estimate USING (entry) ORDER BY rank
                """)
        var values = try RankedRows(db, "property, value", of: "value")
        var remarks = try RankedRows(db, "category, message", of: "remark", thenBy: "position")
        var count = 0
        while let row = try rows.next() {
            let rank: Int = row[0]
            var crystal = try CrystalColumns.crystal(row, from: 6)
            try values.forEach(ofRank: rank) {
                properties.set($0[1], to: $0[2], in: &crystal.quantities)
            }
            try remarks.forEach(ofRank: rank) {
                crystal.caveats.append(Remark(category: $0[1], message: $0[2]))
            }
            count += 1
            let rivals = [row[3] as Int?, row[4] as Int?].compactMap { $0 }
            let placement = Placement(
                entry: crystal.entry, rank: rank, front: row[1], rung: row[2], rivals: rivals,
                duplicateOf: row[5])
            try body(placement, crystal)
        }
        let placed = try Int.fetchOne(db, sql: "SELECT count(*) FROM placement") ?? 0
        guard count == placed else {
            throw LedgerError.damaged("of \(placed) crystals with a place \(count) are there")
        }
    }
}

/// Rows of a table that has any number of them for an entry, by rank.
private struct RankedRows {
    private let rows: RowCursor
    private var row: Row?

    init(_ db: Database, _ columns: String, of table: String, thenBy order: String? = nil) throws {
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT rank, \(columns) FROM placement CROSS JOIN \(table) USING (entry)
                ORDER BY \(["rank", order].compactMap { $0 }.joined(separator: ", "))
                """)
        row = try rows.next()
    }

    /// - Parameter rank: higher from call to call.
    mutating func forEach(ofRank rank: Int, _ body: (Row) throws -> Void) throws {
        while let row, row[0] as Int == rank {
            try body(row)
            self.row = try rows.next()
        }
    }
}

/// Reads the numbers of every crystal in one pass over tables in the order of their keys.
struct FactReader {
    private let db: Database
    private let properties: PropertyTable

    init(_ db: Database, _ properties: PropertyTable) {
        (self.db, self.properties) = (db, properties)
    }

    func forEach(_ body: (Int, Filters.Facts) throws -> Void) throws {
        let crystals = try Row.fetchCursor(
            db,
            sql: """
                SELECT crystal.entry, ifnull(primitiveSites, sites), isOrdered, elements,
                    \(PropertyTable.columns)
                FROM crystal LEFT JOIN estimate USING (entry) ORDER BY crystal.entry
                """)
        let values = try Row.fetchCursor(
            db, sql: "SELECT entry, property, value FROM value ORDER BY entry")
        var value = try values.next()
        while let crystal = try crystals.next() {
            let entry: Int = crystal[0]
            var quantities = CrystalColumns.quantities(crystal, from: 4)
            while let row = value, row[0] as Int == entry {
                properties.set(row[1], to: row[2], in: &quantities)
                value = try values.next()
            }
            let facts = Filters.Facts(
                quantities: quantities,
                elements: try CrystalColumns.elements(crystal[3], of: entry), sites: crystal[1],
                isOrdered: crystal[2])
            try body(entry, facts)
        }
    }
}
