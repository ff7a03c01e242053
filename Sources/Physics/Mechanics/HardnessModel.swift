internal import Foundation

/// Vickers hardness from elastic moduli: three published models.
///
/// All were fitted to brittle covalent and ionic crystals; of a metal they say nothing
/// (``ModelCaveat/metallic``).
public enum HardnessModel: String, CaseIterable, Hashable, Sendable, Codable {
    /// H = γ₀·χ(ν)·E, γ₀ = 0.096: Mazhnik & Oganov, J. Appl. Phys. 126, 125109 (2019).
    case mazhnikOganov2019 = "mazhnik-oganov-2019"
    /// H = 2(k²G)^0.585 − 3, k = G/B, in GPa: Chen, Niu, Li & Li, Intermetallics 19, 1275 (2011).
    case chen2011 = "chen-2011"
    /// H = 0.92·k^1.137·G^0.708, k = G/B, in GPa: Tian, Xu & Zhao, Int. J. Refract. Met. Hard
    /// Mater. 33, 93 (2012).
    case tian2012 = "tian-2012"

    /// "Mazhnik–Oganov 2019" and so on: how tables and plots call it.
    public var name: String {
        switch self {
        case .mazhnikOganov2019: "Mazhnik–Oganov 2019"
        case .chen2011: "Chen 2011"
        case .tian2012: "Tian 2012"
        }
    }

    /// H_V, GPa; never negative.
    public func callAsFunction(_ moduli: ElasticModuli) -> Double {
        switch self {
        case .mazhnikOganov2019:
            return Self.gamma0 * Self.chi(poisson: moduli.poisson) * moduli.youngs
        case .chen2011:
            let k = moduli.shear / moduli.bulk
            // The −3 GPa was fitted to hard crystals; a soft one would come out below zero.
            return max(0, 2 * pow(k * k * moduli.shear, 0.585) - 3)
        case .tian2012:
            let k = moduli.shear / moduli.bulk
            return 0.92 * pow(k, 1.137) * pow(moduli.shear, 0.708)
        }
    }

    /// The prefactor of Mazhnik and Oganov's hardness, dimensionless.
    public static let gamma0 = 0.096

    /// χ(ν) = (1 − 8.5ν + 19.5ν²)/(1 − 7.5ν + 12.2ν² + 19.6ν³), dimensionless.
    ///
    /// Positive for every −1 ≤ ν ≤ ½ (the numerator has no real root and the denominator none
    /// there), and not monotonic: least near ν = 0.25.
    public static func chi(poisson nu: Double) -> Double {
        let numerator = 1 + nu * (-8.5 + nu * 19.5)
        let denominator = 1 + nu * (-7.5 + nu * (12.2 + nu * 19.6))
        return numerator / denominator
    }
}
