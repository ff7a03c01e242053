internal import CSpglib

/// The space group of a crystal and what follows from it, as spglib finds them
/// (Togo & Tanaka, arXiv:1808.01590).
///
/// Each distinct species is a kind of atom of its own, and so is each distinct mixture.
/// Runs on any number of threads: of spglib's state only the last error is shared, and it is never read.
public struct Symmetry: Sendable {
    /// 1…230.
    public let spaceGroup: Int
    /// Short Hermann–Mauguin symbol: "Fm-3m", "P6_3/mmc".
    public let symbol: String
    /// Hermann–Mauguin symbol of the point group: "m-3m".
    public let pointGroup: String
    /// [atoms]; for each site the first site that symmetry makes equivalent to it.
    public let equivalentSites: [Int]
    /// [atoms]; Wyckoff letters.
    public let wyckoffLetters: [Character]
    /// Number of symmetry operations of the given cell, translations included.
    public let operationCount: Int
    /// The conventional cell in spglib's standard setting, symmetrised; positions in [0, 1).
    public let conventionalCell: Crystal
    /// Å.
    public let tolerance: Double

    /// - Parameter tolerance: how far atoms may be from where symmetry wants them, Å.
    public init(_ crystal: Crystal, tolerance: Double = 0.01) throws(SymmetryError) {
        let cell = try SpglibCell(crystal, tolerance: tolerance)
        guard let dataset = cell.dataset(), dataset.pointee.spacegroup_number > 0 else {
            throw cell.error(.notFound)
        }
        defer { spg_free_dataset(dataset) }
        let found = dataset.pointee
        self.tolerance = tolerance
        spaceGroup = Int(found.spacegroup_number)
        symbol = Self.string(found.international_symbol)
        pointGroup = Self.string(found.pointgroup_symbol)
        operationCount = Int(found.n_operations)
        let count = Int(found.n_atoms)
        equivalentSites = UnsafeBufferPointer(start: found.equivalent_atoms, count: count).map(
            Int.init)
        wyckoffLetters = UnsafeBufferPointer(start: found.wyckoffs, count: count).map(Self.letter)
        conventionalCell = cell.crystal(
            lattice: found.std_lattice,
            positions: UnsafeBufferPointer(
                start: found.std_positions, count: Int(found.n_std_atoms)),
            types: UnsafeBufferPointer(start: found.std_types, count: Int(found.n_std_atoms)))
    }

    /// 0 → a … 25 → z, 26 → A.
    private static func letter(_ index: Int32) -> Character {
        let letters = Array("abcdefghijklmnopqrstuvwxyzA")
        return letters.indices.contains(Int(index)) ? letters[Int(index)] : "?"
    }

    /// A C string that arrives as a tuple of characters.
    private static func string<Tuple>(_ tuple: Tuple) -> String {
        withUnsafeBytes(of: tuple) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        .trimmingSpaces
    }
}

extension Crystal {
    /// The smallest cell of the crystal in spglib's standard setting, symmetrised.
    /// - Parameter tolerance: how far atoms may be from where symmetry wants them, Å.
    public func primitiveCell(tolerance: Double = 0.01) throws(SymmetryError) -> Crystal {
        try SpglibCell(self, tolerance: tolerance).standardized(isPrimitive: true)
    }

    /// The conventional cell in spglib's standard setting, symmetrised.
    /// - Parameter tolerance: how far atoms may be from where symmetry wants them, Å.
    public func conventionalCell(tolerance: Double = 0.01) throws(SymmetryError) -> Crystal {
        try SpglibCell(self, tolerance: tolerance).standardized(isPrimitive: false)
    }

    /// The same crystal, not turned, on the Niggli-reduced vectors of its lattice (Křivý & Gruber,
    /// Acta Cryst. A32, 297, 1976); the cell is not made smaller.
    /// - Parameter tolerance: of the comparisons between vectors, Å.
    public func niggliReduced(tolerance: Double = 1e-5) throws(SymmetryError) -> Crystal {
        let cell = try SpglibCell(self, tolerance: tolerance, checksDistances: false)
        var columns = cell.columns
        let isReduced = withUnsafeMutablePointer(to: &columns) {
            $0.withMemoryRebound(to: SpglibColumn.self, capacity: 3) {
                spg_niggli_reduce($0, tolerance) != 0
            }
        }
        guard isReduced else { throw cell.error(.notFound) }
        let reduced = SpglibCell.lattice(columns)
        let moved = sites.map { site in
            let position = reduced.fractional(lattice.cartesian(site.position)).wrapped
            return Site(site.species, at: position)
        }
        return Crystal(lattice: reduced, sites: moved)
    }
}

extension String {
    var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
