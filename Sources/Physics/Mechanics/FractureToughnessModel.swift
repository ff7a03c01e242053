internal import Foundation

/// Fracture toughness K_IC from elastic moduli and the volume of an atom, for covalent and ionic
/// crystals: two published models.
public enum FractureToughnessModel: String, CaseIterable, Hashable, Sendable, Codable {
    /// K = α₀^(−½)·V₀^(1/6)·[ξ(ν)E]^(3/2), α₀ = 8840 GPa: Mazhnik & Oganov, J. Appl. Phys. 126,
    /// 125109 (2019).
    case mazhnikOganov2019 = "mazhnik-oganov-2019"
    /// K = V₀^(1/6)·G·(B/G)^½: Niu, Niu & Oganov, J. Appl. Phys. 125, 065105 (2019).
    case niu2019 = "niu-2019"

    /// "Mazhnik–Oganov 2019" and so on: how tables and plots call it.
    public var name: String {
        switch self {
        case .mazhnikOganov2019: "Mazhnik–Oganov 2019"
        case .niu2019: "Niu 2019"
        }
    }

    /// K_IC, MPa·m^½.
    ///
    /// - Parameter volumePerAtom: V₀, Å³: of one atom, not of the cell. The cell's volume would
    ///   make K larger by the sixth root of the number of atoms, and dependent on the cell chosen.
    public func callAsFunction(_ moduli: ElasticModuli, volumePerAtom: Double) -> Double {
        precondition(
            volumePerAtom > 0 && volumePerAtom.isFinite, "volume per atom \(volumePerAtom) Å³")
        // With V₀ in m³ and moduli in GPa the formulas give GPa·m^½.
        let rootVolume = pow(volumePerAtom * Conversion.cubicAngstrom, 1.0 / 6)
        return 1000 * rootVolume * strength(moduli)
    }

    /// K/V₀^(1/6), GPa.
    private func strength(_ moduli: ElasticModuli) -> Double {
        switch self {
        case .mazhnikOganov2019:
            let stiffness = Self.xi(poisson: moduli.poisson) * moduli.youngs
            return (stiffness / Self.alpha0).squareRoot() * stiffness
        case .niu2019:
            return moduli.shear * moduli.pughRatio.squareRoot()
        }
    }

    /// α₀ of Mazhnik and Oganov for covalent and ionic crystals, GPa.
    public static let alpha0 = 8840.0

    /// ξ(ν) = (1 − 13.7ν + 48.6ν²)/(1 − 15.2ν + 70.2ν² − 81.5ν³), dimensionless; positive for
    /// every −1 ≤ ν ≤ ½.
    public static func xi(poisson nu: Double) -> Double {
        let numerator = 1 + nu * (-13.7 + nu * 48.6)
        let denominator = 1 + nu * (-15.2 + nu * (70.2 + nu * -81.5))
        return numerator / denominator
    }
}
