internal import Crystals
internal import Discovery
internal import GRDB

/// A condition as SQL: the text is made of column names and marks only, whatever users write is an argument.
struct ConditionSQL {
    private(set) var text = ""
    private(set) var arguments: [DatabaseValue] = []
    private let properties: [String: String]

    /// - Parameter properties: columns of the properties that there are.
    init(_ condition: Condition, properties: [String: String]) {
        self.properties = properties
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
                ? "\(a.sql(properties)) \(comparison.rawValue) \(b.sql(properties))" : "FALSE"
        case .text(let column, let place, let text): match(column, place, text)
        case .isKnown(let column): "\(column.sql(properties)) IS NOT NULL"
        case .hasAny(let elements): hasAny(elements)
        case .hasOnly(let elements): hasOnly(elements)
        case .ratio(let elements, let comparison, let ratio): has(elements, comparison, ratio)
        case .hasSpecies(let name): "instr(species, \(mark("|\(name)|"))) > 0"
        case .keys(let keys): "key IN (SELECT value FROM json_each(\(mark("\(keys)"))))"
        case .after(let key): "key > \(mark(key))"
        }
    }

    private mutating func joined(
        _ parts: [Condition], by word: String, none: String
    ) -> String {
        if parts.isEmpty { return none }
        var texts: [String] = []
        for part in parts { texts.append("(\(sql(part)))") }
        return texts.joined(separator: word)
    }

    private mutating func mark(_ value: some DatabaseValueConvertible) -> String {
        arguments.append(value.databaseValue)
        return "?"
    }

    private mutating func compare(
        _ column: CatalogueColumn, _ comparison: Condition.Comparison, _ value: Condition.Value
    ) -> String {
        let name = column.sql(properties)
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
        let name = column.sql(properties)
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

    private mutating func hasAny(_ elements: ElementSet) -> String {
        let numbers = elements.map(\.atomicNumber)
        if numbers.isEmpty { return "FALSE" }
        return "key IN (SELECT element.key FROM element WHERE z IN (\(marks(numbers))))"
    }

    private mutating func has(
        _ elements: ElementSet, _ comparison: Condition.Comparison, _ ratio: Double
    ) -> String {
        let numbers = elements.map(\.atomicNumber)
        if numbers.isEmpty { return "FALSE" }
        return """
            EXISTS (SELECT 1 FROM element WHERE element.key = crystal.key \
            AND z IN (\(marks(numbers))) AND ratio \(comparison.rawValue) \(mark(ratio)))
            """
    }

    private mutating func marks(_ numbers: [Int]) -> String {
        var marks: [String] = []
        for number in numbers { marks.append(mark(number)) }
        return marks.joined(separator: ", ")
    }

    private mutating func hasOnly(_ elements: ElementSet) -> String {
        let bits = elements.words
        return "elementsLow & \(mark(~bits.low)) = 0 AND elementsHigh & \(mark(~bits.high)) = 0"
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
