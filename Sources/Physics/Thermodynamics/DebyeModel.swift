internal import Foundation

/// The vibrations of a solid as Debye counted them: thermodynamics from one temperature
/// (Debye, Ann. Phys. 344, 789, 1912).
public struct DebyeModel: Hashable, Sendable {
    /// θ_D, K; positive.
    public let debyeTemperature: Double
    /// n: every extensive quantity below is for this number of atoms.
    public let atoms: Int

    public init(debyeTemperature: Double, atoms: Int = 1) {
        precondition(
            debyeTemperature > 0 && debyeTemperature.isFinite && atoms > 0,
            "Debye temperature \(debyeTemperature) K, \(atoms) atoms")
        (self.debyeTemperature, self.atoms) = (debyeTemperature, atoms)
    }

    /// E₀ = (9/8)·n·k_B·θ, eV: the zero-point energy.
    public var zeroPointEnergy: Double { 1.125 * extent * debyeTemperature }

    /// U = 3n·k_B(3θ/8 + T·D(θ/T)), eV, zero-point energy included.
    public func internalEnergy(at temperature: Double) -> Double {
        guard let y = ratio(temperature) else { return zeroPointEnergy }
        return zeroPointEnergy + 3 * extent * temperature * DebyeFunction.third(y)
    }

    /// C_v = 3n·k_B(4D − 3y/(e^y − 1)), y = θ/T, eV/K.
    public func heatCapacity(at temperature: Double) -> Double {
        guard let y = ratio(temperature) else { return 0 }
        // Far below θ the two terms are both tiny and exact; near y = 0 they are 4 and 3.
        return 3 * extent * (4 * DebyeFunction.third(y) - 3 * y / expm1(y))
    }

    /// S = 3n·k_B(4D/3 − ln(1 − e^(−y))), y = θ/T, eV/K.
    public func entropy(at temperature: Double) -> Double {
        guard let y = ratio(temperature) else { return 0 }
        return 3 * extent * (4 * DebyeFunction.third(y) / 3 - log(-expm1(-y)))
    }

    /// F = n·k_B·T[9y/8 + 3·ln(1 − e^(−y)) − D], y = θ/T, eV, zero-point energy included.
    public func helmholtzEnergy(at temperature: Double) -> Double {
        guard let y = ratio(temperature) else { return zeroPointEnergy }
        let thermal = 3 * log(-expm1(-y)) - DebyeFunction.third(y)
        return zeroPointEnergy + extent * temperature * thermal
    }

    /// n·k_B, eV/K.
    private var extent: Double { Double(atoms) * Conversion.boltzmannElectronvolt }

    /// y = θ/T, or nil at T = 0, where every limit is known.
    private func ratio(_ temperature: Double) -> Double? {
        precondition(temperature >= 0, "temperature \(temperature) K")
        let y = debyeTemperature / temperature
        return y.isFinite ? y : nil
    }
}
