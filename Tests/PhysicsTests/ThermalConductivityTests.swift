import Foundation
import Physics
import TestKit
import Testing

@Suite("Thermal conductivity")
struct ThermalConductivityTests {
    @Test("Slack's formula has the prefactor 2.43·10⁻⁶ of its form in practical units")
    func practicalUnits() {
        // κ = A·M̄·θ_a³·δ·n^⅓/(γ²T), A = 2.43·10⁻⁶/(1 − 0.514/γ + 0.228/γ²), M̄ in u, δ in Å
        // (Julian, Phys. Rev. 137, A128, 1965): three digits.
        let (gamma, mass, volume, atoms) = (1.7, 28.085, 20.02, 2)
        let slack = SlackConductivity(
            debyeTemperature: 645, gruneisen: gamma, volumePerAtom: volume, meanAtomicMass: mass,
            atomsPerCell: atoms)
        let theta = 645 / cbrt(2.0)
        #expect(isClose(slack.acousticDebyeTemperature, theta, relative: 1e-14))
        let a = 2.43e-6 / (1 - 0.514 / gamma + 0.228 / (gamma * gamma))
        let expected = a * mass * pow(theta, 3) * cbrt(volume * 2.0) / (gamma * gamma * 400)
        #expect(isClose(slack(at: 400), expected, relative: 5e-4))
        #expect(isClose(slack(at: 800), slack(at: 400) / 2, relative: 1e-14))
    }

    @Test("Per atom Slack's conductivity is smaller by the cube root of the atoms in the cell")
    func conventions() {
        let slack = SlackConductivity(
            debyeTemperature: 500, gruneisen: 1.5, volumePerAtom: 10, meanAtomicMass: 20,
            atomsPerCell: 8)
        #expect(slack(at: 300) > 0)
        #expect(
            isClose(
                slack(at: 300, volume: .cell) / slack(at: 300, volume: .atom), 2, relative: 1e-14))
    }

    @Test("Hot: Cahill's minimum is ½(π/6)^⅓·k·N^⅔·(v_l + 2v_t)")
    func cahillHot() throws {
        let v = SoundVelocities(try ElasticModuli(bulk: 98, shear: 66.5), density: 2329)
        let density = pow(1 / 20.02e-30, 2.0 / 3)
        let sum = v.longitudinal + 2 * v.transverse
        let limit =
            0.5 * cbrt(Double.pi / 6) * PhysicalConstants.boltzmann * density * sum
        let value = MinimumConductivity.cahill(v, volumePerAtom: 20.02, temperature: 1e5)
        #expect(limit > 0.5 && limit < 3)
        // What is left out is of order (θ/T)² = 10⁻⁴.
        #expect(isClose(value, limit, relative: 1e-5))
    }

    @Test("Cold: Cahill's minimum falls as T², with 6ζ(3) for the integral")
    func cahillCold() throws {
        let v = SoundVelocities(try ElasticModuli(bulk: 98, shear: 66.5), density: 2329)
        let value = MinimumConductivity.cahill(v, volumePerAtom: 20.02, temperature: 1)
        let number = 1 / 20.02e-30
        let wave =
            PhysicalConstants.reducedPlanck / PhysicalConstants.boltzmann
            * cbrt(6 * Double.pi * Double.pi * number)
        let branches = 1 / v.longitudinal + 2 / v.transverse
        let expected =
            cbrt(Double.pi / 6) * PhysicalConstants.boltzmann * pow(number, 2.0 / 3)
            * 6 * 1.2020569031595942 * branches / (wave * wave)
        #expect(isClose(value, expected, relative: 1e-12))
    }

    @Test(
        "Clarke's minimum is near Cahill's hot one for every crystal",
        arguments: ReferenceCrystal.all)
    func clarke(_ crystal: ReferenceCrystal) throws {
        let moduli = try crystal.moduli()
        let v = SoundVelocities(moduli, density: crystal.density)
        let cahill = MinimumConductivity.cahill(
            v, volumePerAtom: crystal.volumePerAtom, temperature: 1e5)
        let clarke = MinimumConductivity.clarke(
            moduli, volumePerAtom: crystal.volumePerAtom, density: crystal.density)
        #expect(clarke > 0.6 * cahill && clarke < 1.1 * cahill, "\(clarke / cahill)")
    }
}
