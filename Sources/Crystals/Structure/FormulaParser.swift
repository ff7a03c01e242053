/// A formula that could not be read.
public struct FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        case empty
        /// "Xx", or a letter in lower case where a symbol should begin.
        case unknownElement(String)
        case unexpectedCharacter(Character)
        case badAmount(String)
        /// Opened and not closed, or closed by another kind or without being opened.
        case unbalancedBracket(Character)
        /// More brackets within brackets than any formula has.
        case nestedTooDeeply
    }

    public var formula: String
    /// Of the offending character, counted from 1.
    public var position: Int
    public var reason: Reason

    public var description: String {
        let problem =
            switch reason {
            case .empty: "there is nothing in it"
            case .unknownElement(let symbol): "“\(symbol)” is no element"
            case .unexpectedCharacter(let character): "“\(character)” does not belong here"
            case .badAmount(let text): "“\(text)” is no amount"
            case .unbalancedBracket(let bracket): "“\(bracket)” has no counterpart"
            case .nestedTooDeeply: "too many brackets within brackets"
            }
        return "formula “\(formula)”, character \(position): \(problem)"
    }
}

/// Formulas as text: reading.
extension Composition {
    /// Reads "Al2(SO4)3", "Ba0.4K0.6Fe2As2", "Fe [CN]6", "CuSO4·5H2O".
    /// - Throws: ``FormulaError``, which says where.
    public init(formula: String) throws(FormulaError) {
        var parser = FormulaParser(formula, allowsIsotopes: false)
        self = try parser.composition()
    }

    /// The same where D and T stand for hydrogen, and which of them were met.
    static func reading(
        formula: String
    ) throws(FormulaError) -> (composition: Composition, isotopes: Set<String>) {
        var parser = FormulaParser(formula, allowsIsotopes: true)
        return (try parser.composition(), parser.isotopes)
    }
}

/// Recursive descent over
///
///     formula = [number] group { "·" [number] group }
///     group   = { (symbol | "(" group ")" | "[" group "]" | "{" group "}") [number] }
private struct FormulaParser {
    private let formula: String
    private let characters: [Character]
    private let allowsIsotopes: Bool
    private var index = 0
    /// D and T, as far as they were met.
    private(set) var isotopes: Set<String> = []

    private static let brackets: [Character: Character] = ["(": ")", "[": "]", "{": "}"]
    private static let dots: Set<Character> = ["·", "•", "*"]

    typealias Amounts = [Element: Double]

    init(_ formula: String, allowsIsotopes: Bool) {
        (self.formula, self.allowsIsotopes) = (formula, allowsIsotopes)
        characters = Array(formula)
    }

    mutating func composition() throws(FormulaError) -> Composition {
        let composition = Composition(try read().map { (element: $0.key, amount: $0.value) })
        guard composition.isEmpty else { return composition }
        throw FormulaError(formula: formula, position: 1, reason: .empty)
    }

    private mutating func read() throws(FormulaError) -> Amounts {
        var amounts: Amounts = [:]
        while true {
            skipSpaces()
            let factor = try number()
            merge(try group(depth: 0), times: factor, into: &amounts)
            guard let next = current else { return amounts }
            guard Self.dots.contains(next) else { throw error(.unbalancedBracket(next)) }
            index += 1
        }
    }

    /// Up to the end, a dot or a closing bracket, which is left to the caller.
    private mutating func group(depth: Int) throws(FormulaError) -> Amounts {
        guard depth < 64 else { throw error(.nestedTooDeeply) }
        var amounts: Amounts = [:]
        while true {
            skipSpaces()
            guard let next = current, !Self.dots.contains(next),
                !Self.brackets.values.contains(next)
            else { return amounts }
            let part = try Self.brackets[next] == nil ? symbol() : bracket(depth: depth)
            merge(part, times: try number(), into: &amounts)
        }
    }

    private mutating func bracket(depth: Int) throws(FormulaError) -> Amounts {
        let opening = index
        index += 1
        let amounts = try group(depth: depth + 1)
        guard current == Self.brackets[characters[opening]] else {
            index = opening
            throw error(.unbalancedBracket(characters[opening]))
        }
        index += 1
        return amounts
    }

    /// The longest symbol that fits: "Co" is cobalt, "CO" carbon and oxygen.
    private mutating func symbol() throws(FormulaError) -> Amounts {
        let first = characters[index]
        guard first.isLetter, first.isASCII else { throw error(.unexpectedCharacter(first)) }
        let rest = characters[(index + 1)...].prefix { $0.isLowercase && $0.isASCII }
        let text = String(first) + String(rest)
        guard let element = Element(text) ?? hydrogen(text) else {
            throw error(.unknownElement(text))
        }
        index += text.count
        return [element: 1]
    }

    private mutating func hydrogen(_ text: String) -> Element? {
        guard allowsIsotopes, text == "D" || text == "T" else { return nil }
        isotopes.insert(text)
        return Element(atomicNumber: 1)
    }

    /// 1 where no number stands.
    private mutating func number() throws(FormulaError) -> Double {
        let text = String(characters[index...].prefix { ($0.isNumber && $0.isASCII) || $0 == "." })
        if text.isEmpty { return 1 }
        guard let value = Double(text), value.isFinite, value < 1e12 else {
            throw error(.badAmount(text))
        }
        index += text.count
        return value
    }

    private func merge(_ part: Amounts, times factor: Double, into amounts: inout Amounts) {
        amounts.merge(part.mapValues { $0 * factor }, uniquingKeysWith: +)
    }

    private var current: Character? { index < characters.count ? characters[index] : nil }

    private mutating func skipSpaces() {
        while let next = current, next.isWhitespace { index += 1 }
    }

    private func error(_ reason: FormulaError.Reason) -> FormulaError {
        FormulaError(formula: formula, position: index + 1, reason: reason)
    }
}
