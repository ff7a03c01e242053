/// A basis of all the translations of a crystal, in whole parts of the vectors of the given cell.
struct PrimitiveBasis {
    /// Translations in the given cell.
    let copies: Int
    /// Brings a point of the given cell to the primitive one.
    let toBasis: IntegerMatrix
    /// The rows, in units of the given vectors.
    private let rows: [SIMD3<Double>]

    /// nil where the vectors are not those of one lattice.
    ///
    /// - Parameter translations: all in the cell, the zero vector among them. There are m, so each is a
    ///   whole number of mths of the given vectors.
    init?(of translations: [CellPoint]) {
        let m = translations.count
        copies = m
        var vectors = [SIMD3(m, 0, 0), SIMD3(0, m, 0), SIMD3(0, 0, m)]
        for translation in translations.dropFirst() {
            guard let parts = Self.parts(of: translation, m) else { return nil }
            vectors.append(parts)
        }
        let basis = Self.basis(of: vectors)
        guard basis[0].x * basis[1].y * basis[2].z == m * m else { return nil }
        rows = basis.map { SIMD3<Double>($0) / Double(m) }
        toBasis = Self.inverse(basis, over: m)
    }

    func lattice(in given: Lattice) -> Lattice {
        Lattice(rows: rows.map { given.cartesian(Fractional($0)).vector })
    }

    /// nil unless the translation is a whole number of `m`ths along each vector.
    private static func parts(of translation: CellPoint, _ m: Int) -> SIMD3<Int>? {
        let exact = translation.fractional * Double(m)
        let parts = exact.rounded(.toNearestOrEven)
        let error = exact - parts
        guard max(abs(error.x), abs(error.y), abs(error.z)) < 0.2 else { return nil }
        return SIMD3<Int>(parts)
    }

    /// Three vectors in triangular form, with a positive diagonal, on which all of them stand:
    /// Euclid's algorithm on each column.
    private static func basis(of vectors: [SIMD3<Int>]) -> [SIMD3<Int>] {
        var rows = vectors
        for column in 0..<3 {
            for row in (column + 1)..<rows.count {
                while rows[row][column] != 0 {
                    rows[column] &-= rows[row] &* (rows[column][column] / rows[row][column])
                    rows.swapAt(column, row)
                }
            }
            if rows[column][column] < 0 { rows[column] = .zero &- rows[column] }
        }
        return Array(rows.prefix(3))
    }

    /// m · B⁻¹ of a triangular B of determinant m², whose elements are whole numbers.
    private static func inverse(_ b: [SIMD3<Int>], over m: Int) -> IntegerMatrix {
        let (p, q, r) = (b[0], b[1], b[2])
        func row(_ x: Int, _ y: Int, _ z: Int) -> SIMD3<Int32> {
            SIMD3(Int32(x / m), Int32(y / m), Int32(z / m))
        }
        return IntegerMatrix(
            a: row(q.y * r.z, -p.y * r.z, p.y * q.z - p.z * q.y),
            b: row(0, p.x * r.z, -p.x * q.z), c: row(0, 0, p.x * q.y))
    }
}
