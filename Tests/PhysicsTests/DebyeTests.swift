import Foundation
@testable import Physics
import TestKit
import Testing

@Suite("The Debye model")
struct DebyeTests {
    /// y, D(y), C_v/3nk_B: seven digits of an independent evaluation.
    static let table: [(y: Double, function: Double, heat: Double)] = [
        (0.1, 0.9629999, 0.999500), (0.5, 0.8249630, 0.987611), (1, 0.6744156, 0.951732),
        (2, 0.4411285, 0.825408), (5, 0.1175974, 0.368635), (10, 0.0192958, 0.075821),
        (20, 0.0024352, 0.009741),
    ]

    /// k_B, eV/K.
    static let boltzmann = PhysicalConstants.boltzmann / PhysicalConstants.elementaryCharge

    @Test("D and C_v have their tabulated values", arguments: table)
    func tabulated(row: (y: Double, function: Double, heat: Double)) {
        #expect(
            isClose(DebyeFunction.third(row.y), row.function, relative: 0, absolute: 5.1e-8))
        let model = DebyeModel(debyeTemperature: 100 * row.y, atoms: 2)
        let heat = model.heatCapacity(at: 100) / (6 * Self.boltzmann)
        #expect(isClose(heat, row.heat, relative: 0, absolute: 5.1e-7))
    }

    @Test("F and S have their known values")
    func energyAndEntropy() {
        let t = 300.0
        let one = DebyeModel(debyeTemperature: t)
        let two = DebyeModel(debyeTemperature: 2 * t)
        let kT = Self.boltzmann * t
        #expect(isClose(one.helmholtzEnergy(at: t) / kT, -0.9254410, relative: 0, absolute: 5.1e-8))
        #expect(isClose(two.helmholtzEnergy(at: t) / kT, 1.3726312, relative: 0, absolute: 5.1e-8))
        #expect(
            isClose(one.entropy(at: t) / Self.boltzmann, 4.0736877, relative: 0, absolute: 5.1e-8))
    }

    @Test("F = U − TS to twelve digits from a thousandth to a thousand of θ/T")
    func identity() {
        var count = 0
        for exponent in stride(from: -3.0, through: 3, by: 0.01) {
            let y = pow(10, exponent)
            let model = DebyeModel(debyeTemperature: 300 * y, atoms: 8)
            let (f, u, ts) = (
                model.helmholtzEnergy(at: 300), model.internalEnergy(at: 300),
                300 * model.entropy(at: 300)
            )
            // Relative to the largest term, as F itself passes through zero.
            #expect(abs(f - (u - ts)) <= 1e-12 * max(abs(u), abs(ts)), "y = \(y)")
            count += 1
        }
        #expect(count == 601)
    }

    @Test("D₂ and D₃ agree with the integral done numerically", arguments: [2, 3])
    func quadrature(order n: Int) {
        func integrand(_ x: Double) -> Double {
            x == 0 ? 0 : pow(x, Double(n)) / expm1(x)
        }
        for y in [0.03, 0.7, 1.999, 2, 2.001, 4, 11, 37] {
            // Simpson's rule with 20 000 intervals errs by less than 1e-12 of these integrals.
            let (steps, h) = (20_000, y / 20_000)
            var sum = integrand(0) + integrand(y)
            for i in 1..<steps { sum += integrand(Double(i) * h) * (i.isMultiple(of: 2) ? 2 : 4) }
            let expected = Double(n) / pow(y, Double(n)) * sum * h / 3
            let value = n == 2 ? DebyeFunction.second(y) : DebyeFunction.third(y)
            #expect(isClose(value, expected, relative: 1e-11), "y = \(y)")
        }
    }

    @Test("The two series meet at y = 2 without a step")
    func continuity() {
        for function in [DebyeFunction.second, DebyeFunction.third] {
            let (below, above) = (function(2.0.nextDown), function(2))
            #expect(isClose(below, above, relative: 2e-15))
        }
    }

    @Test("Cold: F = U = (9/8)nkθ, and C_v follows T³ with Debye's 233.78")
    func cold() {
        let model = DebyeModel(debyeTemperature: 1000, atoms: 3)
        #expect(
            isClose(model.zeroPointEnergy, 9.0 / 8 * 3 * Self.boltzmann * 1000, relative: 1e-14))
        #expect(model.helmholtzEnergy(at: 0) == model.zeroPointEnergy)
        #expect(model.internalEnergy(at: 0) == model.zeroPointEnergy)
        #expect(model.entropy(at: 0) == 0 && model.heatCapacity(at: 0) == 0)
        let law = 12 * pow(Double.pi, 4) / 5
        #expect(isClose(law, 233.7818, relative: 0, absolute: 5e-5))
        for t in [20.0, 1, 1e-3] {
            let coefficient = model.heatCapacity(at: t) / (3 * Self.boltzmann) * pow(1000 / t, 3)
            #expect(isClose(coefficient, law, relative: 1e-12), "at \(t) K")
        }
    }

    @Test("Hot: C_v nears Dulong and Petit's 3k as 1 − y²/20")
    func hot() {
        let model = DebyeModel(debyeTemperature: 100)
        for t in [1e3, 1e4, 1e5] {
            let y = 100 / t
            let share = model.heatCapacity(at: t) / (3 * Self.boltzmann)
            // The next term of the expansion is y⁴/560.
            #expect(isClose(1 - share, y * y / 20, relative: y * y, absolute: 1e-15))
        }
    }

    @Test("C_v = dU/dT and S = −dF/dT")
    func derivatives() {
        let model = DebyeModel(debyeTemperature: 400)
        for t in [30.0, 150, 199, 201, 400, 2000] {
            let h = 1e-3
            let slope =
                (model.internalEnergy(at: t + h) - model.internalEnergy(at: t - h)) / (2 * h)
            #expect(isClose(model.heatCapacity(at: t), slope, relative: 1e-8))
            let fall =
                (model.helmholtzEnergy(at: t - h) - model.helmholtzEnergy(at: t + h)) / (2 * h)
            #expect(isClose(model.entropy(at: t), fall, relative: 1e-8))
        }
    }

    @Test(
        "Elastic constants give the Debye temperatures of fifteen crystals",
        arguments: ReferenceCrystal.all)
    func temperatures(_ crystal: ReferenceCrystal) throws {
        let moduli = try crystal.moduli()
        let velocities = SoundVelocities(moduli, density: crystal.density)
        let theta = DebyeTemperature.elastic(
            meanVelocity: velocities.mean, volumePerAtom: crystal.volumePerAtom)
        // The reference is given in whole kelvins.
        #expect(isClose(theta, crystal.debyeTemperature, relative: 0, absolute: 0.5), "\(theta)")
        let gibbs = DebyeTemperature.gibbs(
            bulk: moduli.bulk, poisson: moduli.poisson, volume: 4 * crystal.volumePerAtom,
            atoms: 4, mass: 4 * crystal.mass)
        #expect(isClose(gibbs, theta, relative: 1e-12))
    }

    @Test(
        "f(ν) of the second form has its known values",
        arguments: [(0.1, 1.141805), (0.25, 0.859949), (0.35, 0.649123)])
    func poissonFactor(nu: Double, expected: Double) {
        let value = DebyeTemperature.poissonFactor(nu)
        #expect(isClose(value, expected, relative: 0, absolute: 5.1e-7))
    }

    @Test("A Debye temperature below zero traps")
    func traps() async {
        await #expect(processExitsWith: .failure) { _ = DebyeModel(debyeTemperature: -1) }
    }
}
