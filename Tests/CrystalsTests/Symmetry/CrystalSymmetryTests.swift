import Foundation
import TestKit
import Testing

@testable import Crystals

@Suite("The symmetry of a crystal, found without spglib")
struct CrystalSymmetryTests {
    /// Å; of random lattices a few have edges equal within the usual tolerance.
    private static let small = 1e-4

    @Test("Every space group is told in any cell and about any origin, and not its mirror image")
    func everySpaceGroup() throws {
        var generator = SplitMix64(seed: 51)
        for number in 1...230 {
            let group = SpaceGroupOperations(number: number)
            let crystal = SpaceGroupCrystals.general(number, using: &generator)
            let disguised = crystal.disguised(using: &generator)
            let found = try #require(
                CrystalSymmetry(searching: disguised, tolerance: Self.small), "\(number)")
            #expect(found.spaceGroup.number == number)
            #expect(found.primitiveSites == 3 * group.operations.count / group.centrings.count)
        }
    }

    @Test("A mirror makes the other of two enantiomorphous groups, and leaves all others")
    func mirrorImages() throws {
        var generator = SplitMix64(seed: 52)
        let mirror = [SIMD3(1.0, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, -1)]
        let pairs = [
            76: 78, 91: 95, 92: 96, 144: 145, 151: 153, 152: 154, 169: 170, 171: 172, 178: 179,
            180: 181, 212: 213,
        ]
        for number in [1, 5, 19, 33, 75, 80, 120, 149, 160, 195, 216] + pairs.keys {
            let crystal = SpaceGroupCrystals.general(number, using: &generator)
            let image = try #require(
                CrystalSymmetry(
                    searching: crystal.rotated(by: mirror), tolerance: Self.small))
            #expect(image.spaceGroup.number == pairs[number] ?? number)
        }
    }

    @Test("Famous crystals in cells of several primitive ones", arguments: FamousCrystal.all)
    func supercells(famous: FamousCrystal) throws {
        var generator = SplitMix64(seed: 53)
        for matrix in [(1, 1, 1), (2, 1, 3), (2, 2, 2)] {
            let cell = famous.crystal.supercell(matrix.0, matrix.1, matrix.2)
                .disguised(using: &generator)
            let found = try #require(CrystalSymmetry(searching: cell))
            #expect(found.spaceGroup.number == famous.spaceGroup)
            #expect(found.spaceGroup.symbol == famous.symbol)
            #expect(found.primitiveSites == famous.primitiveCount)
        }
    }

    @Test("A mixture is a kind of its own")
    func mixtures() throws {
        var crystal = try #require(FamousCrystal.all.first { $0.name == "W" }).crystal
        let (w, re) = (try #require(Element("W")), try #require(Element("Re")))
        func mixture(_ share: Double) -> Species {
            Species(components: [.init(w, occupancy: share), .init(re, occupancy: 1 - share)])
        }
        (crystal.sites[0].species, crystal.sites[1].species) = (mixture(0.25), mixture(0.25))
        #expect(CrystalSymmetry(searching: crystal)?.spaceGroup.symbol == "Im-3m")
        crystal.sites[1].species = mixture(0.5)
        #expect(CrystalSymmetry(searching: crystal)?.spaceGroup.symbol == "Pm-3m")
    }

    @Test("The tolerance decides what counts as symmetric")
    func tolerance() throws {
        var generator = SplitMix64(seed: 54)
        let quartz = try #require(FamousCrystal.all.first { $0.name == "quartz" }).crystal
        let slightly = quartz.shaken(by: 0.001, using: &generator)
        #expect(CrystalSymmetry(searching: slightly)?.spaceGroup.number == 154)
        #expect(CrystalSymmetry(searching: slightly, tolerance: 1e-4)?.spaceGroup.number == 1)
        // The lattice alone decides, too.
        var sheared = try #require(FamousCrystal.all.first { $0.name == "CsCl" }).crystal
        sheared.lattice.b = sheared.lattice.b + Cartesian(0.02, 0, 0)
        #expect(CrystalSymmetry(searching: sheared)?.spaceGroup.number == 65)
        #expect(CrystalSymmetry(searching: sheared, tolerance: 0.05)?.spaceGroup.number == 221)
    }

    @Test("Shaken by about the tolerance a crystal still has a group, seldom another than spglib's")
    func doubt() throws {
        var generator = SplitMix64(seed: 55)
        let names = ["rutile", "quartz", "SrTiO3", "wurtzite"]
        let famous = FamousCrystal.all.filter { names.contains($0.name) }
        var (same, found) = (0, Set<Int>())
        for round in 0..<40 {
            let distance = Double.random(in: 0.002...0.008, using: &generator)
            let crystal = famous[round % 4].crystal.shaken(by: distance, using: &generator)
            let symmetry = try #require(CrystalSymmetry(searching: crystal))
            same += symmetry.spaceGroup == (try Symmetry(crystal)).spaceGroupName ? 1 : 0
            found.insert(symmetry.spaceGroup.number)
        }
        #expect(same >= 36)
        #expect(found.count > 8, "control: the tolerance did decide")
    }

    @Test("What spglib refuses is refused, with its reason")
    func refusals() throws {
        let carbon = try #require(Element("C"))
        let one = Site(carbon, at: Fractional(0, 0, 0))
        for sites in [[], [one, one], [Site(carbon, at: Fractional(.nan, 0, 0))]] {
            let crystal = Crystal(lattice: .cubic(3), sites: sites)
            #expect(CrystalSymmetry(searching: crystal) == nil)
            let error = #expect(throws: SymmetryError.self) { try CrystalSymmetry(crystal) }
            let reference = #expect(throws: SymmetryError.self) { try Symmetry(crystal) }
            #expect(error == reference)
        }
        #expect(throws: SymmetryError.self) {
            try CrystalSymmetry(Crystal(lattice: .cubic(.nan), sites: [one]))
        }
    }

    @Test("spglib says the same of real crystals")
    func realCrystals() throws {
        guard let shared = SharedData.folder else {
            print("skipped: \(SharedData.absence)")
            return
        }
        let file = shared.appending(path: "mp36k_eform_gap.jsonl.gz")
        let crystals = CrystalInputs([file.path(percentEncoded: false)]).lazy
            .compactMap(\.verdict.record?.crystal).filter { $0.sites.count <= 16 }
        var groups: Set<Int> = []
        for (index, crystal) in crystals.prefix(2000).enumerated() where index % 25 == 0 {
            let found = try #require(CrystalSymmetry(searching: crystal))
            let reference = try Symmetry(crystal)
            #expect(found.spaceGroup == reference.spaceGroupName)
            #expect(found.primitiveSites == reference.primitiveSites)
            groups.insert(reference.spaceGroup)
        }
        #expect(groups.count > 20)
    }
}

@Suite("Operations and translations, exactly")
struct CrystalOperationsTests {
    @Test("A primitive cell has one operation for each rotation of the group")
    func counts() throws {
        var generator = SplitMix64(seed: 55)
        for number in [2, 15, 62, 88, 141, 167, 194, 206, 227] {
            let group = SpaceGroupOperations(number: number)
            let crystal = SpaceGroupCrystals.general(number, using: &generator)
            let cell = try #require(PrimitiveSites(crystal, tolerance: 1e-4))
            let operations = try #require(CrystalOperations(of: cell, tolerance: 1e-4))
            #expect(cell.copies == group.centrings.count)
            #expect(operations.rotations.count * cell.copies == group.operations.count)
            #expect(cell.lattice.signedVolume > 0)
            #expect(
                isClose(
                    cell.lattice.volume * Double(cell.copies), crystal.lattice.volume,
                    relative: 1e-9))
        }
    }

    @Test("Translations about two origins are of one class; those of I222 and I2₁2₁2₁ of two")
    func classes() throws {
        var generator = SplitMix64(seed: 56)
        func operations(_ crystal: Crystal) throws -> CrystalOperations {
            let cell = try #require(PrimitiveSites(crystal, tolerance: 1e-4))
            return try #require(CrystalOperations(of: cell, tolerance: 1e-4))
        }
        var known: [Int: [Int]] = [:]
        for number in [23, 24, 70, 82, 98, 109, 166, 178, 214, 230] {
            let crystal = SpaceGroupCrystals.general(number, using: &generator)
            var moved = crystal
            let shift = Fractional(0.123, 0.456, 0.789)
            for k in moved.sites.indices {
                moved.sites[k].position = moved.sites[k].position + shift
            }
            let (here, there) = (try operations(crystal), try operations(moved))
            #expect(here.rotations == there.rotations)
            #expect(here.translations != there.translations, "control: the origins differ")
            let group = try #require(PointGroup(here.rotations))
            let found = try #require(group.classOfTranslations(here.translations))
            #expect(group.classOfTranslations(there.translations) == found)
            #expect(group.operations(ofClass: found)?.count == here.rotations.count)
            known[number] = found
        }
        #expect(known[23]?.allSatisfy { $0 == 0 } == true, "a symmorphic group")
        #expect(known[24]?.contains { $0 != 0 } == true)
    }

    @Test("Rotations that are no group are refused")
    func noGroup() throws {
        let quarter = IntegerMatrix(a: SIMD3(0, 1, 0), b: SIMD3(-1, 0, 0), c: SIMD3(0, 0, 1))
        let some = [LatticeRotation(.identity), LatticeRotation(quarter)]
        #expect(PointGroup(some) == nil)
        let half = LatticeRotation(quarter * quarter)
        #expect(PointGroup([some[0], half])?.rotations.count == 2)
    }

    @Test("Row elimination finds all whole rows that a matrix makes zero, and their duals")
    func elimination() throws {
        var generator = SplitMix64(seed: 57)
        for rank in 1...3 {
            let columns = (0..<3).map { _ in
                (0..<3).map { $0 < rank ? Int.random(in: -4...4, using: &generator) : 0 }
            }
            let matrix = (0..<9).map { _ -> [Int] in
                let factors = (0..<3).map { _ in Int.random(in: -3...3, using: &generator) }
                return (0..<3).map { k in (0..<3).reduce(0) { $0 + factors[$1] * columns[$1][k] } }
            }
            let found = RowElimination(matrix)
            #expect(found.kernel.count == 9 - rank)
            for (i, row) in found.kernel.enumerated() {
                for column in 0..<3 {
                    #expect(zip(row, matrix).reduce(0) { $0 + $1.0 * $1.1[column] } == 0)
                }
                for (j, dual) in found.duals.enumerated() {
                    #expect(zip(row, dual).reduce(0) { $0 + $1.0 * $1.1 } == (i == j ? 1 : 0))
                }
            }
        }
    }

    @Test("A basis of translations spans all of them and no more")
    func bases() throws {
        var generator = SplitMix64(seed: 58)
        let carbon = try #require(Element("C"))
        for number in [1, 5, 22, 146, 196] {
            let centrings = SpaceGroupOperations(number: number).centrings
            let crystal = Crystal(
                lattice: RandomCrystals.lattice(edges: 5...9, using: &generator),
                sites: centrings.map { Site(carbon, at: Fractional($0)) })
            let cell = try #require(PrimitiveSites(crystal, tolerance: 1e-4))
            #expect(cell.copies == centrings.count && cell.count == 1)
        }
    }
}
