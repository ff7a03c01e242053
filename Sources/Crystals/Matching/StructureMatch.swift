/// How one crystal lies on another, cell to cell: sites are those of ``MatchingCell/crystal``.
public struct StructureMatch: Hashable, Sendable {
    /// Root mean square of the displacements between corresponding sites once their mean is taken
    /// away, in units of (V/N)^⅓, the edge of the cube that a site has for itself.
    public let rms: Double
    /// The largest of the displacements, in the same unit.
    public let largest: Double
    /// [sites of the second cell] the site of the first that lies on each.
    public let sites: [Int]
    /// The rows of M: the vectors M · L of the first lattice that lie on those of the second.
    public let basis: [SIMD3<Int>]
    /// What is added to positions in the second cell, so that its sites come to lie on those of the
    /// first, whose positions are on the vectors M · L.
    public let translation: Fractional
}
