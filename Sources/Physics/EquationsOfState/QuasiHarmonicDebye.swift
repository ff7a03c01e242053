/// Thermal expansion from static energies alone: an equation of state, and a Debye solid whose
/// temperature follows the bulk modulus while ν is held (Blanco, Francisco & Luaña, Comput. Phys.
/// Commun. 158, 57, 2004, "GIBBS").
///
/// Good to about a tenth for metals; four times too large for silicon, whose transverse modes soften under
/// compression, which one Debye temperature cannot know.
public struct QuasiHarmonicDebye: Hashable, Sendable {
    /// Static energy of the cell.
    public let equation: EquationOfState
    /// ν, taken as independent of volume.
    public let poisson: Double
    /// Atoms in the cell.
    public let atoms: Int
    /// Of the cell, u.
    public let mass: Double

    /// - Throws: ``InvalidQuantity`` for ν outside (−1, ½), no atoms, or no mass.
    public init(
        _ equation: EquationOfState, poisson: Double, atoms: Int, mass: Double
    ) throws(InvalidQuantity) {
        guard poisson > -1, poisson < 0.5 else {
            throw InvalidQuantity(
                "Poisson ratio", poisson, unit: "", requirement: "between −1 and 0.5")
        }
        guard atoms > 0 else {
            throw InvalidQuantity(
                "number of atoms", Double(atoms), unit: "", requirement: "positive")
        }
        (self.equation, self.poisson, self.atoms) = (equation, poisson, atoms)
        self.mass = try requirePositive(mass, "mass of the cell", unit: "u")
    }

    /// θ_D(V), K; the crystal must still hold together at V (B > 0).
    public func debyeTemperature(at volume: Double) -> Double {
        DebyeTemperature.gibbs(
            bulk: equation.bulkModulus(at: volume), poisson: poisson, volume: volume,
            atoms: atoms, mass: mass)
    }

    /// γ(V) = −d ln θ/d ln V = −1/6 − ½·d ln B/d ln V; Slater's B′/2 − 1/6 at V₀.
    public func gruneisen(at volume: Double) -> Double {
        -1.0 / 6 - equation.logarithmicBulkDerivative(at: volume) / 2
    }

    /// F(V, T) = E(V) + F_vib(θ(V), T), eV.
    public func helmholtzEnergy(at volume: Double, temperature: Double) -> Double {
        equation.energy(at: volume) + vibrations(at: volume).helmholtzEnergy(at: temperature)
    }

    /// p(V, T) = −dF/dV = p_static + γ·U_vib/V, GPa: for a Debye solid dF/dθ = U/θ.
    public func pressure(at volume: Double, temperature: Double) -> Double {
        let thermal =
            gruneisen(at: volume) * vibrations(at: volume).internalEnergy(at: temperature) / volume
        return equation.pressure(at: volume) + thermal * Conversion.electronvoltPerCubicAngstrom
    }

    /// B_T(V, T) = −V(∂p/∂V)_T, GPa, by a central difference in ln V.
    public func isothermalBulkModulus(at volume: Double, temperature: Double) -> Double {
        // At 10⁻⁵ truncation and rounding are both about 10⁻¹⁰ of the result.
        let step = 1e-5
        let (wide, narrow) = (volume * (1 + step), volume * (1 - step))
        let fall =
            pressure(at: narrow, temperature: temperature)
            - pressure(at: wide, temperature: temperature)
        return fall / (2 * step)
    }

    func vibrations(at volume: Double) -> DebyeModel {
        DebyeModel(debyeTemperature: debyeTemperature(at: volume), atoms: atoms)
    }
}
