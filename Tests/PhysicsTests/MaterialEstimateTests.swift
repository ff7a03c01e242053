import Foundation
import Physics
import TestKit
import Testing

@Suite("The estimate of a material")
struct MaterialEstimateTests {
    static func diamond(temperature: Double = 300) throws -> MaterialEstimate {
        try MaterialEstimate(
            bulk: 442, shear: 535, volumePerAtom: 5.67, meanAtomicMass: 12.011, atomsPerCell: 2,
            temperature: temperature)
    }

    @Test("Diamond: density, Debye temperature and heat near the measured ones")
    func measured() throws {
        let diamond = try Self.diamond()
        // Measured: 3515 kg/m³; 2240 K; C_v 6.11 and S 2.38 J/(mol·K), α_L 1.05·10⁻⁶/K. Debye's
        // spectrum has no peaks, hence ten percent for the heat and a third for the expansion.
        #expect(isClose(diamond.density, 3515, relative: 2e-3))
        #expect(isClose(diamond.debyeTemperature, 2240, relative: 1e-2))
        #expect(isClose(diamond.heatCapacity, 6.11, relative: 0.4))
        #expect(isClose(diamond.volumetricExpansion / 3, 1.05e-6, relative: 0.35))
        #expect(diamond.caveats == [.coldForSlack])
        #expect(diamond.mechanics.isReliable && diamond.mechanics.isSuperhard)
    }

    @Test("Only Slack's conductivity depends on the size of the cell")
    func cellSize() throws {
        let small = try Self.diamond()
        let large = try MaterialEstimate(
            bulk: 442, shear: 535, volumePerAtom: 5.67, meanAtomicMass: 12.011, atomsPerCell: 16)
        #expect(small.debyeTemperature == large.debyeTemperature)
        #expect(small.heatCapacity == large.heatCapacity)
        #expect(small.cahillConductivity == large.cahillConductivity)
        #expect(small.slackConductivity() > large.slackConductivity())
    }

    @Test("The volume of a cell taken for an atom's is betrayed by the speed of sound")
    func volumeOfCell() throws {
        func caveats(_ volume: Double) throws -> [ModelCaveat] {
            try MaterialEstimate(
                bulk: 442, shear: 535, volumePerAtom: volume, meanAtomicMass: 12.011,
                atomsPerCell: 2, temperature: 2000
            ).caveats
        }
        #expect(try caveats(5.67) == [])
        #expect(try caveats(45.4) == [.fasterThanDiamond])
    }

    @Test("Moduli beyond diamond's bring a caveat")
    func implausible() throws {
        let wrong = try MechanicalEstimate(bulk: 2000, shear: 2400, volumePerAtom: 5.67)
        #expect(wrong.caveats == [.beyondDiamond])
        let auxetic = try MechanicalEstimate(bulk: 40, shear: 70, volumePerAtom: 12)
        #expect(auxetic.moduli.poisson < 0 && auxetic.caveats == [.auxetic])
    }

    @Test("Whatever the numbers, the answer is finite or an error, never a trap")
    func extremes() {
        let odd: [Double] = [
            .nan, .infinity, -.infinity, 0, -0.0, -1, .leastNonzeroMagnitude, 1e-300, 1e-3, 0.1, 1,
            300, 1e3, 1e5,
            1e300, .greatestFiniteMagnitude,
        ]
        let conditions: [(Double, Double)] = [
            (12, 300), (0.1, 1e5), (1000, 1e-3), (0.1, 1e-3), (1000, 1e5), (.nan, 300), (12, .nan),
            (12, 0), (0, 300), (1e300, 300), (12, .infinity), (-1, -1),
        ]
        var (answers, refusals) = (0, 0)
        for bulk in odd {
            for shear in odd {
                for volume in odd {
                    for (mass, temperature) in conditions {
                        guard
                            let estimate = try? MaterialEstimate(
                                bulk: bulk, shear: shear, volumePerAtom: volume,
                                meanAtomicMass: mass, atomsPerCell: 3, temperature: temperature)
                        else {
                            refusals += 1
                            continue
                        }
                        answers += 1
                        let numbers = Self.numbers(of: estimate)
                        let isFinite = numbers.allSatisfy { $0.isFinite }
                        #expect(isFinite, "\(estimate): \(numbers)")
                    }
                }
            }
        }
        #expect(answers > 100 && refusals > 1000)
    }

    static func numbers(of e: MaterialEstimate) -> [Double] {
        HardnessModel.allCases.map { e.hardness($0) }
            + FractureToughnessModel.allCases.map { e.toughness($0) }
            + [
                e.youngs, e.poisson, e.pughRatio, e.density, e.debyeTemperature, e.gruneisen,
                e.heatCapacity, e.entropy, e.volumetricExpansion, e.slackConductivity(),
                e.cahillConductivity, e.clarkeConductivity, e.expansionBound().ratio,
                Double(e.caveats.count),
            ]
    }

    @Test("The error names the number that is wrong")
    func errors() {
        let error = #expect(throws: InvalidQuantity.self) {
            try MaterialEstimate(
                bulk: 1, shear: 1, volumePerAtom: 1, meanAtomicMass: -2, atomsPerCell: 1)
        }
        #expect(
            error?.description
                == "the mean atomic mass is -2.0 u; it must be between 0.1 and 1000.0")
        #expect(throws: InvalidQuantity.self) {
            try MaterialEstimate(
                bulk: 1, shear: 1, volumePerAtom: 1, meanAtomicMass: 2, atomsPerCell: 0)
        }
    }
}
