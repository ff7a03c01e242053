internal import Crystals
internal import Discovery
internal import GRDB

/// Reads crystals without their structures.
struct RowReader {
    private let crystal: Statement
    private let values: Statement
    private let remarks: Statement
    private let db: Database
    private let properties: PropertyTable

    init(_ db: Database, _ properties: PropertyTable) throws {
        (self.db, self.properties) = (db, properties)
        crystal = try db.cachedStatement(
            sql: """
                SELECT name, formula, spaceGroup, spaceGroupSymbol, source, sites, isOrdered, elements,
                    ifnull(primitiveSites, sites)
                FROM crystal JOIN verdict USING (entry) WHERE entry = ?
                """)
        values = try db.cachedStatement(sql: "SELECT property, value FROM value WHERE entry = ?")
        remarks = try db.cachedStatement(
            sql: "SELECT category, message FROM remark WHERE entry = ? ORDER BY position")
    }

    func crystal(at entry: Int) throws -> ScreenedCrystal? {
        let rows = try Row.fetchCursor(crystal, arguments: [entry])
        guard let row = try rows.next() else { return nil }
        guard let elements = ElementSet(symbols: row[7] as String) else {
            throw LedgerError.damaged("the elements of entry \(entry) are \(row[7] as String)")
        }
        var group: SpaceGroupName?
        if let number = row[2] as Int?, let symbol = row[3] as String? {
            group = SpaceGroupName(number: number, symbol: symbol)
        }
        return ScreenedCrystal(
            entry: entry, id: row[0], formula: row[1], spaceGroup: group, origin: row[4],
            sites: row[5], primitiveSites: row[8], isOrdered: row[6], elements: elements,
            quantities: try quantities(of: entry), caveats: try caveats(of: entry))
    }

    func forEachPlaced(_ body: (Placement, ScreenedCrystal) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT rank, entry, front, rung, rival, secondRival, duplicateOf
                FROM placement ORDER BY rank
                """)
        while let row = try rows.next() {
            let entry: Int = row[1]
            guard let crystal = try crystal(at: entry) else {
                throw LedgerError.damaged("entry \(entry) has a place but no crystal")
            }
            let rivals = [row[4] as Int?, row[5] as Int?].compactMap { $0 }
            let placement = Placement(
                entry: entry, rank: row[0], front: row[2], rung: row[3], rivals: rivals,
                duplicateOf: row[6])
            try body(placement, crystal)
        }
    }

    private func quantities(of entry: Int) throws -> Quantities {
        var quantities = Quantities()
        let rows = try Row.fetchCursor(values, arguments: [entry])
        while let row = try rows.next() {
            if let quantity = properties.quantity(row[0]) { quantities[quantity] = row[1] }
        }
        return quantities
    }

    private func caveats(of entry: Int) throws -> [Remark] {
        try Row.fetchAll(remarks, arguments: [entry]).map {
            Remark(category: $0[0], message: $0[1])
        }
    }
}

/// Reads the numbers of every crystal in one pass over two tables in the order of their keys.
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
                SELECT entry, ifnull(primitiveSites, sites), isOrdered, elements
                FROM crystal ORDER BY entry
                """)
        let values = try Row.fetchCursor(
            db, sql: "SELECT entry, property, value FROM value ORDER BY entry")
        var value = try values.next()
        while let crystal = try crystals.next() {
            let entry: Int = crystal[0]
            var quantities = Quantities()
            while let row = value, row[0] as Int == entry {
                if let quantity = properties.quantity(row[1]) { quantities[quantity] = row[2] }
                value = try values.next()
            }
            guard let elements = ElementSet(symbols: crystal[3] as String) else {
                throw LedgerError.damaged("the elements of entry \(entry) cannot be read")
            }
            let facts = Filters.Facts(
                quantities: quantities, elements: elements, sites: crystal[1],
                isOrdered: crystal[2])
            try body(entry, facts)
        }
    }
}
