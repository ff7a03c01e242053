internal import Crystals
internal import Discovery
internal import GRDB

/// A condition as SQL: the text is made of column names and marks only, whatever users write is an argument.
struct ConditionSQL {
    private(set) var text = ""
    private(set) var arguments: [DatabaseValue] = []
    private let facts: CatalogueFacts
    private var properties: [String: String] { facts.columns }

    /// The table that tells of a crystal's elements, and of how many sites it has.
    private let table: String

    init(_ condition: Condition, _ facts: CatalogueFacts, elementsOf table: String = "crystal") {
        (self.facts, self.table) = (facts, table)
        text = sql(condition)
    }

    private mutating func sql(_ condition: Condition) -> String {
        switch condition {
        case .and(let parts): joined(parts, by: " AND ", none: "TRUE")
        case .or(let parts): joined(parts, by: " OR ", none: "FALSE")
        // What is unknown in SQL counts as false, and its opposite as true.
        case .not(let part): "(\(sql(part))) IS NOT TRUE"
        case .compare(let column, let comparison, let value): compare(column, comparison, value)
        case .columns(let a, let comparison, let b):
            a.isText == b.isText
                ? "\(sql(a)) \(comparison.rawValue) \(sql(b))" : "FALSE"
        case .text(let column, let place, let text): match(column, place, text)
        case .isKnown(let column): "\(sql(column)) IS NOT NULL"
        case .hasAny(let elements): hasAny(elements)
        case .hasOnly(let elements): hasOnly(elements)
        case .ratio(let elements, let bounds): has(elements, bounds)
        case .hasSpecies(let name): "instr(species, \(mark("|\(name)|"))) > 0"
        case .keys(let keys): "crystal.key IN (SELECT value FROM json_each(\(mark("\(keys)"))))"
        }
    }

    private func sql(_ column: CatalogueColumn) -> String {
        switch column {
        case .elementCount, .siteCount: "\(table).\(column.sql(properties))"
        default: column.sql(properties)
        }
    }

    private mutating func joined(
        _ parts: [Condition], by word: String, none: String
    ) -> String {
        switch parts.count {
        case 0: return none
        case 1: return sql(parts[0])
        default:
            // In halves: SQLite reads a row of a thousand as a tree that deep, and refuses it.
            let half = parts.count / 2
            let left = joined(Array(parts[..<half]), by: word, none: none)
            let right = joined(Array(parts[half...]), by: word, none: none)
            return "(\(left)\(word)\(right))"
        }
    }

    private mutating func mark(_ value: some DatabaseValueConvertible) -> String {
        arguments.append(value.databaseValue)
        return "?"
    }

    private mutating func compare(
        _ column: CatalogueColumn, _ comparison: Condition.Comparison, _ value: Condition.Value
    ) -> String {
        let name = sql(column)
        switch value {
        // SQLite finds every text larger than every number; here they cannot be compared.
        case .number(let number):
            return column.isText ? "FALSE" : "\(name) \(comparison.rawValue) \(mark(number))"
        case .text(let text):
            return column.isText ? "\(name) \(comparison.rawValue) \(mark(text))" : "FALSE"
        }
    }

    private mutating func match(
        _ column: CatalogueColumn, _ place: Condition.TextPlace, _ text: String
    ) -> String {
        guard column.isText else { return "FALSE" }
        let name = sql(column)
        if text.isEmpty { return "\(name) IS NOT NULL" }
        switch place {
        case .anywhere: return "instr(\(name), \(mark(text))) > 0"
        case .end:
            return "substr(\(name), -\(text.unicodeScalars.count)) = \(mark(text))"
        case .start:
            // The bounds can use an index.
            let bounds = "\(name) >= \(mark(text)) AND \(name) < \(mark(text + "\u{10FFFF}"))"
            return bounds + " AND substr(\(name), 1, \(text.unicodeScalars.count)) = \(mark(text))"
        }
    }

    /// Of rare elements the crystals are looked up; common ones are a bit of each row that is looked at anyway.
    private mutating func hasAny(_ elements: ElementSet) -> String {
        let numbers = elements.map(\.atomicNumber)
        if numbers.isEmpty { return "FALSE" }
        if facts.count(of: numbers) * Self.rare < facts.total {
            return "crystal.key IN (SELECT element.key FROM element WHERE z IN (\(marks(numbers))))"
        }
        let bits = elements.words
        let terms = [(bits.low, "\(table).elementsLow"), (bits.high, "\(table).elementsHigh")]
            .filter { $0.0 != 0 }
        var texts: [String] = []
        for (word, column) in terms { texts.append("\(column) & \(mark(word)) <> 0") }
        return "(\(texts.joined(separator: " OR ")))"
    }

    /// One crystal of so many has what is rare.
    static let rare = 100

    private mutating func has(_ elements: ElementSet, _ bounds: [Condition.Bound]) -> String {
        let numbers = elements.map(\.atomicNumber)
        if numbers.isEmpty { return "FALSE" }
        let kinds = "z IN (\(marks(numbers)))"
        var terms = ["element.key = crystal.key", kinds]
        for bound in bounds {
            terms.append("ratio \(bound.comparison.rawValue) \(mark(bound.value))")
        }
        return "EXISTS (SELECT 1 FROM element WHERE \(terms.joined(separator: " AND ")))"
    }

    private mutating func marks(_ numbers: [Int]) -> String {
        var marks: [String] = []
        for number in numbers { marks.append(mark(number)) }
        return marks.joined(separator: ", ")
    }

    private mutating func hasOnly(_ elements: ElementSet) -> String {
        let bits = elements.words
        let (low, high) = ("\(table).elementsLow", "\(table).elementsHigh")
        return "\(low) & \(mark(~bits.low)) = 0 AND \(high) & \(mark(~bits.high)) = 0"
    }
}

extension ElementSet {
    /// A bit for each atomic number, from 0 and from 64 on.
    var words: (low: Int64, high: Int64) {
        reduce(into: (0, 0)) { words, element in
            let z = element.atomicNumber
            if z < 64 { words.low |= 1 << Int64(z) } else { words.high |= 1 << Int64(z - 64) }
        }
    }
}
