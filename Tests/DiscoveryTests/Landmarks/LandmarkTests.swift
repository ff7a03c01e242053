import Crystals
import Discovery
import Testing

@Suite("Landmarks")
struct LandmarkTests {
    @Test("About sixty crystals are known, each under its own name")
    func names() {
        #expect(Landmark.all.count >= 60)
        #expect(Set(Landmark.all.map(\.name)).count == Landmark.all.count)
        for name in [
            "diamond", "lonsdaleite", "c-BN", "w-BN", "B4C", "WC", "TiN", "ReB2", "OsB2", "W",
        ] {
            #expect(Landmark.named(name) != nil)
        }
    }

    @Test("spglib finds the space group of the structure type", arguments: Landmark.all)
    func spaceGroup(_ landmark: Landmark) throws {
        let symmetry = try Symmetry(landmark.crystal, tolerance: 0.01)
        #expect(symmetry.spaceGroup == landmark.spaceGroup)
    }

    @Test("The density of the cell is within 3 % of the tabulated one", arguments: Landmark.all)
    func density(_ landmark: Landmark) {
        guard let tabulated = landmark.density else {
            #expect(landmark.cellOrigin == .calculated, "a measured cell comes with a density")
            return
        }
        #expect(
            abs(landmark.crystal.density / tabulated - 1) < 0.03,
            "\(landmark.crystal.density) g/cm³, tabulated \(tabulated)")
    }

    @Test(
        "Values measured are positive, in sensible ranges and have a source",
        arguments: Landmark.all)
    func values(_ landmark: Landmark) {
        #expect(!landmark.source.isEmpty)
        if let hardness = landmark.hardness {
            #expect(hardness.lowerBound > 0 && hardness.upperBound <= 150)
            #expect(landmark.source.contains("hardness"))
        }
        if let toughness = landmark.toughness {
            #expect(toughness.lowerBound > 0.1 && toughness.upperBound < 20)
        }
    }

    @Test("Nothing measured is harder than diamond, and at least twenty have both values")
    func order() throws {
        let diamond = try #require(Landmark.named("diamond")?.hardness)
        let others = Landmark.all.filter { $0.name != "diamond" }.compactMap(\.hardness)
        #expect(others.count >= 40)
        #expect(others.allSatisfy { $0.upperBound < diamond.upperBound })
        #expect(Landmark.all.filter { $0.hardness != nil && $0.toughness != nil }.count >= 16)
    }

    @Test("Formulas are those of the names")
    func formulas() {
        for name in ["B4C", "B6O", "WC", "TiB2", "ReB2", "NaCl", "CaF2", "Ti3SiC2", "GaAs", "UO2"] {
            #expect(Landmark.named(name)?.crystal.composition.reducedFormula == name)
        }
    }
}
