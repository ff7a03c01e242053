internal import Crystals
internal import Discovery
internal import GRDB

/// The way to the crystals that a condition holds for.
///
/// SQLite knows how often values occur on the average, but not how often this one does, and so takes an index that
/// leads to half of all crystals, to sort them. Here it is known how many there are, and the way follows from that.
struct CatalogueQuery {
    private let condition: Condition
    private let facts: CatalogueFacts
    /// The rarest of the elements that all crystals have to hold.
    private let driver: Int?
    /// Of what ``count`` or ``search(_:after:matches:)`` has said.
    private(set) var arguments: [DatabaseValue] = []

    init(_ condition: Condition, _ facts: CatalogueFacts) {
        (self.condition, self.facts) = (condition, facts)
        driver = Self.needed(condition).min { facts.count(of: [$0]) < facts.count(of: [$1]) }
    }

    /// Elements that every crystal holds that a condition holds for.
    private static func needed(_ condition: Condition) -> [Int] {
        switch condition {
        case .hasAny(let elements), .ratio(let elements, _):
            elements.count == 1 ? elements.map(\.atomicNumber) : []
        case .and(let parts): parts.flatMap(needed)
        default: []
        }
    }

    /// From those that hold the rarest element, whose keys stand in order.
    private mutating func elements(_ driver: Int) -> String {
        let sql = ConditionSQL(condition, facts, elementsOf: "driver")
        arguments = [driver.databaseValue] + sql.arguments
        return """
            FROM element AS driver CROSS JOIN crystal ON crystal.key = driver.key \
            WHERE driver.z = ? AND (\(sql.text))
            """
    }

    private mutating func all(_ table: String = "crystal") -> String {
        let sql = ConditionSQL(condition, facts)
        arguments = sql.arguments
        return "FROM \(table) WHERE (\(sql.text))"
    }

    /// All behind the columns of a query for the number of crystals.
    mutating func count() -> String {
        if let driver, facts.count(of: [driver]) * 4 < facts.total { return elements(driver) }
        return all()
    }

    /// All behind the columns of a query for crystals.
    ///
    /// - Parameters:
    ///   - after: only crystals of larger keys.
    ///   - matches: crystals that the condition holds for.
    mutating func search(_ order: [CatalogueOrder], after: Int64?, matches: Int) -> String {
        guard order.isEmpty else { return ordered(order, matches) }
        // Where many match, some are found soon among the first; few are sorted, after an index has led to them.
        var (sql, key) =
            if matches * Self.few > facts.total {
                (all("crystal NOT INDEXED"), "crystal.key")
            } else if let driver {
                (elements(driver), "driver.key")
            } else { (all(), "+crystal.key") }
        if let after {
            sql += " AND \(key) > ?"
            arguments.append(after.databaseValue)
        }
        return sql + " ORDER BY \(key)"
    }

    /// Few crystals are sorted sooner than the index of an order is walked until some of them turn up.
    private mutating func ordered(_ order: [CatalogueOrder], _ matches: Int) -> String {
        let areFew = matches < Self.sorted
        let terms = order.map { order in
            (areFew ? "+" : "") + Self.name(order.column, facts)
                + (order.isDescending ? " DESC NULLS LAST" : " ASC NULLS LAST")
        }
        let start = if areFew, let driver { elements(driver) } else { all() }
        return start + " ORDER BY " + (terms + ["crystal.key"]).joined(separator: ", ")
    }

    /// Of the two tables that have it.
    private static func name(_ column: CatalogueColumn, _ facts: CatalogueFacts) -> String {
        let name = column.sql(facts.columns)
        return column == .elementCount || column == .siteCount ? "crystal.\(name)" : name
    }

    /// One of so many crystals is many.
    private static let few = 50
    /// So many are sorted in a few milliseconds.
    private static let sorted = 10_000
}
