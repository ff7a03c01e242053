/// Nonlinear least squares: minimises Σ rᵢ(p)² over the parameters p.
///
/// Levenberg–Marquardt with Marquardt's scaling by the diagonal of JᵀJ (Marquardt, J. Soc. Ind.
/// Appl. Math. 11, 431, 1963), so the result does not depend on the units of the parameters.
/// J is taken by central differences: the stationary point Jᵀr = 0 is then exact to the square
/// of the step.
struct LevenbergMarquardt {
    /// Typical size of each parameter; differences are taken in 10⁻⁶ of it.
    var scales: [Double]
    var maximumIterations = 200

    struct Solution {
        var parameters: [Double]
        /// √(Σ rᵢ²/N), in the unit of the residuals.
        var rootMeanSquare: Double
        var iterations: Int
    }

    /// nil if no minimum was found within ``maximumIterations``, or the model became NaN.
    func minimize(
        from start: [Double], residuals: ([Double]) -> [Double]
    ) -> Solution? {
        precondition(start.count == scales.count, "\(start.count) parameters, \(scales.count)")
        var p = start
        var r = residuals(p)
        var cost = Self.sumOfSquares(r)
        var damping = 1e-3
        for iteration in 1...maximumIterations where cost.isFinite {
            let (curvature, gradient) = normalEquations(at: p, r, residuals)
            var relativeStep = Double.infinity
            while damping < 1e16 {
                guard let step = damped(curvature, damping).solve(gradient.map(-)) else {
                    damping *= 10
                    continue
                }
                let trial = zip(p, step).map { $0 + $1 }
                let trialResiduals = residuals(trial)
                let trialCost = Self.sumOfSquares(trialResiduals)
                guard trialCost <= cost else {
                    damping *= 10
                    continue
                }
                relativeStep = zip(step, scales).map { abs($0 / $1) }.max() ?? 0
                (p, r, cost) = (trial, trialResiduals, trialCost)
                damping = max(damping / 10, 1e-14)
                break
            }
            // No step downhill is left, or the step is lost in rounding: this is the minimum.
            if damping >= 1e16 || relativeStep < 1e-11 {
                let mean = (cost / Double(max(1, r.count))).squareRoot()
                return Solution(parameters: p, rootMeanSquare: mean, iterations: iteration)
            }
        }
        return nil
    }

    private func normalEquations(
        at p: [Double], _ r: [Double], _ residuals: ([Double]) -> [Double]
    ) -> (curvature: [[Double]], gradient: [Double]) {
        let columns = p.indices.map { k in
            var (up, down) = (p, p)
            let h = 1e-6 * scales[k]
            up[k] += h
            down[k] -= h
            return zip(residuals(up), residuals(down)).map { ($0 - $1) / (up[k] - down[k]) }
        }
        let curvature = columns.map { a in columns.map { b in Self.dot(a, b) } }
        return (curvature, columns.map { Self.dot($0, r) })
    }

    private func damped(_ curvature: [[Double]], _ damping: Double) -> SymmetricMatrix {
        var rows = curvature
        for k in rows.indices { rows[k][k] *= 1 + damping }
        return SymmetricMatrix(rows: rows)
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func sumOfSquares(_ r: [Double]) -> Double { dot(r, r) }
}
