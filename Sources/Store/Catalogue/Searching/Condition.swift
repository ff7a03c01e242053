internal import Crystals
public import Discovery

/// What crystals are looked for: true or false of each.
///
/// A comparison with what is not known of a crystal is false, and so ``not(_:)`` of it is true. (OPTIMADE 1.2, "Comparisons
/// of unknown values".)
public indirect enum Condition: Hashable, Sendable {
    case and([Condition])
    case or([Condition])
    case not(Condition)
    case compare(CatalogueColumn, Comparison, Value)
    /// A column with another of the same type.
    case columns(CatalogueColumn, Comparison, CatalogueColumn)
    /// Case matters.
    case text(CatalogueColumn, TextPlace, String)
    case isKnown(CatalogueColumn)
    /// Whether one of the crystal's elements is among these.
    case hasAny(ElementSet)
    /// Whether every element of the crystal is among these.
    case hasOnly(ElementSet)
    /// Whether one of these elements has a share of the atoms, 0…1, within all of the bounds.
    case ratio(ElementSet, [Bound])
    /// Whether the contents of a site have this name.
    case hasSpecies(String)
    /// ``CatalogueEntry/key`` is one of these.
    case keys([Int64])

    public static let all = Condition.and([])
    public static let none = Condition.or([])

    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case unequal = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        /// With the sides exchanged.
        public var reversed: Comparison {
            switch self {
            case .less: .greater
            case .lessOrEqual: .greaterOrEqual
            case .greater: .less
            case .greaterOrEqual: .lessOrEqual
            case .equal, .unequal: self
            }
        }

        /// True where this is false.
        public var negated: Comparison {
            switch self {
            case .equal: .unequal
            case .unequal: .equal
            case .less: .greaterOrEqual
            case .lessOrEqual: .greater
            case .greater: .lessOrEqual
            case .greaterOrEqual: .less
            }
        }

        public func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
            switch self {
            case .equal: a == b
            case .unequal: a != b
            case .less: a < b
            case .lessOrEqual: a <= b
            case .greater: a > b
            case .greaterOrEqual: a >= b
            }
        }
    }

    public struct Bound: Hashable, Sendable {
        public var comparison: Comparison
        public var value: Double

        public init(_ comparison: Comparison, _ value: Double) {
            (self.comparison, self.value) = (comparison, value)
        }
    }

    public enum Value: Hashable, Sendable {
        case number(Double)
        /// Compared by Unicode scalars.
        case text(String)
    }

    public enum TextPlace: Hashable, Sendable { case start, end, anywhere }

    /// Whether all of these elements are in it, besides others.
    public static func hasAll(_ elements: ElementSet) -> Condition {
        .and(elements.map { .hasAny(ElementSet([$0])) })
    }
}
