/// A letter of a prototype's formula, to be replaced by an element: A, B and C for the
/// electropositive places, X and Y for the electronegative ones.
public enum Role: Int, CaseIterable, Comparable, Sendable {
    case a, b, c, x, y

    /// "A", "B", "C", "X", "Y".
    public var symbol: String { Self.symbols[rawValue] }

    public static func < (p: Self, q: Self) -> Bool { p.rawValue < q.rawValue }

    private static let symbols = ["A", "B", "C", "X", "Y"]
}

extension Role: CustomStringConvertible {
    public var description: String { symbol }
}
