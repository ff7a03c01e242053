import Physics
import TestKit
import Testing

@Suite("Thermal expansion and its bound")
struct ThermalExpansionTests {
    /// Measured at 300 K, and what follows: α_L (10⁻⁶/K), c_p (J/(mol·K) of atoms, CRC Handbook of
    /// Chemistry and Physics, 97th ed.), then E (GPa), ν, γ, γ of Leont'ev, γ_max, α·E/(c_v·ρ),
    /// f(ν) as tabulated.
    struct Row: Sendable, CustomStringConvertible {
        let name: String
        let expansion, heat, youngs, poisson: Double
        let gruneisen, leontev, ceiling, ratio, limit: Double
        var description: String { name }

        init(
            _ name: String, _ expansion: Double, heat: Double, _ youngs: Double, _ poisson: Double,
            _ gruneisen: Double, _ leontev: Double, _ ceiling: Double, _ ratio: Double,
            _ limit: Double
        ) {
            (self.name, self.expansion, self.heat) = (name, expansion, heat)
            (self.youngs, self.poisson, self.gruneisen) = (youngs, poisson, gruneisen)
            (self.leontev, self.ceiling) = (leontev, ceiling)
            (self.ratio, self.limit) = (ratio, limit)
        }
    }

    static let table: [Row] = [
        Row("diamond", 1.05, heat: 6.113, 1145, 0.069, 0.78, 0.89, 1.19, 0.672, 1.028),
        Row("Si", 2.59, heat: 19.789, 163, 0.223, 0.46, 1.38, 1.84, 0.257, 1.018),
        Row("Al", 23.1, heat: 24.20, 70, 0.346, 2.29, 2.10, 2.80, 0.704, 0.861),
        Row("Cu", 16.5, heat: 24.44, 127, 0.345, 2.03, 2.09, 2.79, 0.627, 0.864),
        Row("W", 4.5, heat: 24.27, 410, 0.280, 1.66, 1.65, 2.21, 0.731, 0.971),
        Row("MgO", 10.5, heat: 37.24 / 2, 309, 0.183, 1.57, 1.22, 1.63, 0.997, 1.034),
        Row("NaCl", 39.6, heat: 50.50 / 2, 37, 0.253, 1.68, 1.51, 2.02, 0.828, 0.998),
        Row("Au", 14.2, heat: 25.418, 78, 0.425, 3.09, 2.95, 3.94, 0.461, 0.588),
        Row("Pb", 28.9, heat: 26.65, 24, 0.411, 2.85, 2.76, 3.67, 0.508, 0.656),
        Row("Fe", 11.8, heat: 25.10, 211, 0.288, 1.69, 1.70, 2.27, 0.716, 0.961),
        Row("Ir", 6.4, heat: 25.10, 550, 0.247, 2.39, 1.49, 1.98, 1.208, 1.002),
    ]

    @Test("Eleven crystals at 300 K against the bound, iridium alone above it", arguments: table)
    func measured(_ row: Row) throws {
        let crystal = try #require(ReferenceCrystal.named(row.name))
        let moduli = try crystal.moduli()
        let bound = ThermalExpansionBound(
            moduli, linearExpansion: row.expansion * 1e-6,
            volumetricHeatCapacity: Self.volumetricHeat(row, crystal, moduli))
        #expect(isClose(moduli.youngs, row.youngs, relative: 0, absolute: 0.6))
        #expect(isClose(moduli.poisson, row.poisson, relative: 0, absolute: 6e-4))
        // The table's own heat capacities are known to half a percent.
        #expect(isClose(bound.ratio, row.ratio, relative: 5e-3), "\(bound.ratio)")
        #expect(isClose(bound.gruneisen, row.gruneisen, relative: 5e-3, absolute: 5e-3))
        #expect(isClose(bound.limit, row.limit, relative: 0, absolute: 1e-3))
        #expect(bound.isViolated == (row.name == "Ir"))
        let nu = moduli.poisson
        #expect(isClose(Gruneisen.leontev(poisson: nu), row.leontev, relative: 0, absolute: 7e-3))
        #expect(isClose(Gruneisen.ceiling(poisson: nu), row.ceiling, relative: 0, absolute: 7e-3))
    }

    /// c_v·ρ, J/(m³·K), with c_v = c_p − α_V²·B·V·T.
    static func volumetricHeat(
        _ row: Row, _ crystal: ReferenceCrystal, _ moduli: ElasticModuli
    ) -> Double {
        let alpha = 3 * row.expansion * 1e-6
        let molarVolume = crystal.volumePerAtom * 1e-30 * PhysicalConstants.avogadro
        let dilation = alpha * alpha * moduli.bulk * 1e9 * molarVolume * 300
        return (row.heat - dilation) / molarVolume
    }

    @Test("Iridium breaks the bound by a fifth, and the flag says so")
    func iridium() throws {
        let row = try #require(Self.table.last)
        let crystal = try #require(ReferenceCrystal.named("Ir"))
        let moduli = try crystal.moduli()
        let bound = ThermalExpansionBound(
            moduli, linearExpansion: 6.4e-6,
            volumetricHeatCapacity: Self.volumetricHeat(row, crystal, moduli))
        #expect(bound.isViolated)
        #expect(isClose(bound.shareOfLimit, 1.21, relative: 0, absolute: 5e-3))
    }

    @Test("f(ν) is greatest at (4 − √10)/6, where it is 2(11 − 2√10)/9")
    func maximum() {
        let (at, top) = (
            ThermalExpansionBound.poissonOfLargestFactor, 2 * (11 - 2 * 10.0.squareRoot()) / 9
        )
        #expect(isClose(at, 0.1396204, relative: 0, absolute: 5e-8))
        #expect(isClose(top, 1.0389877, relative: 0, absolute: 5e-8))
        let f = ThermalExpansionBound.factor
        #expect(isClose(f(at), top, relative: 1e-14))
        #expect(f(at - 1e-3) < top && f(at + 1e-3) < top)
        #expect(f(0) == 1 && f(0.5) == 0 && f(-1) == 0)
    }

    @Test("The ceiling on γ is 4/3 of Leont'ev's γ, and both follow from the velocities")
    func velocityForm() throws {
        for nu in stride(from: -0.9, through: 0.49, by: 0.07) {
            let leontev = Gruneisen.leontev(poisson: nu)
            #expect(isClose(Gruneisen.ceiling(poisson: nu) / leontev, 4.0 / 3, relative: 1e-14))
            let moduli = try ElasticModuli(youngs: 100, poisson: nu)
            let v = SoundVelocities(moduli, density: 5000)
            let square =
                (v.longitudinal * v.longitudinal + 2 * v.transverse * v.transverse) / 3
            #expect(isClose(1.5 * moduli.bulk * 1e9 / (5000 * square), leontev, relative: 1e-12))
        }
    }

    @Test("By Dulong and Petit no αE passes 43.03 MPa/K in 1 Å³ per atom, 4.30 in 10 Å³")
    func dulongPetit() {
        let one = ThermalExpansionBound.dulongPetitCeiling(volumePerAtom: 1)
        #expect(isClose(one, 43.03, relative: 0, absolute: 5e-3))
        let ten = ThermalExpansionBound.dulongPetitCeiling(volumePerAtom: 10)
        #expect(isClose(ten, 4.30, relative: 0, absolute: 5e-3))
    }

    @Test("Grüneisen's relation: α_L·E = γ·c_v·ρ·(1 − 2ν)")
    func identity() throws {
        let estimate = try MaterialEstimate(
            bulk: 224, shear: 192, volumePerAtom: 10.35, meanAtomicMass: 20.05, atomsPerCell: 2)
        let bound = estimate.expansionBound()
        #expect(isClose(bound.gruneisen, estimate.gruneisen, relative: 1e-12))
        #expect(isClose(bound.shareOfLimit, 0.75, relative: 1e-12))
        let measured = estimate.expansionBound(
            linearExpansion: 2 * estimate.volumetricExpansion / 3)
        #expect(measured.isViolated)
    }
}
