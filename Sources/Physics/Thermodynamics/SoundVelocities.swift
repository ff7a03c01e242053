internal import Foundation

/// The speeds of long elastic waves in an isotropic solid, m/s.
public struct SoundVelocities: Hashable, Sendable {
    /// v_l = √((B + 4G/3)/ρ), m/s.
    public let longitudinal: Double
    /// v_t = √(G/ρ), m/s; two waves have it.
    public let transverse: Double

    /// - Parameter density: ρ, kg/m³; positive.
    public init(_ moduli: ElasticModuli, density: Double) {
        precondition(density > 0 && density.isFinite, "density \(density) kg/m³")
        longitudinal = (moduli.longitudinal * Conversion.gigapascal / density).squareRoot()
        transverse = (moduli.shear * Conversion.gigapascal / density).squareRoot()
    }

    /// v_m = [⅓(1/v_l³ + 2/v_t³)]^(−⅓), m/s: the one speed that gives the same number of
    /// low-frequency modes (Anderson, J. Phys. Chem. Solids 24, 909, 1963).
    public var mean: Double {
        cbrt(3 / (pow(longitudinal, -3) + 2 * pow(transverse, -3)))
    }
}
