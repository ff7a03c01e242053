internal import Store

/// A lexical token of a filter (OPTIMADE 1.2, "Lexical Tokens").
enum FilterToken: Hashable, Sendable {
    case identifier(String)
    /// Its value, escapes undone.
    case string(String)
    /// As it was written.
    case number(String)
    /// A word of capital letters: AND, HAS, TRUE.
    case keyword(String)
    case comparison(Condition.Comparison)
    case punctuation(Character)

    /// How a user finds it again.
    var text: String {
        switch self {
        case .identifier(let name), .number(let name), .keyword(let name): name
        case .string(let value): "\"\(value)\""
        case .comparison(.unequal): "!="
        case .comparison(let comparison): comparison.rawValue
        case .punctuation(let character): String(character)
        }
    }
}
