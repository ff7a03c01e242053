import Foundation
import Physics
import TestKit
import Testing

/// What a column of a reference table may be off by: one unit of its last printed digit.
enum LastDigit {
    static let thousandth = 0.001
    static let tenThousandth = 0.0001
}

@Suite("Hardness and toughness")
struct HardnessTests {
    /// Moduli (GPa) and volume (Å³ per atom) with every model's answer, from an independent
    /// evaluation of the published formulas.
    struct Row: Sendable, CustomStringConvertible {
        let name: String
        let bulk, shear, volume: Double
        let youngs, poisson: Double
        let hardness: [HardnessModel: Double]
        let toughness: [FractureToughnessModel: Double]
        var description: String { name }

        init(
            _ name: String, _ bulk: Double, _ shear: Double, _ volume: Double, _ youngs: Double,
            _ poisson: Double, h: (Double, Double, Double), k: (Double, Double)
        ) {
            (self.name, self.bulk, self.shear, self.volume) = (name, bulk, shear, volume)
            (self.youngs, self.poisson) = (youngs, poisson)
            hardness = [.mazhnikOganov2019: h.0, .chen2011: h.1, .tian2012: h.2]
            toughness = [.mazhnikOganov2019: k.0, .niu2019: k.1]
        }
    }

    static let table: [Row] = [
        Row(
            "diamond", 442, 535, 5.67, 1143.595, 0.0688, h: (101.650, 95.661, 97.669),
            k: (6.3865, 6.4936)),
        Row(
            "c-BN", 400, 405, 5.91, 908.411, 0.1215, h: (73.184, 65.031, 65.464),
            k: (5.2810, 5.4120)),
        Row(
            "WC", 390, 280, 10.30, 677.793, 0.2103, h: (33.676, 33.665, 34.100), k: (6.6158, 4.8744)
        ),
        Row(
            "β-SiC", 224, 192, 10.35, 448.000, 0.1667, h: (29.928, 33.177, 31.934),
            k: (3.2829, 3.0615)),
        Row(
            "TiC", 240, 188, 10.10, 447.225, 0.1894, h: (25.591, 29.161, 28.399),
            k: (3.3816, 3.1230)),
        Row(
            "α-Al2O3", 254, 163, 8.50, 402.830, 0.2357, h: (18.531, 20.430, 20.463),
            k: (3.1730, 2.9068)),
        Row(
            "MgO", 163, 131, 9.35, 309.963, 0.1831, h: (18.574, 23.828, 22.641), k: (1.9079, 2.1210)
        ),
        Row(
            "Si", 98, 66.5, 20.02, 162.699, 0.2233, h: (7.642, 11.803, 11.558), k: (0.9019, 1.3303)),
    ]

    @Test(
        "Three hardness models and two toughness models give the tabulated values", arguments: table
    )
    func tabulated(_ row: Row) throws {
        let estimate = try MechanicalEstimate(
            bulk: row.bulk, shear: row.shear, volumePerAtom: row.volume)
        #expect(
            isClose(estimate.moduli.youngs, row.youngs, relative: 0, absolute: LastDigit.thousandth)
        )
        #expect(
            isClose(
                estimate.moduli.poisson, row.poisson, relative: 0, absolute: LastDigit.tenThousandth
            ))
        #expect(row.hardness.count == HardnessModel.allCases.count)
        for (model, expected) in row.hardness {
            let value = estimate.hardness(model)
            #expect(
                isClose(value, expected, relative: 0, absolute: LastDigit.thousandth),
                "\(model.name): \(value)")
        }
        #expect(row.toughness.count == FractureToughnessModel.allCases.count)
        for (model, expected) in row.toughness {
            let value = estimate.toughness(model)
            #expect(
                isClose(value, expected, relative: 0, absolute: LastDigit.tenThousandth),
                "\(model.name): \(value)")
        }
    }

    @Test(
        "Softer crystals too, to the two digits known",
        arguments: [
            ("Ge", 77.0, 56.0, 22.6, 6.8, 0.67), ("GaAs", 76, 47, 22.6, 5.4, 0.60),
            ("NaCl", 25, 15, 22.4, 1.7, 0.11),
        ])
    func soft(name: String, b: Double, g: Double, v: Double, h: Double, k: Double) throws {
        let estimate = try MechanicalEstimate(bulk: b, shear: g, volumePerAtom: v)
        #expect(isClose(estimate.hardness(), h, relative: 0, absolute: 0.05))
        #expect(isClose(estimate.toughness(), k, relative: 0, absolute: 0.005))
    }

    @Test("Tungsten comes out six times too hard, and says that it is a metal")
    func tungsten() throws {
        let estimate = try MechanicalEstimate(
            bulk: 310, shear: 161, volumePerAtom: 15.9, isMetallic: true)
        #expect(isClose(estimate.hardness(), 20, relative: 0, absolute: 0.5))
        #expect(estimate.caveats == [.metallic])
        #expect(!estimate.isReliable)
        let ceramic = try MechanicalEstimate(bulk: 310, shear: 161, volumePerAtom: 15.9)
        #expect(ceramic.isReliable)
    }

    @Test(
        "χ(ν) has its known values, whose minimum is near a quarter",
        arguments: [
            (-1, 26.4, 0.05), (-0.5, 1.893, 5e-4), (0, 1, 0), (0.25, 0.4839, 5e-5),
            (0.5, 0.591, 5e-4),
        ]
    )
    func chi(nu: Double, expected: Double, tolerance: Double) {
        #expect(
            isClose(HardnessModel.chi(poisson: nu), expected, relative: 0, absolute: tolerance))
        #expect(HardnessModel.chi(poisson: 0.25) <= HardnessModel.chi(poisson: nu))
    }

    @Test(
        "ξ(ν) has its known values",
        arguments: [(-1, 0.377, 5e-4), (0, 1, 0), (0.25, 1.9502, 5e-5), (0.5, 8.26, 5e-3)])
    func xi(nu: Double, expected: Double, tolerance: Double) {
        let value = FractureToughnessModel.xi(poisson: nu)
        #expect(isClose(value, expected, relative: 0, absolute: tolerance))
    }

    @Test("χ and ξ stay positive and finite over every possible Poisson ratio")
    func positiveEverywhere() {
        let ratios = stride(from: -1.0, through: 0.5, by: 1e-4)
        var count = 0
        for nu in ratios {
            let (chi, xi) = (
                HardnessModel.chi(poisson: nu), FractureToughnessModel.xi(poisson: nu)
            )
            #expect(chi > 0.4 && chi < 30 && xi > 0.3 && xi < 9, "ν = \(nu): χ \(chi), ξ \(xi)")
            count += 1
        }
        #expect(count > 10_000)
    }

    @Test("Chen's two published forms agree")
    func chenForms() throws {
        for row in Self.table {
            let m = try ElasticModuli(bulk: row.bulk, shear: row.shear)
            let nu = m.poisson
            let inner = 9 * m.youngs * pow(1 - 2 * nu, 2) / (8 * pow(1 + nu, 3))
            let other = 2 * pow(inner, 0.585) - 3
            #expect(isClose(HardnessModel.chen2011(m), other, relative: 1e-12))
        }
    }

    @Test("Chen's hardness of a soft metal stops at zero")
    func clamped() throws {
        let lead = try ElasticModuli(bulk: 44.7, shear: 8.6)
        #expect(HardnessModel.chen2011(lead) == 0)
        #expect(HardnessModel.mazhnikOganov2019(lead) > 0)
    }

    @Test("Toughness takes the volume of one atom: eight of them are √2 too tough")
    func volumeIsPerAtom() throws {
        let m = try ElasticModuli(bulk: 442, shear: 535)
        for model in FractureToughnessModel.allCases {
            let (one, eight) = (model(m, volumePerAtom: 5.67), model(m, volumePerAtom: 8 * 5.67))
            #expect(one > 6 && one < 7)
            #expect(isClose(eight / one, 2.0.squareRoot(), relative: 1e-12))
        }
    }
}
