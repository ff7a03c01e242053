/// What a person can move in a step, and how far.
public struct StepControl: Sendable, Hashable, Codable {
    /// The parameter that it sets.
    public var name: String
    public var kind: Kind

    public enum Kind: Sendable, Hashable, Codable {
        /// Every number from `minimum` to `maximum`, `step` apart on the page; on a logarithmic scale where so
        /// said.
        case slider(
            minimum: Double, maximum: Double, step: Double, initial: Double, isLogarithmic: Bool)
        /// Whole numbers from `minimum` to `maximum`.
        case count(minimum: Int, maximum: Int, initial: Int)
        case choice(of: [String], initial: String)
        /// What is learned: one of the choices, or a number of the user's own crystals as "COLLECTION/NAME".
        case label(of: [String], initial: String)
        case toggle(initial: Bool)
        /// Text of a crystal, such as a CIF, no longer than `maximumLength` characters.
        case text(maximumLength: Int, initial: String)
        /// A list of at most `maximumCount` numbers within the bounds: weights drawn by hand, a position.
        case numbers(minimum: Double, maximum: Double, maximumCount: Int, initial: [Double])
    }

    public init(_ name: String, _ kind: Kind) { (self.name, self.kind) = (name, kind) }

    public static func slider(
        _ name: String, _ range: ClosedRange<Double>, step: Double, initial: Double,
        isLogarithmic: Bool = false
    ) -> Self {
        Self(
            name,
            .slider(
                minimum: range.lowerBound, maximum: range.upperBound, step: step, initial: initial,
                isLogarithmic: isLogarithmic))
    }

    public static func count(_ name: String, _ range: ClosedRange<Int>, initial: Int) -> Self {
        Self(
            name, .count(minimum: range.lowerBound, maximum: range.upperBound, initial: initial))
    }

    public static func choice(_ name: String, of choices: [String], initial: String) -> Self {
        Self(name, .choice(of: choices, initial: initial))
    }

    public static func toggle(_ name: String, initial: Bool) -> Self {
        Self(name, .toggle(initial: initial))
    }

    /// The seed of what is random in a step.
    public static let seed = count("seed", 0...999_999, initial: 1)
}
