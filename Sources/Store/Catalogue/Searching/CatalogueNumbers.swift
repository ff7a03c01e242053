public import Crystals
internal import Discovery
internal import GRDB

/// The numbers of the crystals of a catalogue.
extension CatalogueReader {
    /// All numbers of a crystal with their intervals and origins, by the order of ``properties()``.
    public func values(of key: Int64) throws -> [CatalogueValue] {
        let properties = try properties()
        guard let row = try numbers(of: key), !properties.isEmpty else { return [] }
        let known = Dictionary(uniqueKeysWithValues: zip(properties.map(\.name), row))
        let origins = try origins(of: key)
        return properties.compactMap { property in
            guard !property.isEnd, let value = known[property.name] ?? nil,
                let origin = origins(property.name)
            else { return nil }
            let interval = Quantity(rawValue: property.name)?.interval
            return CatalogueValue(
                property: property, value: value,
                low: interval.flatMap { known[$0.low.rawValue] ?? nil },
                high: interval.flatMap { known[$0.high.rawValue] ?? nil }, origin: origin)
        }
    }

    /// [properties] nil where unknown; nil where there is no such crystal.
    private func numbers(of key: Int64) throws -> [Double?]? {
        let ids = try Int64.fetchAll(db, sql: "SELECT id FROM property ORDER BY id")
        let columns = (["key"] + ids.map(CatalogueSchema.column)).joined(separator: ", ")
        let row = try Row.fetchOne(
            db, sql: "SELECT \(columns) FROM crystal WHERE key = ?", arguments: [key])
        return row.map { row in ids.indices.map { row[$0 + 1] as Double? } }
    }

    /// The origin of a number of a crystal by the property's name.
    private func origins(of key: Int64) throws -> (String) -> Origin? {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT property.name, kind, origin.name, fingerprint, 0 AS own FROM propertyOrigin
                    JOIN origin ON origin.id = origin JOIN property ON property.id = property
                    WHERE collection = (SELECT collection FROM crystal WHERE key = ?1)
                UNION ALL SELECT property.name, kind, origin.name, fingerprint, 1 FROM valueOrigin
                    JOIN origin ON origin.id = origin JOIN property ON property.id = property
                    WHERE key = ?1
                ORDER BY own
                """, arguments: [key])
        var origins: [String: Origin] = [:]
        for row in rows {
            guard let kind = Origin.Kind(rawValue: row[1]) else { continue }
            origins[row[0]] = Origin(kind: kind, name: row[2], fingerprint: row[3])
        }
        let source = try String.fetchOne(
            db, sql: "SELECT source FROM crystal WHERE key = ?", arguments: [key])
        let label = source.map { Origin(kind: .label, name: $0) }
        return { origins[$0] ?? label }
    }

    /// The values that the properties have among all crystals, without the ends of intervals and without those that
    /// none has.
    public func ranges() throws -> [CatalogueRange] {
        let properties = try properties().filter { !$0.isEnd }
        if properties.isEmpty { return [] }
        let facts = try facts()
        // Each column's index tells the ends at once.
        let terms = properties.compactMap { facts.columns[$0.name] }.flatMap { column in
            ["count", "min", "max"].map { "(SELECT \($0)(\(column)) FROM crystal)" }
        }
        let row = try Row.fetchOne(db, sql: "SELECT \(terms.joined(separator: ", "))")
        guard let row else { return [] }
        return properties.enumerated().compactMap { index, property in
            guard let low = row[3 * index + 1] as Double?, let high = row[3 * index + 2] as Double?
            else { return nil }
            return CatalogueRange(property: property, count: row[3 * index], low: low, high: high)
        }
    }

    /// Two numbers of every crystal that a condition holds for and that has both, by key.
    public func points(
        x: CatalogueColumn, y: CatalogueColumn, _ condition: Condition = .all
    ) throws -> CataloguePoints {
        var points = CataloguePoints(keys: [], x: [], y: [])
        if x.isText || y.isText { return points }
        let facts = try facts()
        let sql = ConditionSQL(
            .and([.isKnown(x), .isKnown(y), condition]), facts)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT key, \(x.sql(facts.columns)), \(y.sql(facts.columns)) FROM crystal
                WHERE \(sql.text) ORDER BY key
                """, arguments: StatementArguments(sql.arguments))
        while let row = try rows.next() {
            points.keys.append(row[0])
            points.x.append(Float(row[1] as Double))
            points.y.append(Float(row[2] as Double))
        }
        return points
    }

    /// How many crystals hold each element.
    public func elementCounts() throws -> [Element: Int] {
        let rows = try Row.fetchAll(db, sql: "SELECT z, count(*) FROM element GROUP BY z")
        return rows.reduce(into: [:]) { counts, row in
            if let element = Element(atomicNumber: row[0]) { counts[element] = row[1] }
        }
    }
}

extension ElementSet {
    /// By atomic number.
    fileprivate static func elements(_ words: (low: Int64, high: Int64)) -> [Element] {
        Element.all.filter { element in
            let z = element.atomicNumber
            return (z < 64 ? words.low >> Int64(z) : words.high >> Int64(z - 64)) & 1 == 1
        }
    }
}

extension CatalogueEntry {
    static func elements(low: Int64, high: Int64) -> [Element] { ElementSet.elements((low, high)) }
}
