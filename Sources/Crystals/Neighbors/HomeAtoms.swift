/// The atoms of a crystal, each moved by whole cells into the home cell of the reduced lattice.
///
/// Storage is reused from crystal to crystal.
struct HomeAtoms: ~Copyable {
    private(set) var count = 0
    /// As given, Å.
    private(set) var lattice = Lattice.cubic(1)
    private(set) var reduced = ReducedLattice(.cubic(1))
    /// Distances between opposite faces of the reduced cell, Å.
    private(set) var heights = SIMD3<Double>(repeating: 1)
    /// Whether the cell was reduced and every atom in it: home positions are the given ones.
    private(set) var isAsGiven = true
    /// [atoms]; f · L as given, Å.
    private(set) var given = Scratch<SIMD3<Double>>()
    /// [atoms]; coordinates on the reduced lattice, in [0, 1).
    private(set) var coordinates = Scratch<SIMD3<Double>>()
    /// [atoms]; the home positions, Å: up to rounding, given − offset · L.
    private(set) var positions = Scratch<SIMD3<Double>>()
    /// [atoms]; integers, kept as Double because that is how they are used.
    private(set) var offsets = Scratch<SIMD3<Double>>()

    /// Å³.
    var volumePerAtom: Double { reduced.lattice.volume / Double(count) }

    /// - Parameter wrapping: whether positions count as given only after they are wrapped into the
    ///   given cell.
    mutating func place(_ crystal: Crystal, wrapping: Bool) {
        Self.check(crystal.lattice)
        count = crystal.sites.count
        lattice = crystal.lattice
        reduced = ReducedLattice(lattice)
        heights = reduced.lattice.heights
        isAsGiven = reduced.isOriginal
        given.reserve(count)
        coordinates.reserve(count)
        positions.reserve(count)
        offsets.reserve(count)
        let inverse = InverseLattice(reduced.lattice)
        for atom in 0..<count {
            let f = crystal.sites[atom].position
            Self.check(f)
            place(atom, wrapping ? f.wrapped : f, inverse)
        }
    }

    private mutating func place(_ atom: Int, _ f: Fractional, _ inverse: InverseLattice) {
        let r = lattice.cartesian(f)
        let x = reduced.isOriginal ? f : inverse.fractional(r)
        let home = x.wrapped
        given[atom] = r.vector
        coordinates[atom] = home.vector
        if reduced.isOriginal, x == home {
            positions[atom] = r.vector
            offsets[atom] = .zero
        } else {
            isAsGiven = false
            positions[atom] = reduced.lattice.cartesian(home).vector
            let cells = (x - home).vector.rounded(.toNearestOrEven)
            offsets[atom] = reduced.original(cells)
        }
    }

    private static func check(_ lattice: Lattice) {
        precondition(
            lattice.isFinite && lattice.volume > 0 && lattice.volume.isFinite,
            "neighbours need a cell with a volume, not rows \(lattice.rows)")
    }

    private static func check(_ position: Fractional) {
        precondition(
            abs(position.a) < 1e6 && abs(position.b) < 1e6 && abs(position.c) < 1e6,
            "fractional coordinates \(position.vector) are no position")
    }
}

/// L⁻¹ by its columns, by Cramer's rule.
private struct InverseLattice {
    let a: SIMD3<Double>
    let b: SIMD3<Double>
    let c: SIMD3<Double>

    init(_ lattice: Lattice) {
        let v = lattice.signedVolume
        a = lattice.b.vector.cross(lattice.c.vector) / v
        b = lattice.c.vector.cross(lattice.a.vector) / v
        c = lattice.a.vector.cross(lattice.b.vector) / v
    }

    /// r · L⁻¹.
    func fractional(_ r: Cartesian) -> Fractional {
        Fractional(r.vector.dot(a), r.vector.dot(b), r.vector.dot(c))
    }
}
