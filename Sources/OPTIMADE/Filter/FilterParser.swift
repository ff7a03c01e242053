internal import Foundation
internal import Store

/// Reads a filter by recursive descent (OPTIMADE 1.2, appendix "The Filter Language EBNF Grammar").
struct FilterParser {
    private let tokens: [(token: FilterToken, place: Int)]
    private var next = 0
    private var depth = 0
    private var comparisons = 0
    private var searches = 0

    /// Brackets in brackets, and comparisons in one filter: more than people write, less than would take long.
    private static let (maximumDepth, maximumCount) = (50, 500)
    /// Of those that no index leads to: each is a look at every crystal.
    private static let mostSearches = 50

    /// The expression that a text is; nil where there is nothing but spaces.
    static func parse(_ text: String) throws(OptimadeError) -> FilterExpression? {
        let tokens = try FilterScanner.tokens(text)
        if tokens.isEmpty { return nil }
        var parser = FilterParser(tokens: tokens)
        let expression = try parser.expression()
        if parser.next < tokens.count { throw parser.unexpected("AND, OR or the end") }
        return expression
    }

    private init(tokens: [(token: FilterToken, place: Int)]) { self.tokens = tokens }

    private var token: FilterToken? { next < tokens.count ? tokens[next].token : nil }

    private func unexpected(_ expected: String) -> OptimadeError {
        guard next < tokens.count else {
            return .badRequest("the filter ends where \(expected) should follow")
        }
        let (token, place) = tokens[next]
        return .badRequest(
            "the filter should have \(expected) at position \(place), not \(token.text)")
    }

    private mutating func take(_ wanted: FilterToken) -> Bool {
        guard token == wanted else { return false }
        next += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool { take(.keyword(word)) }

    private mutating func takeMark(_ mark: Character) -> Bool { take(.punctuation(mark)) }

    private mutating func takeComparison() -> Condition.Comparison? {
        guard case .comparison(let comparison)? = token else { return nil }
        next += 1
        return comparison
    }
}

// Expressions.
extension FilterParser {
    private mutating func expression() throws(OptimadeError) -> FilterExpression {
        var parts = [try clause()]
        while takeWord("OR") { parts.append(try clause()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func clause() throws(OptimadeError) -> FilterExpression {
        var parts = [try phrase()]
        while takeWord("AND") { parts.append(try phrase()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func phrase() throws(OptimadeError) -> FilterExpression {
        let isNegated = takeWord("NOT")
        let inner = try takeMark("(") ? bracket() : comparison()
        return isNegated ? .not(inner) : inner
    }

    private mutating func bracket() throws(OptimadeError) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth {
            throw .badRequest("the filter has more than \(Self.maximumDepth) brackets in brackets")
        }
        let inner = try expression()
        guard takeMark(")") else { throw unexpected("AND, OR or )") }
        return inner
    }

    private mutating func comparison() throws(OptimadeError) -> FilterExpression {
        comparisons += 1
        if comparisons > Self.maximumCount {
            throw .badRequest("the filter has more than \(Self.maximumCount) comparisons")
        }
        if case .identifier? = token { return try propertyFirst(property()) }
        let constant = try operand("a property, a value, NOT or (")
        guard let comparison = takeComparison() else { throw unexpected("a comparison") }
        return .comparison(constant, comparison, try operand("a property or a value"))
    }

    private mutating func propertyFirst(
        _ name: PropertyName
    ) throws(OptimadeError) -> FilterExpression {
        if let comparison = takeComparison() {
            return .comparison(.property(name), comparison, try operand("a value"))
        }
        if takeMark(":") { return try correlated(name) }
        guard case .keyword(let word)? = token, !["AND", "OR"].contains(word) else {
            return .truth(name)
        }
        next += 1
        switch word {
        case "IS": return try known(name)
        case "CONTAINS": return try substring(name, .anywhere)
        case "STARTS", "ENDS":
            _ = takeWord("WITH")
            return try substring(name, word == "STARTS" ? .start : .end)
        case "LENGTH":
            let comparison = takeComparison() ?? .equal
            return .length(name, comparison, try operand("a whole number"))
        case "HAS": return try has([name])
        default:
            next -= 1
            throw unexpected("an operator")
        }
    }

    private mutating func substring(
        _ name: PropertyName, _ place: Condition.TextPlace
    ) throws(OptimadeError) -> FilterExpression {
        searches += 1
        if searches > Self.mostSearches {
            throw .badRequest("the filter looks for more than \(Self.mostSearches) parts of texts")
        }
        return .substring(name, place, try operand("a string"))
    }

    private mutating func known(_ name: PropertyName) throws(OptimadeError) -> FilterExpression {
        if takeWord("KNOWN") { return .known(name, true) }
        if takeWord("UNKNOWN") { return .known(name, false) }
        throw unexpected("KNOWN or UNKNOWN")
    }
}

// Lists.
extension FilterParser {
    private mutating func correlated(
        _ first: PropertyName
    ) throws(OptimadeError) -> FilterExpression {
        var names = [first]
        repeat { names.append(try property()) } while takeMark(":")
        guard takeWord("HAS") else { throw unexpected("HAS") }
        return try has(names)
    }

    private mutating func has(_ names: [PropertyName]) throws(OptimadeError) -> FilterExpression {
        let quantifiers: [(String, FilterExpression.Quantifier)] = [
            ("ALL", .all), ("ANY", .any), ("ONLY", .only),
        ]
        for (word, quantifier) in quantifiers where takeWord(word) {
            var entries = [try tests(names.count)]
            while takeMark(",") { entries.append(try tests(names.count)) }
            return .has(names, quantifier, entries)
        }
        return .has(names, .any, [try tests(names.count)])
    }

    /// One test for each of the correlated lists.
    private mutating func tests(_ count: Int) throws(OptimadeError) -> [ListTest] {
        var tests = [try test()]
        while tests.count < count {
            guard takeMark(":") else { throw unexpected("a colon and a value for each property") }
            tests.append(try test())
        }
        return tests
    }

    private mutating func test() throws(OptimadeError) -> ListTest {
        let comparison = takeComparison() ?? .equal
        return ListTest(comparison: comparison, operand: try operand("a value"))
    }
}

// Names and values.
extension FilterParser {
    private mutating func property() throws(OptimadeError) -> PropertyName {
        var parts: [String] = []
        repeat {
            guard case .identifier(let name)? = token else { throw unexpected("a property's name") }
            parts.append(name)
            next += 1
        } while takeMark(".")
        return PropertyName(parts: parts)
    }

    private mutating func operand(_ expected: String) throws(OptimadeError) -> FilterOperand {
        switch token {
        case .identifier: return .property(try property())
        case .string(let text):
            next += 1
            return .string(text)
        case .number(let text):
            let value = try Self.number(text)
            next += 1
            return .number(value)
        case .keyword("TRUE"), .keyword("FALSE"):
            defer { next += 1 }
            return .truth(token == .keyword("TRUE"))
        default: throw unexpected(expected)
        }
    }

    private static func number(_ text: String) throws(OptimadeError) -> Double {
        guard let value = Double(text), value.isFinite else {
            throw .notImplemented(
                "the number \(text) is out of range: numbers lie between -1.7e308 and 1.7e308")
        }
        return value
    }
}
