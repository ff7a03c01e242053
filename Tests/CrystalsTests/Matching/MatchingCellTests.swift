import TestKit
import Testing

@testable import Crystals

@Suite("Cells that are compared")
struct MatchingCellTests {
    @Test("The cell of the paper's example is the one of the paper")
    func niggli() {
        // Křivý and Gruber, Acta Cryst. A32, 297 (1976), table 2: A = 9, B = 27, C = 4, ξ = −5, η = −4,
        // ζ = −22 becomes 4, 9, 9, 9, 3, 4.
        let given = Lattice(
            lengths: SIMD3(3, 27.0.squareRoot(), 2),
            angles: SIMD3(
                Self.angle(-5, 27, 4), Self.angle(-4, 9, 4), Self.angle(-22, 9, 27)))
        let cell = NiggliCell(given).lattice
        let (a, b, c) = (cell.a.vector, cell.b.vector, cell.c.vector)
        let form = [
            a.dot(a), b.dot(b), c.dot(c), 2 * b.dot(c), 2 * a.dot(c), 2 * a.dot(b),
        ]
        for (value, expected) in zip(form, [4, 9, 9, 9, 3, 4] as [Double]) {
            #expect(abs(value - expected) < 1e-9, "\(form)")
        }
    }

    private static func angle(_ twice: Double, _ p: Double, _ q: Double) -> Double {
        Lattice(
            a: Cartesian(p.squareRoot(), 0, 0),
            b: Cartesian(
                twice / 2 / p.squareRoot(), (q - twice * twice / 4 / p).squareRoot(), 0),
            c: Cartesian(0, 0, 1)
        ).angles.z
    }

    @Test("The Niggli cell does not depend on the vectors that a lattice is given on")
    func anyVectors() {
        var generator = SplitMix64(seed: 1976)
        var changed = 0
        for _ in 0..<200 {
            let lattice = RandomCrystals.lattice(edges: 2...9, using: &generator)
            let one = Crystal(lattice: lattice, sites: [])
            let other = one.supercell(RandomCrystals.unimodular(shears: 6, using: &generator))
            changed += other.lattice == lattice ? 0 : 1
            let (p, q) = (NiggliCell(lattice).lattice, NiggliCell(other.lattice).lattice)
            #expect((p.lengths - q.lengths).max() < 1e-6 && (q.lengths - p.lengths).max() < 1e-6)
            #expect((p.angles - q.angles).max() < 1e-4 && (q.angles - p.angles).max() < 1e-4)
            #expect(p.signedVolume > 0)
        }
        #expect(changed > 150, "control: \(changed)")
    }

    @Test("A supercell is reduced to the crystal it repeats, also where atoms were moved a little")
    func supercells() {
        var generator = SplitMix64(seed: 25)
        for famous in FamousCrystal.all {
            let cell = MatchingCell(famous.crystal, isPrimitive: true)
            #expect(cell.siteCount == famous.primitiveCount, "\(famous)")
            var disturbed = famous.crystal.supercell(1, 2, 1)
            for site in disturbed.sites.indices {
                let step = RandomCrystals.direction(using: &generator) * 0.02
                let moved = disturbed.lattice.fractional(Cartesian(step))
                disturbed.sites[site].position = disturbed.sites[site].position + moved
            }
            let small = MatchingCell(disturbed, isPrimitive: true)
            #expect(small.siteCount == famous.primitiveCount, "\(famous)")
            let whole = MatchingCell(disturbed, isPrimitive: false)
            #expect(whole.siteCount == 2 * famous.crystal.sites.count, "control")
        }
    }

    @Test("The cell is the crystal: the distances between its atoms are the same")
    func distances() {
        for record in SampleCrystals.ordered {
            let cell = MatchingCell(record.crystal, isPrimitive: true).crystal
            let (old, new) = (record.crystal.volumePerAtom, cell.volumePerAtom)
            #expect(abs(old - new) < 1e-9)
            let nearest = record.crystal.nearestNeighbors().compactMap { $0?.distance }.min()
            let others = cell.nearestNeighbors().compactMap { $0?.distance }.min()
            #expect(abs((nearest ?? 0) - (others ?? 1)) < 1e-6)
        }
    }
}
