internal import Foundation

/// The Debye functions D_n(y) = (n/yⁿ)∫₀^y xⁿ/(eˣ − 1) dx, to rounding (relative error < 10⁻¹⁴).
///
/// Below y = 2 by the Taylor series of x/(eˣ − 1), whose terms fall as (y/2π)^2k; above it by
/// integrating the geometric series in e^(−x) term by term, whose terms fall as e^(−ky)
/// (Abramowitz & Stegun, 27.1.1 and 27.1.2). At y = 2 both need about twenty terms.
public enum DebyeFunction {
    /// D₃(y), the one of heat: 1 at y = 0, π⁴/(5y³) for large y.
    public static func third(_ y: Double) -> Double {
        value(order: 3, factorial: 6, zeta: .pi * .pi * .pi * .pi / 90, y)
    }

    /// D₂(y): 1 at y = 0, 4ζ(3)/y² for large y.
    public static func second(_ y: Double) -> Double {
        value(order: 2, factorial: 2, zeta: apery, y)
    }

    /// ζ(3).
    private static let apery = 1.202_056_903_159_594_285

    /// - Parameter zeta: ζ(n + 1); n!·ζ(n + 1) is the integral up to infinity.
    private static func value(order n: Int, factorial: Double, zeta: Double, _ y: Double) -> Double
    {
        precondition(y >= 0, "Debye function of \(y)")
        if y < 2 { return series(order: n, y) }
        let integral = factorial * zeta - tail(order: n, y)
        return Double(n) * integral / pow(y, Double(n))
    }

    /// 1 − ny/(2(n+1)) + n·Σ B₂ₖ y²ᵏ/((2k+n)(2k)!).
    private static func series(order n: Int, _ y: Double) -> Double {
        let n = Double(n)
        var sum = 0.0
        var power = 1.0
        let square = y * y / (4 * Double.pi * Double.pi)
        for (index, zeta) in evenZetas.enumerated() {
            let k = Double(index + 1)
            power *= square
            sum += (index.isMultiple(of: 2) ? 2 : -2) * zeta * power / (2 * k + n)
        }
        return 1 - n * y / (2 * (n + 1)) + n * sum
    }

    /// ∫_y^∞ xⁿ/(eˣ − 1) dx = Σₖ e^(−ky)·Σⱼ n!/(n−j)!·y^(n−j)/k^(j+1).
    private static func tail(order n: Int, _ y: Double) -> Double {
        var sum = 0.0
        // e^(−42) is below a hundredth of the rounding of the leading term.
        for k in 1...max(1, Int(42 / min(y, 42))) {
            let k = Double(k)
            var (term, inner) = (1.0, 0.0)
            for j in 0...n {
                inner += term * pow(y, Double(n - j)) / pow(k, Double(j + 1))
                term *= Double(n - j)
            }
            sum += exp(-k * y) * inner
        }
        return sum
    }

    /// ζ(2), ζ(4), … ζ(40): with |B₂ₖ|/(2k)! = 2ζ(2k)/(2π)^2k.
    private static let evenZetas: [Double] = (1...20).map { k in
        let pi2 = Double.pi * Double.pi
        switch k {
        case 1: return pi2 / 6
        case 2: return pi2 * pi2 / 90
        case 3: return pi2 * pi2 * pi2 / 945
        // From ζ(8) on the direct sum has converged after 200 terms.
        default: return (1...200).reversed().reduce(0) { $0 + pow(Double($1), Double(-2 * k)) }
        }
    }
}
