/// The same lattice on short vectors: R = T · L with T an integer matrix of determinant ±1.
///
/// A search over cells costs the volume of the box of cells that holds the sphere, and that box is
/// small only if the cell is compact: the heights of a very skewed cell are far below its edges.
/// The reduction only decides how fast the search is, never what it finds, so it stops
/// when a step no longer shortens a vector (or after many steps) and proves nothing.
struct ReducedLattice {
    /// R, Å.
    private(set) var lattice: Lattice
    /// The rows of T: integers, kept as Double because that is how they are used.
    private(set) var transform: [SIMD3<Double>]

    private static let unit: [SIMD3<Double>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]

    init(_ original: Lattice) {
        lattice = original
        transform = Self.unit
        var rows = original.rows
        for _ in 0..<200 {
            guard Self.shortenByPairs(&rows, &transform) || Self.shortenBySums(&rows, &transform)
            else { break }
        }
        lattice = Lattice(rows: transform.map { Self.row($0, times: original.rows) })
    }

    /// n · T: the translation n of the reduced lattice in units of the original vectors.
    func original(_ n: SIMD3<Double>) -> SIMD3<Double> { Self.row(n, times: transform) }

    private static func row(_ v: SIMD3<Double>, times m: [SIMD3<Double>]) -> SIMD3<Double> {
        m[0] * v.x + m[1] * v.y + m[2] * v.z
    }

    /// Gauss's step on each pair: v_j ← v_j − round(v_i·v_j / v_i·v_i) v_i.
    private static func shortenByPairs(
        _ rows: inout [SIMD3<Double>], _ transform: inout [SIMD3<Double>]
    ) -> Bool {
        var changed = false
        for i in 0..<3 {
            for j in 0..<3 where j != i {
                let n = (rows[i].dot(rows[j]) / rows[i].dot(rows[i])).rounded()
                guard n != 0, n.isFinite else { continue }
                changed =
                    replace(j, adding: [(i, -n)], &rows, &transform) || changed
            }
        }
        return changed
    }

    /// Three vectors in nearly one plane can be pairwise reduced and their sum still shorter
    /// than each: a ± b ± c takes the place of the longest.
    private static func shortenBySums(
        _ rows: inout [SIMD3<Double>], _ transform: inout [SIMD3<Double>]
    ) -> Bool {
        let lengths = rows.map { $0.dot($0) }
        let longest = (0..<3).max { lengths[$0] < lengths[$1] } ?? 2
        let (p, q) = ((longest + 1) % 3, (longest + 2) % 3)
        for (s, t) in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)]
        where replace(longest, adding: [(p, s), (q, t)], &rows, &transform) { return true }
        return false
    }

    /// Adds multiples of other vectors to vector `j` if that makes it clearly shorter.
    private static func replace(
        _ j: Int, adding terms: [(Int, Double)],
        _ rows: inout [SIMD3<Double>], _ transform: inout [SIMD3<Double>]
    ) -> Bool {
        var (row, combination) = (rows[j], transform[j])
        for (i, n) in terms {
            row += rows[i] * n
            combination += transform[i] * n
        }
        guard row.dot(row) < rows[j].dot(rows[j]) * (1 - 1e-9) else { return false }
        (rows[j], transform[j]) = (row, combination)
        return true
    }
}
