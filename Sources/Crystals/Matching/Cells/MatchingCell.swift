/// A crystal as the matcher compares it: on the Niggli cell of its primitive lattice, sites by kind.
///
/// Making it takes about as long as a comparison, so whoever compares a crystal with many keeps it:
/// ``StructureMatcher/cell(of:)``.
public struct MatchingCell: Sendable {
    /// Å.
    public let lattice: Lattice
    /// [sites], kind after kind.
    let points: [CellPoint]
    /// As they first come in the crystal; by their names where the cell was made smaller.
    let kinds: [Kind]

    /// Sites with the same species.
    struct Kind: Sendable {
        let species: Species
        /// Where they stand in `points`.
        let sites: Range<Int>
    }

    init(lattice: Lattice, points: [CellPoint], kinds: [Kind]) {
        (self.lattice, self.points, self.kinds) = (lattice, points, kinds)
    }

    /// - Parameter isPrimitive: whether to reduce a cell of several repetitions to one of them.
    init(_ crystal: Crystal, isPrimitive: Bool) {
        precondition(!crystal.sites.isEmpty, "a crystal without sites has no structure")
        precondition(
            crystal.lattice.isFinite && crystal.lattice.volume > 0,
            "no cell on the vectors \(crystal.lattice.rows)")
        var cell = Self(sorting: crystal).niggli
        guard isPrimitive else {
            self = cell
            return
        }
        var isSmaller = false
        while let smaller = PrimitiveCellSearch(cell).smaller {
            (cell, isSmaller) = (smaller, true)
        }
        self = isSmaller ? cell.niggli : cell
    }

    /// The cell as it is given.
    private init(sorting crystal: Crystal) {
        lattice = crystal.lattice
        let groups = Dictionary(grouping: crystal.sites.indices) { crystal.sites[$0].species }
        var (points, kinds): ([CellPoint], [Kind]) = ([], [])
        for (species, sites) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
            kinds.append(Kind(species: species, sites: points.count..<points.count + sites.count))
            points += sites.map { CellPoint(crystal.sites[$0].position.wrapped) }
        }
        (self.points, self.kinds) = (points, kinds)
    }

    /// The same sites on the vectors of the Niggli cell.
    private var niggli: Self {
        let reduced = NiggliCell(lattice)
        return Self(
            lattice: reduced.lattice, points: points.map { reduced.turn($0) }, kinds: kinds)
    }

    public var siteCount: Int { points.count }

    /// The cell as a crystal: its sites are those that a ``StructureMatch`` speaks of.
    public var crystal: Crystal {
        let sites = kinds.flatMap { kind in
            points[kind.sites].map { point in
                Site(kind.species, at: Fractional(point.fractional).wrapped)
            }
        }
        return Crystal(lattice: lattice, sites: sites)
    }
}
