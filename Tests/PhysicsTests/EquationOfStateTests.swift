import Foundation
@testable import Physics
import TestKit
import Testing

/// Energies of a cell at several volumes, from the phonopy project's quasi-harmonic examples
/// (plane-wave DFT with VASP; phonopy at 3a3e0f0, BSD-3).
struct CalculatedEnergies: Sendable {
    let points: [(volume: Double, energy: Double)]
    let atoms: Int
    /// u per atom.
    let mass: Double

    var volumes: [Double] { points.map(\.volume) }
    var energies: [Double] { points.map(\.energy) }

    static let silicon = CalculatedEnergies(
        points: [
            (140.03, -42.132246), (144.5, -42.600974), (149.06, -42.949142),
            (153.72, -43.188162), (158.47, -43.326751), (163.32, -43.375124),
            (168.27, -43.339884), (173.32, -43.230619), (178.47, -43.054343),
            (183.72, -42.817825), (189.07, -42.527932),
        ], atoms: 8, mass: 28.085)

    static let aluminium = CalculatedEnergies(
        points: [
            (56.51, -14.520054), (58.31, -14.690050), (60.15, -14.814970), (62.03, -14.900046),
            (63.95, -14.948899), (65.91, -14.965635), (67.90, -14.953469), (69.94, -14.915345),
            (72.02, -14.854150), (74.14, -14.772407), (76.29, -14.672339),
        ], atoms: 4, mass: 26.9815385)
}

@Suite("Equations of state")
struct EquationOfStateTests {
    @Test("The fit to silicon finds phonopy's Vinet parameters")
    func vinetSilicon() throws {
        let data = CalculatedEnergies.silicon
        let fit = try EquationOfState.fit(.vinet, volumes: data.volumes, energies: data.energies)
        let e = fit.equation
        // phonopy-qha 4.10.0; its minimiser stops at 1e-6 of a parameter.
        #expect(isClose(e.volume, 163.6338039, relative: 0, absolute: 1e-6))
        #expect(isClose(e.energy, -43.3746233, relative: 0, absolute: 1e-7))
        #expect(isClose(e.bulk, 89.0671695, relative: 1e-6))
        #expect(isClose(e.bulkPressureDerivative, 4.3303466, relative: 0, absolute: 1e-5))
        #expect(isClose(fit.rootMeanSquare, 2.889674e-4, relative: 1e-5))
    }

    /// scipy 1.17.1, optimize.least_squares with all tolerances 1e-15, same formulas.
    @Test(
        "Both forms find scipy's parameters for silicon and aluminium",
        arguments: [
            (
                EquationOfState.Form.vinet, CalculatedEnergies.aluminium,
                [-14.965903972676536, 66.01922408781675, 77.80047716069862, 4.729585260992269]
            ),
            (
                .birchMurnaghan, .silicon,
                [-43.374200609336626, 163.64029251083667, 88.73633667785634, 4.3122900227353265]
            ),
            (
                .birchMurnaghan, .aluminium,
                [-14.965733193803802, 66.0221162130624, 77.4688322014023, 4.709716603162621]
            ),
        ])
    func scipy(form: EquationOfState.Form, data: CalculatedEnergies, expected: [Double]) throws {
        let e = try EquationOfState.fit(form, volumes: data.volumes, energies: data.energies)
            .equation
        #expect(isClose(e.energy, expected[0], relative: 1e-8))
        #expect(isClose(e.volume, expected[1], relative: 1e-7))
        #expect(isClose(e.bulk, expected[2], relative: 1e-6))
        #expect(isClose(e.bulkPressureDerivative, expected[3], relative: 1e-6))
    }

    @Test("A curve's own points give its parameters back", arguments: EquationOfState.Form.allCases)
    func exact(form: EquationOfState.Form) throws {
        let truth = try EquationOfState(
            form, energy: -9.1, volume: 5.67, bulk: 442, bulkPressureDerivative: 3.6)
        let volumes = stride(from: 5.1, through: 6.4, by: 0.1).reversed().map { $0 }
        let fit = try EquationOfState.fit(
            form, volumes: volumes, energies: volumes.map(truth.energy(at:)))
        #expect(isClose(fit.equation.volume, 5.67, relative: 1e-9))
        #expect(isClose(fit.equation.bulk, 442, relative: 1e-8))
        #expect(isClose(fit.equation.bulkPressureDerivative, 3.6, relative: 1e-7))
        #expect(fit.rootMeanSquare < 1e-12)
    }

    @Test(
        "p = −dE/dV, B = −V·dp/dV, and the slope of ln B", arguments: EquationOfState.Form.allCases)
    func derivatives(form: EquationOfState.Form) throws {
        let e = try EquationOfState(
            form, energy: -5, volume: 20, bulk: 100, bulkPressureDerivative: 4.6)
        for v in stride(from: 14.0, through: 25, by: 1) {
            let h = 1e-4 * v
            let fall = (e.energy(at: v - h) - e.energy(at: v + h)) / (2 * h) * 160.2176634
            #expect(isClose(e.pressure(at: v), fall, relative: 1e-6, absolute: 1e-6))
            let drop = v * (e.pressure(at: v - h) - e.pressure(at: v + h)) / (2 * h)
            #expect(isClose(e.bulkModulus(at: v), drop, relative: 1e-6))
            let slope =
                (log(e.bulkModulus(at: v + h)) - log(e.bulkModulus(at: v - h)))
                / (log(v + h) - log(v - h))
            #expect(isClose(e.logarithmicBulkDerivative(at: v), slope, relative: 1e-6))
        }
        #expect(e.pressure(at: 20) == 0 && e.energy(at: 20) == -5)
        #expect(isClose(e.bulkModulus(at: 20), 100, relative: 1e-14))
        #expect(isClose(e.logarithmicBulkDerivative(at: 20), -4.6, relative: 1e-14))
        #expect(e.pressure(at: 18) > 0 && e.pressure(at: 22) < 0)
    }

    @Test("Vinet's energy is smooth through B′ = 1 and through V₀")
    func vinetLimit() throws {
        func energy(_ derivative: Double, _ v: Double) throws -> Double {
            try EquationOfState(
                .vinet, energy: 0, volume: 20, bulk: 160.2176634,
                bulkPressureDerivative: derivative
            ).energy(at: v)
        }
        // At B′ = 1 the exponential is 1, and E = (9/2)B₀V₀(1 − η)².
        let eta = cbrt(18.0 / 20)
        let flat = try energy(1, 18)
        #expect(isClose(flat, 4.5 * 20 * (1 - eta) * (1 - eta), relative: 1e-12))
        #expect(isClose(try energy(1 + 1e-9, 18), flat, relative: 1e-8))
        // The two branches of the shape function meet.
        let edge = 20 * pow(1 - 0.5 / (1.5 * 4), 3)
        let (below, above) = (try energy(5, edge * (1 - 1e-13)), try energy(5, edge * (1 + 1e-13)))
        #expect(isClose(below, above, relative: 1e-11))
    }

    @Test("Points that cannot be fitted are refused with the reason")
    func refused() {
        let v = [10.0, 11, 12, 13, 14, 15]
        func fit(_ volumes: [Double], _ energies: [Double]) throws -> EquationOfState {
            try EquationOfState.fit(.vinet, volumes: volumes, energies: energies).equation
        }
        #expect(throws: EquationOfStateFitError.unequalCounts(volumes: 6, energies: 1)) {
            try fit(v, [1])
        }
        #expect(throws: EquationOfStateFitError.tooFewVolumes(1)) {
            try fit([10, 10, 10, 10, 10], [1, 2, 3, 4, 5])
        }
        #expect(throws: EquationOfStateFitError.noMinimum(volumes: 10...15, fitted: nil)) {
            try fit(v, v.map { -($0 - 12) * ($0 - 12) })
        }
        #expect(throws: EquationOfStateFitError.noMinimum(volumes: 10...15, fitted: nil)) {
            try fit(v, v.map { 0.1 * ($0 - 20) * ($0 - 20) })
        }
        #expect(throws: EquationOfStateFitError.self) {
            try fit([1, 2, 3, 4, -5], [1, 2, 3, 4, 5])
        }
        #expect(throws: EquationOfStateFitError.self) { try fit(v, [1, 2, .nan, 4, 5, 6]) }
    }
}
