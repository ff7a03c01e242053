internal import Crystals
internal import Discovery
internal import Foundation
internal import Store

/// Makes a condition on the catalogue of a filter.
struct FilterTranslator {
    let fields: FieldTable
    /// Sentences for whoever asked.
    private(set) var warnings: [String] = []

    init(_ fields: FieldTable) { self.fields = fields }

    /// - Throws: 400 for names that there are not, 501 for what is optional and not done here, and for values of
    ///   another type than the property's.
    mutating func condition(_ expression: FilterExpression) throws(OptimadeError) -> Condition {
        switch expression {
        case .or(let parts): return .or(try conditions(parts))
        case .and(let parts): return .and(try conditions(parts))
        case .not(let part): return .not(try condition(part))
        case .comparison(let a, let comparison, let b): return try compare(a, comparison, b)
        case .substring(let name, let place, let text): return try match(name, place, text)
        case .known(let name, let isKnown):
            let known = try known(name)
            return isKnown ? known : .not(known)
        case .has(let names, let quantifier, let entries):
            return try has(names, quantifier, entries)
        case .length(let name, let comparison, let operand):
            return try length(name, comparison, operand)
        case .truth(let name):
            guard try meaning(name) != nil else { return .none }
            throw .notImplemented("\(name) is not true or false; compare it with a value")
        }
    }

    private mutating func conditions(
        _ parts: [FilterExpression]
    ) throws(OptimadeError) -> [Condition] {
        var conditions: [Condition] = []
        for part in parts { conditions.append(try condition(part)) }
        return conditions
    }

    /// nil where it is unknown of every structure.
    mutating func meaning(
        _ name: PropertyName
    ) throws(OptimadeError) -> StructureField.Meaning? {
        switch fields.lookup(name.parts[0]) {
        case .foreign:
            warn(FieldTable.warning(name.description))
            return nil
        case .missing: throw .badRequest("there is no property \(name)")
        case .field(let field):
            if name.parts.count > 1 { return try Self.nested(name) }
            if case .unknown = field.meaning { return nil }
            return field.meaning
        }
    }

    private static func nested(
        _ name: PropertyName
    ) throws(OptimadeError) -> StructureField.Meaning {
        switch name.description {
        case "species.name": return .speciesAtSites
        case "species.chemical_symbols": return .elements
        default: throw .notImplemented("filters by \(name) are not supported")
        }
    }

    private mutating func warn(_ sentence: String) {
        if !warnings.contains(sentence) { warnings.append(sentence) }
    }

    private mutating func known(_ name: PropertyName) throws(OptimadeError) -> Condition {
        switch try meaning(name) {
        case nil: .none
        case .column(let column)?: .isKnown(column)
        default: .all
        }
    }
}

// Comparisons of single values.
extension FilterTranslator {
    private mutating func compare(
        _ a: FilterOperand, _ comparison: Condition.Comparison, _ b: FilterOperand
    ) throws(OptimadeError) -> Condition {
        switch (a, b) {
        case (.property(let p), .property(let q)): return try compare(p, comparison, q)
        case (.property(let name), let value): return try compare(name, comparison, value)
        case (let value, .property(let name)):
            return try compare(name, comparison.reversed, value)
        case (.number(let p), .number(let q)): return comparison.holds(p, q) ? .all : .none
        default: throw .notImplemented("two values can be compared where both are numbers")
        }
    }

    private mutating func compare(
        _ name: PropertyName, _ comparison: Condition.Comparison, _ value: FilterOperand
    ) throws(OptimadeError) -> Condition {
        switch (try meaning(name), value) {
        case (nil, _): return .none
        case (.column(.lastModified)?, .string(let text)):
            return .compare(.lastModified, comparison, .number(try Self.time(text)))
        case (.column(let column)?, .number(let number)) where !column.isText:
            if column == .lastModified { throw Self.mismatch(name, "a time, as a string") }
            return .compare(column, comparison, .number(number))
        case (.column(let column)?, .string(let text)) where column.isText:
            return .compare(column, comparison, .text(text))
        case (.number(let own)?, .number(let number)):
            return comparison.holds(own, number) ? .all : .none
        case (.text(let own)?, .string(let text)):
            return comparison.holds(own, text) ? .all : .none
        case (.column(let column)?, _):
            throw Self.mismatch(name, column.isText ? "a string" : "a number")
        case (.number?, _): throw Self.mismatch(name, "a number")
        case (.text?, _): throw Self.mismatch(name, "a string")
        default:
            throw .notImplemented("\(name) is a list: ask with HAS or LENGTH, not by comparison")
        }
    }

    private mutating func compare(
        _ p: PropertyName, _ comparison: Condition.Comparison, _ q: PropertyName
    ) throws(OptimadeError) -> Condition {
        guard let a = try meaning(p), let b = try meaning(q) else { return .none }
        switch (a, b) {
        case (.column(let a), .column(let b)) where a.isText == b.isText:
            return .columns(a, comparison, b)
        case (.column(let column), .number(let number)) where !column.isText:
            return .compare(column, comparison, .number(number))
        case (.number(let number), .column(let column)) where !column.isText:
            return .compare(column, comparison.reversed, .number(number))
        default: throw .notImplemented("\(p) and \(q) cannot be compared")
        }
    }

    private mutating func match(
        _ name: PropertyName, _ place: Condition.TextPlace, _ operand: FilterOperand
    ) throws(OptimadeError) -> Condition {
        guard let meaning = try meaning(name) else { return .none }
        guard case .string(let text) = operand else { throw Self.mismatch(name, "a string") }
        switch meaning {
        case .column(let column) where column.isText: return .text(column, place, text)
        case .text(let own):
            let holds =
                switch place {
                case .start: own.hasPrefix(text)
                case .end: own.hasSuffix(text)
                case .anywhere: text.isEmpty || own.contains(text)
                }
            return holds ? .all : .none
        default: throw .notImplemented("\(name) is no string: it has no parts to be compared")
        }
    }

    static func mismatch(_ name: PropertyName, _ wanted: String) -> OptimadeError {
        .notImplemented("\(name) can be compared with \(wanted) only")
    }

    /// Seconds since 1970 of a time as RFC 3339 writes it.
    private static func time(_ text: String) throws(OptimadeError) -> Double {
        guard let time = InternetTime.seconds(text) else {
            throw .badRequest(
                "\"\(text)\" is no time of RFC 3339, such as \"2026-01-31T12:00:00Z\"")
        }
        return time
    }
}
