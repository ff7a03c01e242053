/// An equation of state fitted to calculated energies.
public struct EquationOfStateFit: Hashable, Sendable {
    public let equation: EquationOfState
    /// √(mean of the squared misfits), eV.
    public let rootMeanSquare: Double
}

/// Why energies and volumes gave no equation of state.
public enum EquationOfStateFitError: Error, Hashable, Sendable {
    case unequalCounts(volumes: Int, energies: Int)
    /// Four parameters need at least five different volumes.
    case tooFewVolumes(Int)
    /// A volume that is not positive, or an energy that is not finite; places count from 0.
    case invalidPoint(index: Int, volume: Double, energy: Double)
    /// The energies have no minimum, or it lies outside the volumes given (Å³).
    case noMinimum(volumes: ClosedRange<Double>, fitted: Double?)
    case notConverged
}

extension EquationOfStateFitError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unequalCounts(let volumes, let energies):
            "\(volumes) volumes, but \(energies) energies"
        case .tooFewVolumes(let count):
            "an equation of state needs at least five different volumes; here are \(count)"
        case .invalidPoint(let index, let volume, let energy):
            "point \(index): \(volume) Å³, \(energy) eV"
        case .noMinimum(let range, let fitted):
            "the energy has no minimum between \(range.lowerBound) and \(range.upperBound) Å³"
                + (fitted.map { " (the fit puts it at \($0) Å³)" } ?? "")
        case .notConverged:
            "the fit of the equation of state did not converge"
        }
    }
}

extension EquationOfState {
    /// The equation that fits energies at several volumes best, in least squares without weights.
    ///
    /// - Parameters:
    ///   - volumes: [points], Å³, in any order.
    ///   - energies: [points], eV.
    public static func fit(
        _ form: Form, volumes: [Double], energies: [Double]
    ) throws(EquationOfStateFitError) -> EquationOfStateFit {
        let range = try check(volumes, energies)
        let lowest = energies.min() ?? 0
        // Energies are counted from the lowest, so that a difference of meV keeps its digits.
        let shifted = energies.map { $0 - lowest }
        guard let start = parabola(volumes, shifted), range.contains(start[1]) else {
            throw .noMinimum(volumes: range, fitted: nil)
        }
        let scales = [max(1e-3, shifted.max() ?? 1), start[1], start[2], 1]
        let solver = LevenbergMarquardt(scales: scales)
        let solution = solver.minimize(from: start) { p in
            zip(volumes, shifted).map { volume, energy in
                p[0] - energy
                    + rise(form, at: volume, equilibrium: p[1], bulk: p[2], derivative: p[3])
            }
        }
        guard let solution else { throw .notConverged }
        return try accept(solution, form, lowest, range)
    }

    private static func accept(
        _ solution: LevenbergMarquardt.Solution, _ form: Form, _ lowest: Double,
        _ range: ClosedRange<Double>
    ) throws(EquationOfStateFitError) -> EquationOfStateFit {
        let p = solution.parameters
        guard range.contains(p[1]) else { throw .noMinimum(volumes: range, fitted: p[1]) }
        do {
            let equation = try EquationOfState(
                form, energy: lowest + p[0], volume: p[1],
                bulk: p[2] * Conversion.electronvoltPerCubicAngstrom, bulkPressureDerivative: p[3])
            return EquationOfStateFit(equation: equation, rootMeanSquare: solution.rootMeanSquare)
        } catch {
            throw .notConverged
        }
    }

    private static func check(
        _ volumes: [Double], _ energies: [Double]
    ) throws(EquationOfStateFitError) -> ClosedRange<Double> {
        guard volumes.count == energies.count else {
            throw .unequalCounts(volumes: volumes.count, energies: energies.count)
        }
        for (index, (volume, energy)) in zip(volumes, energies).enumerated()
        where !(volume > 0 && volume.isFinite && energy.isFinite) {
            throw .invalidPoint(index: index, volume: volume, energy: energy)
        }
        guard Set(volumes).count >= 5, let least = volumes.min(), let most = volumes.max() else {
            throw .tooFewVolumes(Set(volumes).count)
        }
        return least...most
    }

    /// (E₀, V₀, B₀, B′ = 4) of the best parabola in V; nil if it opens downward.
    private static func parabola(_ volumes: [Double], _ energies: [Double]) -> [Double]? {
        let middle = volumes.reduce(0, +) / Double(volumes.count)
        let powers = volumes.map { v in (0...2).map { power(v / middle - 1, $0) } }
        let normal = (0...2).map { i in
            (0...2).map { j in powers.reduce(0) { $0 + $1[i] * $1[j] } }
        }
        let right = (0...2).map { i in zip(powers, energies).reduce(0) { $0 + $1.0[i] * $1.1 } }
        guard let a = SymmetricMatrix(rows: normal).solve(right), a[2] > 0 else { return nil }
        let x = -a[1] / (2 * a[2])
        let volume = middle * (1 + x)
        return [a[0] + x * a[1] / 2, volume, 2 * a[2] * volume / (middle * middle), 4]
    }

    private static func power(_ x: Double, _ n: Int) -> Double {
        (0..<n).reduce(1) { product, _ in product * x }
    }
}
