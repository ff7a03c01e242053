internal import Store

/// A filter as the grammar reads it.
indirect enum FilterExpression: Hashable, Sendable {
    case or([FilterExpression])
    case and([FilterExpression])
    case not(FilterExpression)
    case comparison(FilterOperand, Condition.Comparison, FilterOperand)
    case substring(PropertyName, Condition.TextPlace, FilterOperand)
    /// IS KNOWN where true, IS UNKNOWN where false.
    case known(PropertyName, Bool)
    /// One property, or several whose lists are correlated; of each entry one test a property.
    case has([PropertyName], Quantifier, [[ListTest]])
    case length(PropertyName, Condition.Comparison, FilterOperand)
    /// A property alone: whether it is true.
    case truth(PropertyName)

    enum Quantifier: Hashable, Sendable { case any, all, only }
}

/// A name, with the names of members behind points.
struct PropertyName: Hashable, Sendable, CustomStringConvertible {
    var parts: [String]

    var description: String { parts.joined(separator: ".") }
}

/// What can stand on a side of a comparison.
enum FilterOperand: Hashable, Sendable {
    case string(String)
    case number(Double)
    case truth(Bool)
    case property(PropertyName)
}

/// A comparison with an entry of a list.
struct ListTest: Hashable, Sendable {
    var comparison: Condition.Comparison
    var operand: FilterOperand
}
