internal import GRDB

/// Which numbers the crystals of each collection have.
extension CatalogueReader {
    /// By collection and property, without the ends of intervals and without those that no crystal has.
    public func labels() throws -> [CatalogueLabel] {
        let properties = try properties().filter { !$0.isEnd }
        if properties.isEmpty { return [] }
        let facts = try facts()
        let counts = properties.map { "count(\(facts.columns[$0.name] ?? "NULL"))" }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT collection.name, \(counts.joined(separator: ", "))
                FROM crystal JOIN collection ON collection.id = crystal.collection
                GROUP BY collection.id ORDER BY collection.name
                """)
        return rows.flatMap { row in
            properties.enumerated().compactMap { index, property in
                let crystals = row[index + 1] as Int
                return crystals == 0
                    ? nil
                    : CatalogueLabel(collection: row[0], property: property, crystals: crystals)
            }
        }
    }
}

/// A number that crystals of a collection have.
public struct CatalogueLabel: Hashable, Sendable {
    public var collection: String
    public var property: CatalogueProperty
    /// How many have it.
    public var crystals: Int
}
