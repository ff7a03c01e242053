/// A number that the physics here has no answer for: what it was, and what it should have been.
public struct InvalidQuantity: Error, Hashable, Sendable {
    /// "bulk modulus", "volume per atom", …
    public var quantity: String
    public var value: Double
    /// Unit of ``value``; empty for a pure number.
    public var unit: String
    /// "positive and finite", "between −1 and 0.5", …
    public var requirement: String

    public init(_ quantity: String, _ value: Double, unit: String, requirement: String) {
        (self.quantity, self.value) = (quantity, value)
        (self.unit, self.requirement) = (unit, requirement)
    }
}

extension InvalidQuantity: CustomStringConvertible {
    public var description: String {
        let shown = unit.isEmpty ? "\(value)" : "\(value) \(unit)"
        return "the \(quantity) is \(shown); it must be \(requirement)"
    }
}

/// - Throws: ``InvalidQuantity`` for NaN, infinity, zero and less.
func requirePositive(
    _ value: Double, _ quantity: String, unit: String
) throws(InvalidQuantity) -> Double {
    guard value > 0, value.isFinite else {
        throw InvalidQuantity(quantity, value, unit: unit, requirement: "positive and finite")
    }
    return value
}

/// - Throws: ``InvalidQuantity`` outside the range, and for NaN.
func require(
    _ value: Double, within range: ClosedRange<Double>, _ quantity: String, unit: String
) throws(InvalidQuantity) -> Double {
    guard range.contains(value) else {
        throw InvalidQuantity(
            quantity, value, unit: unit,
            requirement: "between \(range.lowerBound) and \(range.upperBound)")
    }
    return value
}
