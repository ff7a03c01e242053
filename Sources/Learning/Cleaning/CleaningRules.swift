/// What makes a label too suspect to learn from, as data of the training plan.
public struct CleaningRules: Hashable, Sendable, Codable {
    /// Believed values of a label, [smallest, largest], in its unit.
    public var ranges: [String: [Double]] = [:]
    public var ratios: [Ratio] = []
    /// Largest relative difference between entries of one crystal that both may be right;
    /// nil keeps all.
    public var disagreement: Double?

    /// An upper bound on the quotient of two labels, as G/K ≤ 1.25.
    public struct Ratio: Hashable, Sendable, Codable {
        public var of: String
        public var to: String
        public var maximum: Double

        public init(of: String, to: String, maximum: Double) {
            (self.of, self.to, self.maximum) = (of, to, maximum)
        }
    }

    public init() {}
}

/// A record that cleaning left out, and why.
public struct LeftOut: Sendable {
    public var id: String
    public var formula: String
    public var source: String
    /// "range", "ratio", "disagreement", "no target", "too many sites", "volume".
    public var rule: String
    /// The values that broke it.
    public var reason: String
}
