internal import Foundation

/// The Debye temperature from elasticity, in its two usual forms.
public enum DebyeTemperature {
    /// θ_D = (h/k_B)·[3/(4π·V)]^(⅓)·v_m, K (Anderson, J. Phys. Chem. Solids 24, 909, 1963).
    ///
    /// - Parameters:
    ///   - meanVelocity: v_m, m/s.
    ///   - volumePerAtom: V, Å³.
    public static func elastic(meanVelocity: Double, volumePerAtom: Double) -> Double {
        precondition(volumePerAtom > 0, "volume per atom \(volumePerAtom) Å³")
        let perAtom = 3 / (4 * Double.pi * volumePerAtom * Conversion.cubicAngstrom)
        let quantum = PhysicalConstants.planck / PhysicalConstants.boltzmann
        return quantum * cbrt(perAtom) * meanVelocity
    }

    /// θ_D = (ħ/k_B)·[6π²·n·√V]^(⅓)·f(ν)·√(B/M), K: for a cell of volume V with n atoms of total
    /// mass M (Blanco, Francisco & Luaña, Comput. Phys. Commun. 158, 57, 2004).
    ///
    /// Equal to ``elastic(meanVelocity:volumePerAtom:)`` where B and ν belong together; used with
    /// a B that changes with volume while ν is held.
    ///
    /// - Parameters:
    ///   - bulk: adiabatic bulk modulus B, GPa.
    ///   - volume: V of the cell, Å³.
    ///   - atoms: n.
    ///   - mass: M of the cell, u.
    public static func gibbs(
        bulk: Double, poisson: Double, volume: Double, atoms: Int, mass: Double
    ) -> Double {
        precondition(
            bulk > 0 && volume > 0 && atoms > 0 && mass > 0,
            "bulk \(bulk) GPa, volume \(volume) Å³, \(atoms) atoms, mass \(mass) u")
        let rootVolume = (volume * Conversion.cubicAngstrom).squareRoot()
        let modes = cbrt(6 * Double.pi * Double.pi * Double(atoms) * rootVolume)
        let stiffness = bulk * Conversion.gigapascal / (mass * PhysicalConstants.atomicMass)
        let quantum = PhysicalConstants.reducedPlanck / PhysicalConstants.boltzmann
        return quantum * modes * poissonFactor(poisson) * stiffness.squareRoot()
    }

    /// f(ν) = {3/[2(⅔(1+ν)/(1−2ν))^(3/2) + (⅓(1+ν)/(1−ν))^(3/2)]}^(⅓): v_m in units of √(B/ρ);
    /// −1 < ν < ½.
    public static func poissonFactor(_ nu: Double) -> Double {
        precondition(nu > -1 && nu < 0.5, "Poisson ratio \(nu)")
        let transverse = pow(2 * (1 + nu) / (3 * (1 - 2 * nu)), 1.5)
        let longitudinal = pow((1 + nu) / (3 * (1 - nu)), 1.5)
        return cbrt(3 / (2 * transverse + longitudinal))
    }
}
