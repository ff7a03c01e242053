internal import CSpglib

/// Which of the 230 types a space group is of, from its operations in any setting and about any
/// origin, as spglib finds it.
struct SpaceGroupType: Hashable {
    /// 1…230, as in International Tables A.
    let number: Int
    /// Short Hermann–Mauguin symbol of the standard setting: "Fm-3m".
    let symbol: String

    /// nil where the operations are no space group that fits the lattice.
    init?(of operations: [SymmetryOperation], in lattice: Lattice) {
        let shape = Self.averaged(lattice, over: operations)
        guard shape.isFinite, shape.volume > 0,
            let primitive = Self.primitiveLattice(of: operations, in: shape)
        else { return nil }
        let type = Self.search(
            Self.operations(operations, from: shape, to: primitive), in: primitive)
        guard (1...230).contains(type.number) else { return nil }
        number = Int(type.number)
        symbol = withUnsafeBytes(of: type.international_short) { bytes in
            String(decoding: bytes.prefix { $0 != 0 && $0 != 32 }, as: UTF8.self)
        }
    }

    /// Å, of the comparisons between translations; files give them to two digits at the least.
    private static let tolerance = 0.05

    /// The lattice that the operations leave as it is, nearest to a measured one: of the mean of
    /// its metric over the group.
    private static func averaged(
        _ lattice: Lattice, over operations: [SymmetryOperation]
    ) -> Lattice {
        var metric = [SIMD3<Double>](repeating: .zero, count: 3)
        for operation in operations {
            let moved = lattice.metric(under: operation.rotation)
            for k in 0..<3 { metric[k] += moved[k] / Double(operations.count) }
        }
        return Lattice(metric: metric)
    }

    /// The lattice of all translations among the operations, on reduced vectors: of others spglib
    /// 2.0 finds groups that are too small.
    private static func primitiveLattice(
        of operations: [SymmetryOperation], in lattice: Lattice
    ) -> Lattice? {
        let centrings = operations.filter(\.isTranslation).map(\.translation)
            .map { $0 - $0.rounded(.toNearestOrAwayFromZero) }
        let whole = (0..<3).map { k in SIMD3<Double>(k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0)
        }
        guard let basis = basis(among: centrings + whole, volume: 1 / Double(centrings.count))
        else { return nil }
        let (a, b, c) = (
            lattice.cartesian(Fractional(basis[0])), lattice.cartesian(Fractional(basis[1])),
            lattice.cartesian(Fractional(basis[2]))
        )
        var columns: SpglibMatrix = ((a.x, b.x, c.x), (a.y, b.y, c.y), (a.z, b.z, c.z))
        let isReduced = withUnsafeMutablePointer(to: &columns) {
            $0.withMemoryRebound(to: SpglibColumn.self, capacity: 3) {
                spg_delaunay_reduce($0, 1e-5) != 0
            }
        }
        return isReduced ? SpglibCell.lattice(columns) : nil
    }

    /// Three of the vectors that span a cell of this share of the whole one.
    private static func basis(
        among vectors: [SIMD3<Double>], volume: Double
    ) -> [SIMD3<Double>]? {
        for (i, a) in vectors.enumerated() {
            for (j, b) in vectors.enumerated().dropFirst(i + 1) {
                for c in vectors.dropFirst(j + 1)
                where abs(abs(a.dot(b.cross(c))) / volume - 1) < 0.1 { return [a, b, c] }
            }
        }
        return nil
    }

    /// The operations on the coordinates of another lattice, each rotation once.
    private static func operations(
        _ operations: [SymmetryOperation], from old: Lattice, to new: Lattice
    ) -> [SymmetryOperation] {
        let axes = new.rows.map { old.fractional(Cartesian($0)).vector }
        func inNew(_ v: SIMD3<Double>) -> SIMD3<Double> {
            new.fractional(old.cartesian(Fractional(v))).vector
        }
        var seen: Set<[SIMD3<Double>]> = []
        return operations.compactMap { operation in
            let turn = SymmetryOperation(rotation: operation.rotation, translation: .zero)
            let columns = axes.map { inNew(turn($0)).rounded(.toNearestOrAwayFromZero) }
            let rows = (0..<3).map { SIMD3(columns[0][$0], columns[1][$0], columns[2][$0]) }
            guard seen.insert(rows).inserted else { return nil }
            return SymmetryOperation(
                rotation: rows, translation: inNew(operation.translation))
        }
    }

    private static func search(
        _ operations: [SymmetryOperation], in lattice: Lattice
    ) -> SpglibSpacegroupType {
        var rotations = operations.flatMap { operation in
            operation.rotation.flatMap { [Int32($0.x), Int32($0.y), Int32($0.z)] }
        }
        var translations = operations.flatMap { operation in
            let t = Fractional(operation.translation).wrapped
            return [t.a, t.b, t.c]
        }
        let (a, b, c) = (lattice.a, lattice.b, lattice.c)
        var columns: SpglibMatrix = ((a.x, b.x, c.x), (a.y, b.y, c.y), (a.z, b.z, c.z))
        typealias Row = (Int32, Int32, Int32)
        return rotations.withUnsafeMutableBytes { rotations in
            translations.withUnsafeMutableBytes { translations in
                withUnsafeMutableBytes(of: &columns) { columns in
                    spg_get_spacegroup_type_from_symmetry(
                        rotations.assumingMemoryBound(to: (Row, Row, Row).self).baseAddress,
                        translations.assumingMemoryBound(to: SpglibColumn.self).baseAddress,
                        Int32(operations.count),
                        columns.assumingMemoryBound(to: SpglibColumn.self).baseAddress, tolerance)
                }
            }
        }
    }
}

extension Lattice {
    /// a · b of the lattice vectors after a rotation of fractional coordinates, Å²: Rᵀ G R.
    func metric(under rotation: [SIMD3<Double>]) -> [SIMD3<Double>] {
        let columns = (0..<3).map {
            cartesian(Fractional(rotation[0][$0], rotation[1][$0], rotation[2][$0])).vector
        }
        return columns.map { a in SIMD3(a.dot(columns[0]), a.dot(columns[1]), a.dot(columns[2])) }
    }

    /// A lattice with these products of its vectors, Å²: the rows of the Cholesky factor, so that a
    /// is along x and b in the xy plane.
    fileprivate init(metric g: [SIMD3<Double>]) {
        let ax = g[0].x.squareRoot()
        let bx = g[0].y / ax
        let by = (g[1].y - bx * bx).squareRoot()
        let cx = g[0].z / ax
        let cy = (g[1].z - bx * cx) / by
        let cz = (g[2].z - cx * cx - cy * cy).squareRoot()
        self.init(a: Cartesian(ax, 0, 0), b: Cartesian(bx, by, 0), c: Cartesian(cx, cy, cz))
    }
}
