/// A small real symmetric matrix, [order, order], and its eigenvalues.
///
/// Meant for the 6×6 of elasticity and the normal equations of a fit, where an eigenvalue
/// decomposition gives the inverse, the definiteness and the condition in one go.
struct SymmetricMatrix {
    let order: Int
    private var elements: [Double]

    /// From the rows of a square matrix, of which the symmetric part is taken.
    init(rows: [[Double]]) {
        let n = rows.count
        precondition(
            rows.allSatisfy { $0.count == n }, "rows of \(rows.map(\.count)) in a matrix of \(n)")
        order = n
        elements = (0..<n * n).map { (rows[$0 / n][$0 % n] + rows[$0 % n][$0 / n]) / 2 }
    }

    subscript(i: Int, j: Int) -> Double {
        get { elements[i * order + j] }
        set { elements[i * order + j] = newValue }
    }

    /// Eigenvalues in ascending order with their unit eigenvectors, [order, order] by columns.
    ///
    /// Cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5): each sweep sets
    /// every off-diagonal element to zero in turn, and their sum of squares falls quadratically.
    /// Chosen because it finds the small eigenvalues of a stiffness to high relative accuracy,
    /// and their sign is the verdict on stability.
    func decomposed() -> (values: [Double], vectors: [[Double]]) {
        var a = self
        var v = (0..<order).map { i in (0..<order).map { $0 == i ? 1.0 : 0.0 } }
        for _ in 0..<64 where a.offDiagonal > 0 {
            for p in 0..<order {
                for q in (p + 1)..<max(order, p + 1) { a.rotate(p, q, accumulating: &v) }
            }
        }
        let ascending = (0..<order).sorted { a[$0, $0] < a[$1, $1] }
        return (ascending.map { a[$0, $0] }, v.map { row in ascending.map { row[$0] } })
    }

    /// x with A·x = b, through the eigenvectors; nil if an eigenvalue is zero to rounding.
    func solve(_ b: [Double]) -> [Double]? {
        precondition(b.count == order, "right-hand side of \(b.count), matrix of \(order)")
        let (values, vectors) = decomposed()
        guard let inverse = Self.reciprocals(values) else { return nil }
        var x = [Double](repeating: 0, count: order)
        for k in 0..<order {
            let share = (0..<order).reduce(0) { $0 + vectors[$1][k] * b[$1] } * inverse[k]
            for i in 0..<order { x[i] += vectors[i][k] * share }
        }
        return x
    }

    /// A⁻¹, or nil if an eigenvalue is zero to rounding.
    var inverse: SymmetricMatrix? {
        var columns: [[Double]] = []
        for k in 0..<order {
            guard let column = solve((0..<order).map { $0 == k ? 1 : 0 }) else { return nil }
            columns.append(column)
        }
        return SymmetricMatrix(rows: columns)
    }

    private static func reciprocals(_ values: [Double]) -> [Double]? {
        let largest = values.map(abs).max() ?? 0
        let threshold = Double.ulpOfOne * largest
        guard values.allSatisfy({ abs($0) > threshold && $0.isFinite }) else { return nil }
        return values.map { 1 / $0 }
    }

    private var offDiagonal: Double {
        var sum = 0.0
        for i in 0..<order { for j in 0..<i { sum += self[i, j] * self[i, j] } }
        return sum
    }

    /// One rotation in the plane (p, q) that makes a[p, q] zero.
    private mutating func rotate(_ p: Int, _ q: Int, accumulating v: inout [[Double]]) {
        guard self[p, q] != 0 else { return }
        let theta = (self[q, q] - self[p, p]) / (2 * self[p, q])
        // The smaller of the two roots keeps the rotation below 45°, which makes it converge.
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        let coupling = self[p, q]
        self[p, p] -= t * coupling
        self[q, q] += t * coupling
        (self[p, q], self[q, p]) = (0, 0)
        for k in 0..<order where k != p && k != q {
            let (kp, kq) = (self[k, p], self[k, q])
            (self[k, p], self[p, k]) = (c * kp - s * kq, c * kp - s * kq)
            (self[k, q], self[q, k]) = (s * kp + c * kq, s * kp + c * kq)
        }
        for k in 0..<order {
            let (kp, kq) = (v[k][p], v[k][q])
            (v[k][p], v[k][q]) = (c * kp - s * kq, s * kp + c * kq)
        }
    }
}
