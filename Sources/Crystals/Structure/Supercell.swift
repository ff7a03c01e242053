extension Crystal {
    /// The crystal on a cell of `a` × `b` × `c` cells.
    public func supercell(_ a: Int, _ b: Int, _ c: Int) -> Crystal {
        supercell([SIMD3(a, 0, 0), SIMD3(0, b, 0), SIMD3(0, 0, c)])
    }

    /// The crystal on the lattice M · L, |det M| times as large; with det M = ±1, the same crystal
    /// on other vectors. Positions are wrapped into the new cell, the copies of a site follow each other.
    /// - Parameter matrix: the rows of M, each a lattice vector in units of the old ones.
    public func supercell(_ matrix: [SIMD3<Int>]) -> Crystal {
        let translations = Self.translations(of: matrix)
        let inverse = Self.adjugate(matrix)
        let determinant = Double(Self.determinant(matrix))
        let larger = Lattice(rows: matrix.map { lattice.cartesian(Fractional(SIMD3($0))).vector })
        let copies = sites.flatMap { site in
            translations.map { translation in
                let f = site.position.vector + SIMD3<Double>(translation)
                let g = inverse[0] * f.x + inverse[1] * f.y + inverse[2] * f.z
                return Site(site.species, at: Fractional(g / determinant).wrapped)
            }
        }
        return Crystal(lattice: larger, sites: copies)
    }

    /// One translation of the old lattice for each cell in the new one: with M brought to
    /// triangular form H by integer row operations, which leave its lattice as it is, every
    /// integer vector is congruent to exactly one with 0 ≤ n_k < |H_kk|.
    private static func translations(of matrix: [SIMD3<Int>]) -> [SIMD3<Int>] {
        let h = triangular(matrix)
        let counts = (0..<3).map { abs(h[$0][$0]) }
        precondition(counts.allSatisfy { $0 > 0 }, "no lattice on the vectors \(matrix)")
        var translations: [SIMD3<Int>] = []
        for a in 0..<counts[0] {
            for b in 0..<counts[1] {
                for c in 0..<counts[2] { translations.append(SIMD3(a, b, c)) }
            }
        }
        return translations
    }

    /// Euclid's algorithm on the rows, column by column.
    private static func triangular(_ matrix: [SIMD3<Int>]) -> [SIMD3<Int>] {
        precondition(matrix.count == 3, "a supercell has three rows, not \(matrix.count)")
        var rows = matrix
        for column in 0..<2 {
            for row in (column + 1)..<3 {
                while rows[row][column] != 0 {
                    rows[column] &-= rows[row] &* (rows[column][column] / rows[row][column])
                    rows.swapAt(column, row)
                }
            }
        }
        return rows
    }

    private static func determinant(_ m: [SIMD3<Int>]) -> Int {
        let minor = cross(m[1], m[2])
        return m[0].x * minor.x + m[0].y * minor.y + m[0].z * minor.z
    }

    /// The rows of det M · M⁻¹.
    private static func adjugate(_ m: [SIMD3<Int>]) -> [SIMD3<Double>] {
        let columns = [cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1])]
        return (0..<3).map { row in
            SIMD3(Double(columns[0][row]), Double(columns[1][row]), Double(columns[2][row]))
        }
    }

    private static func cross(_ p: SIMD3<Int>, _ q: SIMD3<Int>) -> SIMD3<Int> {
        SIMD3(
            p.y * q.z - p.z * q.y,
            p.z * q.x - p.x * q.z,
            p.x * q.y - p.y * q.x)
    }
}

extension Crystal {
    /// The crystal turned (or mirrored) in space: r → Q r. Fractional coordinates stay as they are.
    /// - Parameter rotation: the rows of an orthogonal matrix Q.
    public func rotated(by rotation: [SIMD3<Double>]) -> Crystal {
        precondition(Self.isOrthogonal(rotation), "no rotation: \(rotation)")
        let rows = lattice.rows.map { row in
            SIMD3(rotation[0].dot(row), rotation[1].dot(row), rotation[2].dot(row))
        }
        return Crystal(lattice: Lattice(rows: rows), sites: sites)
    }

    private static func isOrthogonal(_ q: [SIMD3<Double>]) -> Bool {
        guard q.count == 3 else { return false }
        return (0..<3).allSatisfy { i in
            (0..<3).allSatisfy { j in abs(q[i].dot(q[j]) - (i == j ? 1 : 0)) < 1e-9 }
        }
    }
}
