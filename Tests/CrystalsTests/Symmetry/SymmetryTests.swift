import Crystals
import TestKit
import Testing

@Suite("Symmetry")
struct SymmetryTests {
    @Test("Space groups and conventional cells of famous crystals", arguments: FamousCrystal.all)
    func spaceGroups(famous: FamousCrystal) throws {
        let symmetry = try Symmetry(famous.crystal)
        #expect(symmetry.spaceGroup == famous.spaceGroup)
        #expect(symmetry.symbol == famous.symbol)
        let conventional = symmetry.conventionalCell
        #expect(conventional.sites.count == famous.crystal.sites.count)
        #expect(isClose(conventional.lattice.volume, famous.crystal.lattice.volume, relative: 1e-6))
        #expect(conventional.composition == famous.crystal.composition)
        #expect(try famous.crystal.conventionalCell().sites.count == conventional.sites.count)
    }

    @Test(
        "Primitive cells have the right atoms and volume, and the same space group",
        arguments: FamousCrystal.all)
    func primitive(famous: FamousCrystal) throws {
        let supercell = famous.crystal.supercell(2, 1, 2)
        #expect(try Symmetry(supercell).primitiveSites == famous.primitiveCount)
        let primitive = try supercell.primitiveCell()
        #expect(primitive.sites.count == famous.primitiveCount)
        #expect(isClose(primitive.volumePerAtom, famous.crystal.volumePerAtom, relative: 1e-6))
        #expect(primitive.composition == famous.crystal.composition)
        #expect(try Symmetry(primitive).spaceGroup == famous.spaceGroup)
    }

    @Test(
        "Any cell of a crystal has its space group, left-handed ones and turned ones too",
        arguments: FamousCrystal.all)
    func cells(famous: FamousCrystal) throws {
        var generator = SplitMix64(seed: 41)
        for hand in [1, -1] {
            var matrix = RandomCrystals.unimodular(shears: 3, using: &generator)
            matrix[0] = matrix[0] &* hand
            let other = famous.crystal.supercell(matrix)
                .rotated(by: RandomCrystals.rotation(using: &generator))
            #expect((other.lattice.signedVolume < 0) == (hand < 0))
            let symmetry = try Symmetry(other)
            #expect(symmetry.spaceGroup == famous.spaceGroup)
            let twice = try Symmetry(symmetry.conventionalCell)
            #expect(twice.spaceGroup == famous.spaceGroup)
        }
    }

    @Test("A mirror turns quartz into its other hand; a left-handed cell does not")
    func enantiomorphs() throws {
        let quartz = try #require(FamousCrystal.all.first { $0.name == "quartz" }).crystal
        let mirror = [SIMD3(1.0, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, -1)]
        #expect(try Symmetry(quartz.rotated(by: mirror)).spaceGroup == 152)
        let leftHanded = quartz.supercell([SIMD3(0, 1, 0), SIMD3(1, 0, 0), SIMD3(0, 0, 1)])
        #expect(leftHanded.lattice.signedVolume < 0)
        #expect(try Symmetry(leftHanded).spaceGroup == 154)
    }

    @Test("Equivalent sites, Wyckoff letters and operations of rutile")
    func sites() throws {
        let rutile = try #require(FamousCrystal.all.first { $0.name == "rutile" }).crystal
        let symmetry = try Symmetry(rutile)
        #expect(symmetry.equivalentSites == [0, 0, 2, 2, 2, 2])
        #expect(symmetry.wyckoffLetters == ["a", "a", "f", "f", "f", "f"])
        #expect(symmetry.operationCount == 16)
        #expect(symmetry.pointGroup == "4/mmm")
    }

    @Test("The tolerance decides what counts as symmetric")
    func tolerance() throws {
        var crystal = try #require(FamousCrystal.all.first { $0.name == "SrTiO3" }).crystal
        crystal.sites[1].position.vector.z += 0.01
        #expect(try Symmetry(crystal, tolerance: 0.1).spaceGroup == 221)
        #expect(try Symmetry(crystal, tolerance: 0.001).spaceGroup == 99)
    }

    @Test("A mixture is a kind of atom of its own")
    func mixtures() throws {
        var crystal = try #require(FamousCrystal.all.first { $0.name == "W" }).crystal
        let (w, re) = (try #require(Element("W")), try #require(Element("Re")))
        func mixture(_ share: Double) -> Species {
            Species(components: [.init(w, occupancy: share), .init(re, occupancy: 1 - share)])
        }
        crystal.sites[0].species = mixture(0.25)
        crystal.sites[1].species = mixture(0.25)
        #expect(try Symmetry(crystal).spaceGroup == 229)
        crystal.sites[1].species = mixture(0.5)
        let symmetry = try Symmetry(crystal)
        #expect(symmetry.spaceGroup == 221)
        #expect(symmetry.conventionalCell.composition == crystal.composition)
    }

    @Test("Crystals without order have no symmetry but translations")
    func triclinic() throws {
        var generator = SplitMix64(seed: 42)
        for _ in 0..<10 {
            let crystal = RandomCrystals.any(count: 6, edges: 4...7, using: &generator)
            #expect(try Symmetry(crystal).spaceGroup == 1)
            #expect(try crystal.primitiveCell().sites.count == 6)
        }
    }

    @Test("Reduced by Niggli: shorter vectors, the same crystal")
    func niggli() throws {
        var generator = SplitMix64(seed: 43)
        for famous in FamousCrystal.all {
            let primitive = try famous.crystal.primitiveCell()
            let skewed = primitive.supercell(
                RandomCrystals.unimodular(shears: 8, using: &generator))
            let reduced = try skewed.niggliReduced()
            #expect(isClose(reduced.lattice.volume, skewed.lattice.volume, relative: 1e-9))
            #expect(reduced.lattice.lengths.max() <= skewed.lattice.lengths.max() + 1e-6)
            let difference = Environments(CrystalGraph(reduced, rule: .standard))
                .difference(from: Environments(CrystalGraph(skewed, rule: .standard)))
            #expect(difference < 1e-4)
        }
        let copper = try #require(FamousCrystal.all.first { $0.name == "Cu" }).crystal
        let cell = try copper.primitiveCell().niggliReduced().lattice
        #expect((cell.angles - SIMD3(repeating: 60)).max() < 1e-6)
    }
}

@Suite("Crystals that have no symmetry to find are refused with the reason")
struct SymmetryErrorTests {
    private func reason(_ crystal: Crystal, tolerance: Double = 0.01) -> SymmetryError.Reason? {
        do {
            _ = try Symmetry(crystal, tolerance: tolerance)
            return nil
        } catch {
            #expect(error.tolerance == tolerance)
            #expect(!error.description.isEmpty)
            return error.reason
        }
    }

    @Test("No atoms, atoms on one point, flat, infinite and minute cells")
    func degenerate() throws {
        let carbon = try #require(Element("C"))
        let one = [Site(carbon, at: Fractional(0, 0, 0))]
        #expect(reason(Crystal(lattice: .cubic(3), sites: one)) == nil)
        #expect(reason(Crystal(lattice: .cubic(3), sites: [])) == .noAtoms)
        #expect(reason(Crystal(lattice: .cubic(3), sites: one + one)) == .atomsTooClose(0, 1))
        let across = one + [Site(carbon, at: Fractional(0.9999, 1, 0))]
        #expect(reason(Crystal(lattice: .cubic(3), sites: across)) == .atomsTooClose(0, 1))
        let flat = Lattice(rows: [SIMD3(3, 0, 0), SIMD3(0, 3, 0), SIMD3(3, 3, 0)])
        let lattices = [
            flat, .cubic(0), .cubic(.nan), .cubic(.infinity), .cubic(1e-9), .cubic(1e9),
        ]
        for lattice in lattices {
            #expect(reason(Crystal(lattice: lattice, sites: one)) == .degenerateCell)
        }
        let lost = [Site(carbon, at: Fractional(.nan, 0, 0))]
        #expect(reason(Crystal(lattice: .cubic(3), sites: lost)) == .degenerateCell)
        #expect(reason(Crystal(lattice: .cubic(3), sites: one), tolerance: 0) == .degenerateCell)
    }
}
