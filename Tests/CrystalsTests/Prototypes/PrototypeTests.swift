import Crystals
import Foundation
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

    @Test(
        "spglib finds the stated space group in every expanded prototype", arguments: Prototype.all)
    func spaceGroup(_ prototype: Prototype) {
        let crystal = prototype.crystal(decoratedWith: distinctElements(prototype))
        // The crystals are of unit volume per atom, about a tenth of a real one: 0.001 here is 0.003 Å.
        #expect(spaceGroupNumber(crystal, tolerance: 0.001) == prototype.spaceGroup)
    }

    @Test("Cell, centring and number of atoms make up the Pearson symbol", arguments: Prototype.all)
    func pearson(_ prototype: Prototype) {
        let symbol = prototype.pearsonSymbol
        #expect(Int(symbol.dropFirst(2)) == prototype.conventionalSiteCount)
        let centrings = ["P": 1, "C": 2, "I": 2, "R": 3, "F": 4]
        let letter = String(symbol.dropFirst().prefix(1))
        #expect(centrings[letter] == prototype.conventionalSiteCount / prototype.siteCount)
    }

    @Test(
        "A decoration has the stoichiometry of the type and a volume of 1 Å³ per atom",
        arguments: Prototype.all)
    func decoration(_ prototype: Prototype) {
        let elements = distinctElements(prototype)
        let crystal = prototype.crystal(decoratedWith: elements)
        #expect(crystal.sites.count == prototype.siteCount)
        #expect(abs(crystal.volumePerAtom - 1) < 1e-12)
        let units = prototype.siteCount / prototype.stoichiometry.reduce(0, +)
        for (role, count) in zip(prototype.roles, prototype.stoichiometry) {
            let sites = crystal.sites.filter { $0.species.components[0].element == elements[role] }
            #expect(sites.count == count * units)
        }
    }

    @Test("No two atoms stand closer than in a real crystal", arguments: Prototype.all)
    func distances(_ prototype: Prototype) {
        let crystal = prototype.crystal(
            decoratedWith: distinctElements(prototype), cell: prototype.cell)
        let shortest = crystal.shells(around: 0).first?.distance ?? 0
        #expect(shortest > 1.3 && shortest < 4)
    }
}
