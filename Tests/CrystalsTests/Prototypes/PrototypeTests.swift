import Crystals
import Testing

@Suite("Structure prototypes")
struct PrototypeTests {
    @Test("At least 36 types are known, each under a name of its own")
    func names() {
        #expect(Prototype.all.count >= 36)
        #expect(Set(Prototype.all.map(\.id)).count == Prototype.all.count)
        #expect(Prototype.named("B4")?.name == "wurtzite")
        #expect(Prototype.named("no such type") == nil)
    }

    @Test("Ids are plain enough for file names and say the Strukturbericht symbols of the field")
    func ids() {
        for prototype in Prototype.all {
            #expect(
                prototype.id.allSatisfy {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0))
                })
        }
        let expected = """
            A1 A2 A3 A4 A5 A9 A_h B1 B2 B3 B4 B8_1 B_h B27 B32 B33 C1 C2 C3 C4 C11_b C14 C15 C16 C32 \
            C36 D0_3 D0_19 D2_1 D2_f D5_1 L1_0 L1_2 L2_1 C1_b E2_1 H1_1 E1_1 Cr2AlC Ti3SiC2 ReB2 \
            MoB2 D8_h beta-Si3N4 B4C lonsdaleite
            """.split(separator: " ").map(String.init)
        for id in expected { #expect(Prototype.named(id) != nil, "\(id)") }
    }

    @Test(
        "spglib finds the stated space group and orbits in every prototype",
        arguments: Prototype.all)
    func symmetry(_ prototype: Prototype) throws {
        let crystal = prototype.crystal(
            decoratedWith: distinctElements(prototype), cell: prototype.cell)
        let symmetry = try Symmetry(crystal, tolerance: 0.01)
        #expect(symmetry.spaceGroup == prototype.spaceGroup)
        let orbits = Dictionary(grouping: symmetry.equivalentSites) { $0 }.values.map(\.count)
        let stated = prototype.orbits.map {
            $0.multiplicity * prototype.siteCount / prototype.conventionalSiteCount
        }
        #expect(orbits.sorted() == stated.sorted())
        #expect(!orbits.isEmpty)
    }

    @Test("A cell given as primitive has no smaller one", arguments: Prototype.all)
    func primitive(_ prototype: Prototype) throws {
        let crystal = prototype.crystal(
            decoratedWith: distinctElements(prototype), cell: prototype.cell)
        let reduced = try crystal.primitiveCell(tolerance: 0.01)
        #expect(reduced.sites.count == prototype.siteCount)
        #expect(abs(reduced.lattice.volume / crystal.lattice.volume - 1) < 1e-3)
    }

    @Test(
        "Lattice system, centring and number of atoms make up the Pearson symbol",
        arguments: Prototype.all)
    func pearson(_ prototype: Prototype) {
        let symbol = prototype.pearsonSymbol
        let system =
            switch prototype.cell {
            case .cubic: "c"
            case .tetragonal: "t"
            case .hexagonal: "h"
            case .orthorhombic: "o"
            }
        #expect(symbol.hasPrefix(system))
        #expect(Int(symbol.dropFirst(2)) == prototype.conventionalSiteCount)
        let points = ["P": 1, "C": 2, "I": 2, "R": 3, "F": 4]
        let centring = String(symbol.dropFirst().prefix(1))
        #expect(points[centring] == prototype.conventionalSiteCount / prototype.siteCount)
    }

    @Test(
        "A decoration has the composition of the type and 1 Å³ for each atom",
        arguments: Prototype.all)
    func decoration(_ prototype: Prototype) throws {
        let elements = distinctElements(prototype)
        let crystal = prototype.crystal(decoratedWith: elements)
        #expect(crystal.sites.count == prototype.siteCount)
        #expect(abs(crystal.volumePerAtom - 1) < 1e-12)
        let total = prototype.stoichiometry.reduce(0, +)
        for (role, count) in zip(prototype.roles, prototype.stoichiometry) {
            let element = try #require(elements[role])
            let fraction = Double(count) / Double(total)
            #expect(abs(crystal.composition.fraction(of: element) - fraction) < 1e-12)
        }
    }

    @Test("No two atoms stand closer than in a real crystal", arguments: Prototype.all)
    func distances(_ prototype: Prototype) {
        let crystal = prototype.crystal(
            decoratedWith: distinctElements(prototype), cell: prototype.cell)
        let shortest = crystal.sites.indices.compactMap {
            crystal.shells(around: $0).first?.distance
        }
        #expect(shortest.count == prototype.siteCount)
        // 1.33 Å is the C–B–C chain of boron carbide, 3.7 Å the metal–metal distance of lanthanum.
        #expect(shortest.allSatisfy { (1.3...3.75).contains($0) })
    }
}
