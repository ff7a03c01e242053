/// A polynomial through points, by least squares in Legendre's polynomials on −1…1.
///
/// Householder's reflections, not the normal equations: of fifteen powers those would leave no digit.
struct PolynomialFit {
    /// Of P₀, P₁, …
    private let coefficients: [Double]

    /// - Parameter degree: lowered to one below the number of points where it is higher.
    init(degree: Int, x: [Double], y: [Double]) {
        let columns = min(degree, x.count - 1) + 1
        var rows = x.map { Self.legendre($0, columns) }
        var right = y
        for k in 0..<columns { Self.reflect(&rows, &right, column: k) }
        coefficients = Self.solved(rows, right, columns)
    }

    func callAsFunction(_ x: Double) -> Double {
        zip(coefficients, Self.legendre(x, coefficients.count)).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// P₀…: (n + 1) Pₙ₊₁ = (2n + 1) x Pₙ − n Pₙ₋₁.
    private static func legendre(_ x: Double, _ count: Int) -> [Double] {
        var values = [1.0, x]
        for n in stride(from: 1, to: count - 1, by: 1) {
            let next = (Double(2 * n + 1) * x * values[n] - Double(n) * values[n - 1])
            values.append(next / Double(n + 1))
        }
        return Array(values.prefix(count))
    }

    /// Makes column k zero below its diagonal.
    private static func reflect(_ rows: inout [[Double]], _ right: inout [Double], column k: Int) {
        let length = rows[k...].reduce(0) { $0 + $1[k] * $1[k] }.squareRoot()
        guard length > 0 else { return }
        let diagonal = rows[k][k] > 0 ? -length : length
        var v = rows.map { $0[k] }
        v[k] -= diagonal
        let square = v[k...].reduce(0) { $0 + $1 * $1 }
        guard square > 0 else { return }
        for c in k..<rows[k].count {
            let share = 2 * (k..<rows.count).reduce(0) { $0 + v[$1] * rows[$1][c] } / square
            for r in k..<rows.count { rows[r][c] -= share * v[r] }
        }
        let share = 2 * (k..<rows.count).reduce(0) { $0 + v[$1] * right[$1] } / square
        for r in k..<rows.count { right[r] -= share * v[r] }
    }

    private static func solved(_ rows: [[Double]], _ right: [Double], _ count: Int) -> [Double] {
        var solution = [Double](repeating: 0, count: count)
        for k in (0..<count).reversed() {
            let rest = ((k + 1)..<count).reduce(right[k]) { $0 - rows[k][$1] * solution[$1] }
            solution[k] = abs(rows[k][k]) > 1e-12 ? rest / rows[k][k] : 0
        }
        return solution
    }
}
