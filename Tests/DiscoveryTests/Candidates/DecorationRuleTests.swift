import Crystals
import Discovery
import TestKit
import Testing

@Suite("Decoration rules")
struct DecorationRuleTests {
    static let ids = Set(CandidateGeneratorTests.everything.lazy.map(\.id))

    @Test(
        "Compounds that exist are allowed",
        arguments: """
            B1-Na1Cl1 B1-Mg1O1 B2-Cs1Cl1 B2-Ni1Al1 B3-Ga1As1 B8_1-Ni1As1 C1-Ca1F2 C1-U1O2 C1-O1Li2 C2-Fe1S2 \
            C3-Cu2O1 C4-Sn1O2 C6-Cd1I2 C7-Mo1S2 C15-Mg1Cu2 C14-Mg1Zn2 C16-Cu1Al2 C16-B1Fe2 C11_b-Mo1Si2 \
            D0_3-Bi1Li3 D0_9-Re1O3 D0_9-N1Cu3 D0_19-Sn1Ni3 D2_1-Ca1B6 D2_d-Ca1Cu5 D2_f-Zr1B12 D0_11-Fe3C1 \
            D7_1-Al4C3 D7_3-Zr3N4 L1_2-Al1Ni3 Cr3Si-Sn1Nb3 E2_1-Sr1Ti1O3 E2_1-K1Mg1F3 E2_1-Sn1N1Mn3 \
            H1_1-Mg1Al2O4 E1_1-Cu1In1Se2 E2_2-Mg1Ti1O3 K2NiF4-K2Ni1F4 E0_1-Pb1F1Cl1 C1_b-Ni1Ti1Sn1 \
            L2_1-Fe2V1Al1 ThCr2Si2-Ca1Ni2Ge2 TiNiSi-Ti1Ni1Si1 ZrNiAl-Zr1Ni1Al1 CeCo3B2-Ce1Co3B2
            """.split(separator: " ").map(String.init))
    func allowed(_ id: String) {
        #expect(Self.ids.contains(id))
    }

    @Test(
        "Decorations against charge, size or sense are not",
        arguments: [
            "C1-Na1Cl2", "C1-F1Ca2", "E2_1-Ti1Sr1O3", "B1-Na1Mg1", "C15-Cu1Mg2", "H1_1-Na1K2O4",
            "B3-Na1Cl3", "B1-Cl1Na1", "A1-Xe1", "D2_d-Cu1Ca5",
        ])
    func refused(_ id: String) {
        #expect(!Self.ids.contains(id))
    }

    @Test("The same elements on the same prototype in another order are another crystal")
    func noHiddenDuplicates() {
        var generator = SplitMix64(seed: 4)
        let all = CandidateGeneratorTests.everything
        let groups = Dictionary(grouping: all.indices) { index in
            let candidate = all[index]
            return candidate.prototype.id + candidate.elements.sorted().map(\.symbol).joined()
                + candidate.crystal.composition.hillFormula
        }.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        #expect(groups.count > 1000)
        for group in groups.shuffled(using: &generator).prefix(60) {
            let prints = group.map { Fingerprint(all[$0].crystal) }
            for second in prints.indices.dropFirst() {
                #expect(
                    !prints[0].matches(prints[second]),
                    "\(all[group[0]].id) = \(all[group[second]].id)")
            }
        }
    }

    @Test("Oxidation states stand for every standard metal and are all of one to seven charges")
    func oxidationStates() {
        let metals = Element.all.filter {
            $0.isMetal && ElementClass.standard.elements.contains($0)
        }
        #expect(metals.count > 55)
        for metal in metals { #expect(!OxidationStates.positive(metal).isEmpty, "\(metal)") }
        for element in Element.all {
            #expect(OxidationStates.common(element).allSatisfy { $0 != 0 && abs($0) <= 7 })
        }
    }
}
