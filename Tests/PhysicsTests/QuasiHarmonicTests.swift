@testable import Physics
import TestKit
import Testing

@Suite("The quasi-harmonic Debye model")
struct QuasiHarmonicTests {
    struct Reference: Sendable, CustomStringConvertible {
        let description: String
        let data: CalculatedEnergies
        let poisson, expansion, theta, slater: Double
    }

    /// Independent evaluation of the same model from the same energies.
    static let table: [Reference] = [
        .init(
            description: "Si", data: .silicon, poisson: 0.223, expansion: 4.09e-5, theta: 620.7,
            slater: 1.999),
        .init(
            description: "Al", data: .aluminium, poisson: 0.346, expansion: 7.60e-5, theta: 412.1,
            slater: 2.198),
    ]

    static func model(_ reference: Reference) throws -> QuasiHarmonicDebye {
        let data = reference.data
        let fit = try EquationOfState.fit(.vinet, volumes: data.volumes, energies: data.energies)
        return try QuasiHarmonicDebye(
            fit.equation, poisson: reference.poisson, atoms: data.atoms,
            mass: Double(data.atoms) * data.mass)
    }

    @Test("From energies of Si and Al come the known θ, γ and α_V(300 K)", arguments: table)
    func tabulated(_ reference: Reference) throws {
        let model = try Self.model(reference)
        let v0 = model.equation.volume
        #expect(
            isClose(model.debyeTemperature(at: v0), reference.theta, relative: 0, absolute: 0.05))
        #expect(isClose(model.gruneisen(at: v0), reference.slater, relative: 0, absolute: 5.1e-4))
        let slater = Gruneisen.slater(
            bulkPressureDerivative: model.equation.bulkPressureDerivative)
        #expect(isClose(model.gruneisen(at: v0), slater, relative: 1e-13))
        let state = try model.equilibrium(temperature: 300)
        #expect(
            isClose(state.volumetricExpansion, reference.expansion, relative: 0, absolute: 5e-8),
            "\(state.volumetricExpansion)")
    }

    @Test("At rest the free energy is least, and α is the slope of ln V", arguments: table)
    func consistency(_ reference: Reference) throws {
        let model = try Self.model(reference)
        for (t, p) in [(100.0, 0.0), (300, 0), (600, 5)] {
            let state = try model.equilibrium(temperature: t, pressure: p)
            let (v, work) = (state.volume, p / 160.2176634)
            func gibbs(_ v: Double) -> Double {
                model.helmholtzEnergy(at: v, temperature: t) + work * v
            }
            #expect(gibbs(v) < gibbs(v * 1.001) && gibbs(v) < gibbs(v * 0.999))
            #expect(isClose(state.gibbsEnergy, gibbs(v), relative: 1e-14))
            let (hot, cold) = (
                try model.equilibrium(temperature: t + 0.5, pressure: p).volume,
                try model.equilibrium(temperature: t - 0.5, pressure: p).volume
            )
            #expect(state.volumetricExpansion > 1e-6)
            #expect(isClose(state.volumetricExpansion, (hot - cold) / v, relative: 1e-4))
        }
    }

    @Test("The pressure is the slope of the free energy")
    func pressure() throws {
        let model = try Self.model(Self.table[1])
        for v in [60.0, 64, 68, 72] {
            let h = 1e-3
            let slope =
                (model.helmholtzEnergy(at: v - h, temperature: 500)
                    - model.helmholtzEnergy(at: v + h, temperature: 500)) / (2 * h) * 160.2176634
            #expect(
                isClose(
                    model.pressure(at: v, temperature: 500), slope, relative: 1e-6, absolute: 1e-6))
        }
    }

    @Test("Zero-point motion swells the cell, pressure shrinks it, and at 0 K nothing expands")
    func trends() throws {
        let model = try Self.model(Self.table[0])
        let still = try model.equilibrium(temperature: 0)
        #expect(still.volume > model.equation.volume)
        #expect(still.volumetricExpansion == 0 && still.heatCapacity == 0)
        let warm = try model.equilibrium(temperature: 300)
        let pressed = try model.equilibrium(temperature: 300, pressure: 10)
        #expect(warm.volume > still.volume && pressed.volume < warm.volume)
        #expect(warm.isobaricHeatCapacity > warm.heatCapacity)
        #expect(warm.adiabaticBulkModulus > warm.isothermalBulkModulus)
    }

    @Test("A crystal pulled or heated beyond its strength has no equilibrium, and says so")
    func noEquilibrium() throws {
        let model = try Self.model(Self.table[1])
        #expect(throws: NoEquilibrium(temperature: 300, pressure: -50)) {
            try model.equilibrium(temperature: 300, pressure: -50)
        }
        #expect(throws: NoEquilibrium.self) { try model.equilibrium(temperature: 1e5) }
    }

    @Test("Impossible cells are refused")
    func refused() throws {
        let e = try EquationOfState(
            .vinet, energy: 0, volume: 20, bulk: 100, bulkPressureDerivative: 4)
        #expect(throws: InvalidQuantity.self) {
            try QuasiHarmonicDebye(e, poisson: 0.5, atoms: 1, mass: 10)
        }
        #expect(throws: InvalidQuantity.self) {
            try QuasiHarmonicDebye(e, poisson: 0.2, atoms: 0, mass: 10)
        }
        #expect(throws: InvalidQuantity.self) {
            try QuasiHarmonicDebye(e, poisson: 0.2, atoms: 1, mass: .nan)
        }
    }
}
