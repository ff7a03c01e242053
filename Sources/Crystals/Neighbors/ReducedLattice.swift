/// The same lattice on short vectors: R = T · L with T an integer matrix of determinant ±1.
///
/// A search over cells costs the volume of the box of cells that holds the sphere, and that box is
/// small only if the cell is compact: the heights of a very skewed cell are far below its edges.
/// The reduction only decides how fast the search is, never what it finds, so it stops
/// when a step no longer shortens a vector (or after many steps) and proves nothing.
struct ReducedLattice {
    /// R, Å.
    private(set) var lattice: Lattice
    /// T: integers, kept as Double because that is how they are used.
    private(set) var transform = RowMatrix.identity
    /// Whether the vectors were short already: R = L.
    private(set) var isOriginal = true

    init(_ original: Lattice) {
        lattice = original
        let l = RowMatrix(original)
        var rows = l
        for _ in 0..<200 {
            guard shortenByPairs(&rows) || shortenBySums(&rows) else { break }
            isOriginal = false
        }
        guard !isOriginal else { return }
        lattice = Lattice(
            a: Cartesian(l.product(transform.a)), b: Cartesian(l.product(transform.b)),
            c: Cartesian(l.product(transform.c)))
    }

    /// n · T: the translation n of the reduced lattice in units of the original vectors.
    func original(_ n: SIMD3<Double>) -> SIMD3<Double> { transform.product(n) }

    /// Gauss's step on each pair: v_j ← v_j − round(v_i·v_j / v_i·v_i) v_i.
    private mutating func shortenByPairs(_ rows: inout RowMatrix) -> Bool {
        var changed = false
        for i in 0..<3 {
            for j in 0..<3 where j != i {
                let (product, square) = (rows[i].dot(rows[j]), rows[i].dot(rows[i]))
                // Most quotients would be rounded to zero.
                guard abs(product) > 0.5 * square else { continue }
                let n = (product / square).rounded()
                guard n.isFinite else { continue }
                let row = rows[j] - rows[i] * n
                changed = replace(j, row, transform[j] - transform[i] * n, &rows) || changed
            }
        }
        return changed
    }

    /// Three vectors in nearly one plane can be pairwise reduced and their sum still shorter
    /// than each: a ± b ± c takes the place of the longest.
    private mutating func shortenBySums(_ rows: inout RowMatrix) -> Bool {
        let squares = SIMD3(rows.a.dot(rows.a), rows.b.dot(rows.b), rows.c.dot(rows.c))
        let pair = squares.y > squares.x ? 1 : 0
        let longest = squares.z > squares[pair] ? 2 : pair
        let (p, q) = ((longest + 1) % 3, (longest + 2) % 3)
        for signs in 0..<4 {
            let (s, t) = (signs & 2 == 0 ? 1.0 : -1.0, signs & 1 == 0 ? 1.0 : -1.0)
            let row = rows[longest] + rows[p] * s + rows[q] * t
            let combination = transform[longest] + transform[p] * s + transform[q] * t
            if replace(longest, row, combination, &rows) { return true }
        }
        return false
    }

    /// Takes a combination of the vectors for vector `j` if that makes it clearly shorter.
    private mutating func replace(
        _ j: Int, _ row: SIMD3<Double>, _ combination: SIMD3<Double>, _ rows: inout RowMatrix
    ) -> Bool {
        guard row.dot(row) < rows[j].dot(rows[j]) * (1 - 1e-9) else { return false }
        (rows[j], transform[j]) = (row, combination)
        return true
    }
}

/// A 3×3 matrix M by its rows.
struct RowMatrix {
    var a: SIMD3<Double>
    var b: SIMD3<Double>
    var c: SIMD3<Double>

    static let identity = RowMatrix(a: SIMD3(1, 0, 0), b: SIMD3(0, 1, 0), c: SIMD3(0, 0, 1))

    init(a: SIMD3<Double>, b: SIMD3<Double>, c: SIMD3<Double>) {
        (self.a, self.b, self.c) = (a, b, c)
    }

    init(_ lattice: Lattice) {
        self.init(a: lattice.a.vector, b: lattice.b.vector, c: lattice.c.vector)
    }

    subscript(row: Int) -> SIMD3<Double> {
        get { row == 0 ? a : row == 1 ? b : c }
        set {
            switch row {
            case 0: a = newValue
            case 1: b = newValue
            default: c = newValue
            }
        }
    }

    /// v · M.
    @inline(__always)
    func product(_ v: SIMD3<Double>) -> SIMD3<Double> { a * v.x + b * v.y + c * v.z }
}
