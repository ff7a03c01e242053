/// A matrix of whole numbers brought to echelon form by whole row operations: U · A = H with
/// |det U| = 1.
struct RowElimination {
    /// The rows of U that make zero rows of H: every row k of whole numbers with k · A = 0 is a sum of
    /// them, each a whole number of times.
    let kernel: [[Int]]
    /// The columns of U⁻¹ that belong to them: k · dual is 1 for a row and its dual, else 0.
    let duals: [[Int]]

    /// - Parameter matrix: rows of three columns.
    init(_ matrix: [[Int]]) {
        var work = Work(matrix)
        var rank = 0
        for column in 0..<3 {
            for row in (rank + 1)..<max(rank + 1, matrix.count) {
                // Euclid's algorithm on the two rows.
                while work.rows[row][column] != 0 {
                    work.subtract(row, from: rank, work.rows[rank][column] / work.rows[row][column])
                    work.swap(rank, row)
                }
            }
            if rank < matrix.count, work.rows[rank][column] != 0 { rank += 1 }
        }
        kernel = Array(work.transform.dropFirst(rank))
        duals = Array(work.inverse.dropFirst(rank))
    }

    private struct Work {
        var rows: [[Int]]
        /// The rows of U.
        var transform: [[Int]]
        /// The columns of U⁻¹.
        var inverse: [[Int]]

        init(_ matrix: [[Int]]) {
            rows = matrix
            transform = matrix.indices.map { row in matrix.indices.map { $0 == row ? 1 : 0 } }
            inverse = transform
        }

        /// row p ← row p − n · row q
        mutating func subtract(_ q: Int, from p: Int, _ n: Int) {
            for k in rows[p].indices { rows[p][k] -= n * rows[q][k] }
            for k in transform[p].indices { transform[p][k] -= n * transform[q][k] }
            for k in inverse[q].indices { inverse[q][k] += n * inverse[p][k] }
        }

        mutating func swap(_ p: Int, _ q: Int) {
            rows.swapAt(p, q)
            transform.swapAt(p, q)
            inverse.swapAt(p, q)
        }
    }
}
