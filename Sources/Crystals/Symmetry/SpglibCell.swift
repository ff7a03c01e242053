internal import CSpglib

/// Three doubles and three rows of them, as C's `double[3]` and `double[3][3]` arrive in Swift.
typealias SpglibColumn = (Double, Double, Double)
typealias SpglibMatrix = (SpglibColumn, SpglibColumn, SpglibColumn)

/// A crystal in spglib's terms: lattice vectors in columns, and a number for each kind of atom.
struct SpglibCell {
    let columns: SpglibMatrix
    private let positions: [SpglibColumn]
    /// [atoms]; index into `species`, from 1.
    private let types: [Int32]
    private let species: [Species]
    private let tolerance: Double

    init(
        _ crystal: Crystal, tolerance: Double, checksDistances: Bool = true
    ) throws(SymmetryError) {
        self.tolerance = tolerance
        func failure(_ reason: SymmetryError.Reason) -> SymmetryError {
            SymmetryError(reason: reason, tolerance: tolerance, atomCount: crystal.sites.count)
        }
        guard !crystal.sites.isEmpty else { throw failure(.noAtoms) }
        guard Self.isSound(crystal, tolerance: tolerance) else { throw failure(.degenerateCell) }
        if checksDistances, let (i, j) = Self.closePair(crystal, tolerance: tolerance) {
            throw failure(.atomsTooClose(i, j))
        }
        let (a, b, c) = (crystal.lattice.a, crystal.lattice.b, crystal.lattice.c)
        columns = ((a.x, b.x, c.x), (a.y, b.y, c.y), (a.z, b.z, c.z))
        positions = crystal.sites.map {
            let f = $0.position.wrapped
            return (f.a, f.b, f.c)
        }
        (species, types) = Self.distinct(crystal)
    }

    func error(_ reason: SymmetryError.Reason) -> SymmetryError {
        SymmetryError(reason: reason, tolerance: tolerance, atomCount: types.count)
    }

    /// To be given back to `spg_free_dataset`; nil where spglib finds no space group.
    func dataset() -> UnsafeMutablePointer<SpglibDataset>? {
        withMutableCopies(spareAtoms: 0) { columns, positions, types, count in
            spg_get_dataset(columns, positions, types, count, tolerance)
        }
    }

    /// The standard cell, symmetrised.
    func standardized(isPrimitive: Bool) throws(SymmetryError) -> Crystal {
        // A conventional cell holds at most four primitive ones, and so at most four times the atoms.
        let crystal = withMutableCopies(spareAtoms: 3 * types.count) {
            columns, positions, types, count -> Crystal? in
            let found = spg_standardize_cell(
                columns, positions, types, count, isPrimitive ? 1 : 0, 0, tolerance)
            guard found > 0 else { return nil }
            let matrix = (columns[0], columns[1], columns[2])
            return self.crystal(
                lattice: matrix,
                positions: UnsafeBufferPointer(start: positions, count: Int(found)),
                types: UnsafeBufferPointer(start: types, count: Int(found)))
        }
        guard let crystal else { throw error(.notFound) }
        return crystal
    }

    /// A crystal from what spglib returns.
    func crystal(
        lattice: SpglibMatrix,
        positions: some Sequence<SpglibColumn>, types: some Sequence<Int32>
    ) -> Crystal {
        let sites = zip(positions, types).map { position, type in
            Site(
                species[Int(type) - 1],
                at: Fractional(position.0, position.1, position.2).wrapped)
        }
        return Crystal(lattice: Self.lattice(lattice), sites: sites)
    }

    static func lattice(_ m: SpglibMatrix) -> Lattice {
        Lattice(
            a: Cartesian(m.0.0, m.1.0, m.2.0), b: Cartesian(m.0.1, m.1.1, m.2.1),
            c: Cartesian(m.0.2, m.1.2, m.2.2))
    }

    /// spglib takes its arguments as pointers and writes its results over them.
    private func withMutableCopies<Result>(
        spareAtoms: Int,
        _ body: (
            UnsafeMutablePointer<SpglibColumn>, UnsafeMutablePointer<SpglibColumn>,
            UnsafeMutablePointer<Int32>, Int32
        ) -> Result
    ) -> Result {
        var rows = [columns.0, columns.1, columns.2]
        var positions = positions + Array(repeating: (0, 0, 0), count: spareAtoms)
        var types = types + Array(repeating: 0, count: spareAtoms)
        let count = Int32(self.types.count)
        return rows.withUnsafeMutableBufferPointer { rows in
            positions.withUnsafeMutableBufferPointer { positions in
                types.withUnsafeMutableBufferPointer { types in
                    guard let r = rows.baseAddress, let p = positions.baseAddress,
                        let t = types.baseAddress
                    else { preconditionFailure("a cell of \(count) atoms has no memory") }
                    return body(r, p, t, count)
                }
            }
        }
    }
}

/// What spglib must not be given: it loops or divides by zero instead of refusing.
extension SpglibCell {
    static func isSound(_ crystal: Crystal, tolerance: Double) -> Bool {
        guard crystal.lattice.isFinite, tolerance > 0, tolerance.isFinite else { return false }
        let (heights, lengths) = (crystal.lattice.heights, crystal.lattice.lengths)
        // NaN heights, of a cell without a volume, fail the comparison too.
        guard heights.min() > max(tolerance, 1e-6), lengths.max() < 1e6 else { return false }
        return crystal.sites.allSatisfy {
            let f = $0.position.vector
            return abs(f.x) < 1e6 && abs(f.y) < 1e6 && abs(f.z) < 1e6
        }
    }

    /// The first two different sites that stand within the tolerance of each other.
    private static func closePair(_ crystal: Crystal, tolerance: Double) -> (Int, Int)? {
        let list = NeighborList(crystal, radius: tolerance)
        for i in 0..<list.atomCount {
            for edge in list.edges(of: i) { return (i, Int(list.neighbors[edge])) }
        }
        return nil
    }

    private static func distinct(_ crystal: Crystal) -> ([Species], [Int32]) {
        var species: [Species] = []
        var numbers: [Species: Int32] = [:]
        let types = crystal.sites.map { site in
            if let known = numbers[site.species] { return known }
            species.append(site.species)
            numbers[site.species] = Int32(species.count)
            return Int32(species.count)
        }
        return (species, types)
    }
}
