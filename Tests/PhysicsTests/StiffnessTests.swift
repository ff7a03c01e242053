import Crystals
@testable import Physics
import TestKit
import Testing

@Suite("Stiffness matrices")
struct StiffnessTests {
    /// Averages by numpy 2.4.6 (linalg.inv, linalg.eigvalsh) from the same rows.
    struct Reference: Sendable {
        let rows: [[Double]]
        let voigt, reuss: (bulk: Double, shear: Double)
        let anisotropy: Double
        let eigenvalues: [Double]
    }

    /// Constants of α-quartz.
    static let trigonal = Reference(
        rows: [
            [86.8, 7.04, 11.91, -18.04, 0, 0], [7.04, 86.8, 11.91, 18.04, 0, 0],
            [11.91, 11.91, 105.75, 0, 0, 0], [-18.04, 18.04, 0, 58.2, 0, 0],
            [0, 0, 0, 0, 58.2, -18.04], [0, 0, 0, 0, -18.04, (86.8 - 7.04) / 2],
        ],
        voigt: (37.896666666666675, 47.822), reuss: (37.407387660069844, 41.02229731306488),
        anisotropy: 0.8418610558533448,
        eigenvalues: [
            28.807669437259584, 41.28358145896841, 69.27233056274042, 81.93, 96.67641854103162,
            117.66000000000003,
        ])

    /// No symmetry at all.
    static let triclinic = Reference(
        rows: [
            [120, 50, 40, 5, -3, 2], [50, 140, 45, -4, 6, 1], [40, 45, 160, 2, 3, -5],
            [5, -4, 2, 40, 1.5, -2], [-3, 6, 3, 1.5, 45, 2.5], [2, 1, -5, -2, 2.5, 50],
        ],
        voigt: (76.66666666666667, 46.0), reuss: (75.77210180684374, 44.43703036118061),
        anisotropy: 0.18766941377650248,
        eigenvalues: [
            37.3089314637114, 44.43362320270587, 50.694791983327576, 80.84843710056782,
            110.02552811614406, 231.68868813354345,
        ])

    @Test("Averages and eigenvalues agree with numpy's", arguments: [trigonal, triclinic])
    func numpy(_ reference: Reference) throws {
        // LAPACK's and Jacobi's rounding differ by a few units in the sixteenth digit.
        let tolerance = 1e-12
        let c = try Stiffness(rows: reference.rows)
        let (voigt, reuss) = (try c.moduli(.voigt), try c.moduli(.reuss))
        #expect(isClose(voigt.bulk, reference.voigt.bulk, relative: tolerance))
        #expect(isClose(voigt.shear, reference.voigt.shear, relative: tolerance))
        #expect(isClose(reuss.bulk, reference.reuss.bulk, relative: tolerance))
        #expect(isClose(reuss.shear, reference.reuss.shear, relative: tolerance))
        #expect(isClose(try c.universalAnisotropy(), reference.anisotropy, relative: 1e-11))
        for (value, expected) in zip(c.eigenvalues, reference.eigenvalues) {
            #expect(isClose(value, expected, relative: tolerance))
        }
        #expect(c.isStable && c.eigenvalues.count == 6)
    }

    @Test("For a cubic crystal the averages have their closed forms")
    func cubic() throws {
        let (c11, c12, c44) = (165.7, 63.9, 79.6)
        let c = try Stiffness(c11: c11, c12: c12, c44: c44)
        let reuss = 5 * (c11 - c12) * c44 / (4 * c44 + 3 * (c11 - c12))
        let voigt = (c11 - c12 + 3 * c44) / 5
        for average in StiffnessAverage.allCases {
            #expect(isClose(try c.moduli(average).bulk, (c11 + 2 * c12) / 3, relative: 1e-13))
        }
        #expect(isClose(try c.moduli(.voigt).shear, voigt, relative: 1e-13))
        #expect(isClose(try c.moduli(.reuss).shear, reuss, relative: 1e-13))
        #expect(isClose(try c.moduli(.hill).shear, (voigt + reuss) / 2, relative: 1e-13))
        #expect(isClose(c.eigenvalues[5], c11 + 2 * c12, relative: 1e-13))
    }

    @Test("An isotropic body has no anisotropy and one modulus by every average")
    func isotropic() throws {
        let m = try ElasticModuli(bulk: 100, shear: 60)
        let c = try Stiffness(c11: m.longitudinal, c12: m.lameFirst, c44: m.shear)
        #expect(abs(try c.universalAnisotropy()) < 1e-13)
        for average in StiffnessAverage.allCases {
            #expect(isClose(try c.moduli(average).shear, 60, relative: 1e-13))
        }
    }

    @Test("Turning the crystal changes the stiffness but not its averages", arguments: 1...20)
    func rotation(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let c = try Stiffness(rows: Self.randomStable(&generator))
        let turned = try Stiffness(rows: rotated(c.rows, by: Self.randomRotation(&generator)))
        #expect(abs(turned.rows[0][0] - c.rows[0][0]) > 1e-3)
        for average in StiffnessAverage.allCases {
            let (a, b) = (try c.moduli(average), try turned.moduli(average))
            #expect(isClose(a.bulk, b.bulk, relative: 1e-10))
            #expect(isClose(a.shear, b.shear, relative: 1e-10))
        }
        let (low, middle, high) = (
            try c.moduli(.reuss), try c.moduli(.hill), try c.moduli(.voigt)
        )
        #expect(low.bulk < middle.bulk && middle.bulk < high.bulk)
        #expect(low.shear < middle.shear && middle.shear < high.shear)
        #expect(try c.universalAnisotropy() > 0)
    }

    @Test("The compliance undoes the stiffness")
    func compliance() throws {
        let c = try Stiffness(rows: Self.triclinic.rows)
        let s = try c.compliance()
        for i in 0..<6 {
            for j in 0..<6 {
                let product = (0..<6).reduce(0) { $0 + c.rows[i][$1] * s[$1][j] }
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-13)
            }
        }
    }

    @Test("A crystal that shears by itself is unstable by Born, and has no averages")
    func unstable() throws {
        let c = try Stiffness(c11: 100, c12: 120, c44: 50)
        #expect(!c.isStable)
        #expect(isClose(c.eigenvalues[0], -20, relative: 1e-12))
        let error = #expect(throws: StiffnessError.self) { try c.moduli() }
        #expect(error?.description.contains("-20.0") == true)
    }

    static func randomStable(_ generator: inout SplitMix64) -> [[Double]] {
        let a = (0..<6).map { _ in (0..<6).map { _ in Double.random(in: -8...8, using: &generator) }
        }
        return (0..<6).map { i in
            (0..<6).map { j in
                (0..<6).reduce(i == j ? 40.0 : 0) { $0 + a[i][$1] * a[j][$1] }
            }
        }
    }

    /// From a random unit quaternion.
    static func randomRotation(_ generator: inout SplitMix64) -> [[Double]] {
        var q = (0..<4).map { _ in Double.random(in: -1...1, using: &generator) }
        let norm = q.reduce(0) { $0 + $1 * $1 }.squareRoot()
        q = q.map { $0 / norm }
        let (w, x, y, z) = (q[0], q[1], q[2], q[3])
        return [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    }

    /// c′ᵢⱼₖₗ = RᵢₘRⱼₙRₖₒRₗₚ cₘₙₒₚ, written out: slow, and surely right.
    func rotated(_ c: [[Double]], by r: [[Double]]) -> [[Double]] {
        let pairs = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
        func voigt(_ i: Int, _ j: Int) -> Int { i == j ? i : 6 - i - j }
        return pairs.map { i, j in
            pairs.map { k, l in
                var sum = 0.0
                for m in 0..<81 {
                    let (a, b, d, e) = (m / 27, m / 9 % 3, m / 3 % 3, m % 3)
                    sum += r[i][a] * r[j][b] * r[k][d] * r[l][e] * c[voigt(a, b)][voigt(d, e)]
                }
                return sum
            }
        }
    }
}
