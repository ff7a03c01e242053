/// Thermal expansion from a Grüneisen parameter, and the bound on α·E.
public enum ThermalExpansion {
    /// α_V = γ·C_v/(B·V), 1/K: volumetric, three times the linear coefficient of a cubic or
    /// untextured solid (Grüneisen, Ann. Phys. 344, 257, 1912).
    ///
    /// - Parameters:
    ///   - heatCapacity: C_v of the volume below, eV/K.
    ///   - bulk: isothermal B, GPa.
    ///   - volume: Å³.
    public static func volumetric(
        gruneisen: Double, heatCapacity: Double, bulk: Double, volume: Double
    ) -> Double {
        precondition(bulk > 0 && volume > 0, "bulk \(bulk) GPa, volume \(volume) Å³")
        let stiffness = bulk / Conversion.electronvoltPerCubicAngstrom
        return gruneisen * heatCapacity / (stiffness * volume)
    }
}

/// The estimated bound α·E ≤ f(ν)·c_v·ρ on the linear thermal expansion.
///
/// With Grüneisen's relation α·E = γ·c_v·ρ·(1 − 2ν) is an identity, so the bound is a ceiling on γ
/// (``Gruneisen/ceiling(poisson:)``). It is an estimate and no theorem: of the eleven elements and
/// salts in the tests iridium breaks it by a fifth. So it is reported and flagged, never asserted.
public struct ThermalExpansionBound: Hashable, Sendable {
    /// α·E/(c_v·ρ), dimensionless.
    public let ratio: Double
    /// f(ν), the greatest ratio that the bound allows.
    public let limit: Double
    /// γ = ratio/(1 − 2ν), the thermodynamic Grüneisen parameter.
    public let gruneisen: Double

    /// - Parameters:
    ///   - linearExpansion: α, 1/K: linear, a third of the volumetric coefficient.
    ///   - volumetricHeatCapacity: c_v·ρ, J/(m³·K).
    public init(
        _ moduli: ElasticModuli, linearExpansion: Double, volumetricHeatCapacity: Double
    ) {
        precondition(
            volumetricHeatCapacity > 0, "heat capacity \(volumetricHeatCapacity) J/(m³·K)")
        let nu = moduli.poisson
        ratio =
            linearExpansion * moduli.youngs * Conversion.gigapascal / volumetricHeatCapacity
        limit = Self.factor(poisson: nu)
        gruneisen = ratio / (1 - 2 * nu)
    }

    /// ratio/f(ν): above one the bound is violated.
    public var shareOfLimit: Double { ratio / limit }

    public var isViolated: Bool { shareOfLimit > 1 }

    /// f(ν) = 2(1 + ν)(1 − 2ν)/(2 − 3ν).
    public static func factor(poisson nu: Double) -> Double {
        2 * (1 + nu) * (1 - 2 * nu) / (2 - 3 * nu)
    }

    /// ν* = (4 − √10)/6, where f is greatest, from f′(ν) = 0, that is 6ν² − 8ν + 1 = 0.
    public static let poissonOfLargestFactor = (4 - 10.0.squareRoot()) / 6

    /// f(ν*)·3k_B/V, MPa/K: no α·E may be larger in any solid that obeys the bound, as c_v·ρ does
    /// not exceed Dulong and Petit's 3k_B an atom.
    ///
    /// - Parameter volumePerAtom: V, Å³.
    public static func dulongPetitCeiling(volumePerAtom: Double) -> Double {
        precondition(volumePerAtom > 0, "volume per atom \(volumePerAtom) Å³")
        let heat = 3 * PhysicalConstants.boltzmann / (volumePerAtom * Conversion.cubicAngstrom)
        return factor(poisson: poissonOfLargestFactor) * heat / 1e6
    }
}
