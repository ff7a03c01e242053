/// Tells whether two crystals are one structure, but for a strain and displacements of the sites.
///
/// Both are brought to their primitive cells and to one volume. Wherever vectors of the first lattice
/// are like those of the second one's Niggli cell, and a site of the rarest kind is put on another, the
/// sites are paired such that the sum of their squared distances is least. The verdict is that of
/// pymatgen's `StructureMatcher` with the same tolerances (Ong et al., Comput. Mater. Sci. 68, 314,
/// 2013), whose rules these are; Documents/Matching.md has where the two differ, and why.
///
/// The relation is neither transitive nor, within a hair of a tolerance, symmetric: it is the first
/// lattice that must have vectors like those of the second.
public struct StructureMatcher: Hashable, Sendable {
    /// Of lattice vectors: where one is longer than the other by less than this part of it, they may
    /// be the same.
    public var lengthTolerance = 0.2
    /// Between the angles of two lattices, degrees.
    public var angleTolerance = 5.0
    /// Largest displacement of a site, in units of (V/N)^⅓: the edge of the cube that it has for itself.
    public var siteTolerance = 0.3
    /// Whether a cell of several repetitions (within 0.25 Å along each lattice vector) is reduced to
    /// one of them.
    public var reducesToPrimitive = true
    /// Whether crystals of different volume are brought to one.
    public var scalesVolume = true
    /// When two sites may be the same.
    public var species = SpeciesComparison.equal

    public init() {}

    /// What ``matches(_:_:)-swift.method`` compares: to be kept of a crystal that is compared with many.
    /// - Parameter crystal: with at least one site and a volume.
    public func cell(of crystal: Crystal) -> MatchingCell {
        MatchingCell(crystal, isPrimitive: reducesToPrimitive)
    }

    /// Whether no site is displaced by more than ``siteTolerance``, on the first lattice and with the
    /// first pairing that allows it.
    public func matches(_ a: Crystal, _ b: Crystal) -> Bool { matches(cell(of: a), cell(of: b)) }

    public func matches(_ a: MatchingCell, _ b: MatchingCell) -> Bool {
        CellComparison(of: a, with: b, by: self)?.hasMatch ?? false
    }

    /// The match of least root mean square displacement; nil where that is not below
    /// ``siteTolerance``.
    ///
    /// A single site may then be displaced by more: this is a weaker demand than that of
    /// ``matches(_:_:)-swift.method``.
    public func match(_ a: Crystal, _ b: Crystal) -> StructureMatch? {
        match(cell(of: a), cell(of: b))
    }

    public func match(_ a: MatchingCell, _ b: MatchingCell) -> StructureMatch? {
        CellComparison(of: a, with: b, by: self)?.bestMatch
    }
}
