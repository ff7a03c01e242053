/// How many ranked crystals have 40 GPa and more.
public struct Superhard: Hashable, Sendable {
    public var crystals = 0
    /// Of two that a ladder's `distinct: formula-and-spacegroup` takes for the same, one.
    public var different = 0

    /// "516 of 99,563 come out superhard (40 GPa or more; different crystals: 480)".
    public func sentence(of ranked: Int) -> String {
        "\(grouped(crystals)) of \(grouped(ranked)) come out superhard (40 GPa or more"
            + (different < crystals ? "; different crystals: \(grouped(different)))" : ")")
    }
}
