import Crystals
import TestKit
import Testing

@Suite("Compositions")
struct CompositionTests {
    /// Inputs and results of pymatgen's own test of compositions (core/test_composition.py), save the
    /// peroxide Li4O4, which it writes as Li2O2, and more of our field's.
    static let formulas: [(String, String)] = [
        ("Li3Fe2(PO4)3", "Li3Fe2(PO4)3"), ("Li3Fe(PO4)O", "Li3FePO5"), ("LiMn2O4", "LiMn2O4"),
        ("Li4O4", "LiO"), ("Li3Fe2Mo3O12", "Li3Fe2(MoO4)3"),
        ("Li3Fe2((PO4)3(CO3)5)2", "Li3Fe2P6(C5O27)2"), ("ZnOH", "ZnHO"),
        ("N4B4", "BN"), ("C8", "C"), ("O2", "O"), ("O6Al4", "Al2O3"), ("Al2(SO4)3", "Al2(SO4)3"),
        ("N4Si3", "Si3N4"), ("C W", "WC"), ("C2Ti2Si0", "TiC"), ("Cu S O4 · 5 H2O", "CuH10SO9"),
        ("B12C3", "B4C"), ("K4[Fe(CN)6]", "K4Fe(CN)6"), ("Eu2O3", "Eu2O3"),
    ]

    @Test("Reduced formulas", arguments: formulas)
    func reduced(formula: String, expected: String) throws {
        #expect(try Composition(formula: formula).reducedFormula == expected)
    }

    static let doped: [(String, String)] = [
        ("La1.85Sr0.15CuO4", "Sr0.15La1.85CuO4"), ("Sr0.3La3.7Cu2O8", "Sr0.15La1.85CuO4"),
        ("YBa2Cu3O6.93", "Ba2YCu3O6.93"), ("Ba0.5K0.5Fe2As2", "KBa(FeAs)4"),
        ("Li1.5Si0.25", "Li6Si"), ("Fe0.3333333333O0.6666666667", "FeO2"),
    ]

    @Test("Reduced formulas of mixed sites do not depend on the size of the cell", arguments: doped)
    func mixed(formula: String, expected: String) throws {
        #expect(try Composition(formula: formula).reducedFormula == expected)
    }

    /// pymatgen 2026.10.24's anonymized_formula and chemical_system of the same formulas.
    static let generalized: [(String, String, String)] = [
        ("Fe2O3", "A2B3", "Fe-O"), ("Al4O6", "A2B3", "Al-O"), ("CaTiO3", "ABC3", "Ca-O-Ti"),
        ("Li3Fe2(PO4)3", "A2B3C3D12", "Fe-Li-O-P"), ("C8", "A", "C"), ("N4B4", "AB", "B-N"),
        ("Li4O4", "AB", "Li-O"), ("YBa2Cu3O7", "AB2C3D7", "Ba-Cu-O-Y"),
        ("KBa(FeAs)4", "ABC4D4", "As-Ba-Fe-K"),
    ]

    @Test("Proportions without elements, and elements without proportions", arguments: generalized)
    func kinds(formula: String, anonymous: String, system: String) throws {
        let composition = try Composition(formula: formula)
        #expect(composition.anonymousFormula == anonymous)
        #expect(composition.chemicalSystem == system)
    }

    @Test("Proportions of mixed sites do not depend on the size of the cell either")
    func mixedKinds() throws {
        let (one, two) = (
            try Composition(formula: "La1.85Sr0.15CuO4"),
            try Composition(formula: "Sr0.3La3.7Cu2O8")
        )
        #expect(one.anonymousFormula == two.anonymousFormula)
        // 0.15 : 1 : 1.85 : 4 in whole numbers.
        #expect(one.anonymousFormula == "A3B20C37D80")
    }

    @Test("Hill formulas")
    func hill() throws {
        #expect(try Composition(formula: "OC2H6").hillFormula == "C2H6O")
        #expect(try Composition(formula: "H2SO4").hillFormula == "H2O4S")
        #expect(try Composition(formula: "N4B4").hillFormula == "B4N4")
    }

    @Test("Equal proportions are equal compositions, and others are not")
    func equality() throws {
        let oxide = try Composition(formula: "Fe2O3")
        #expect(try oxide == Composition(formula: "O6Fe4"))
        #expect(try oxide.hashValue == Composition(formula: "O6Fe4").hashValue)
        #expect(try oxide != Composition(formula: "Fe3O4"))
        #expect(try oxide != Composition(formula: "Cr2O3"))
        var generator = SplitMix64(seed: 31)
        for _ in 0..<200 {
            let counts = (0..<3).map { _ in Double(Int.random(in: 1...40, using: &generator)) }
            let factor = Double(Int.random(in: 2...9, using: &generator)) / 7
            let elements = [6, 8, 26].compactMap(Element.init(atomicNumber:))
            let (one, other) = (
                Composition(zip(elements, counts).map { (element: $0, amount: $1) }),
                Composition(zip(elements, counts).map { (element: $0, amount: $1 * factor) })
            )
            #expect(one == other)
            #expect(one.hashValue == other.hashValue)
        }
    }

    @Test("A crystal's composition counts mixtures by occupancy")
    func crystal() throws {
        let (fe, ni) = (try #require(Element("Fe")), try #require(Element("Ni")))
        let alloy = Species(components: [.init(fe, occupancy: 0.25), .init(ni, occupancy: 0.5)])
        let crystal = Crystal(
            lattice: .cubic(3),
            sites: [Site(alloy, at: Fractional(0, 0, 0)), Site(fe, at: Fractional(0.5, 0.5, 0.5))])
        #expect(crystal.composition[fe] == 1.25)
        #expect(crystal.composition[ni] == 0.5)
        #expect(isClose(crystal.composition.fraction(of: ni), 0.5 / 1.75))
        #expect(isClose(crystal.composition.mass, 1.25 * fe.mass + 0.5 * ni.mass))
        #expect(crystal.composition.reducedFormula == "Fe5Ni2")
    }

    /// X-ray density of diamond at a = 3.567 Å: 3.515 g/cm³.
    @Test("Density of diamond")
    func density() throws {
        let carbon = try #require(Element("C"))
        let positions = [
            SIMD3(0.0, 0, 0), SIMD3(0, 0.5, 0.5), SIMD3(0.5, 0, 0.5), SIMD3(0.5, 0.5, 0),
        ]
        let sites = positions.flatMap { p in
            [
                Site(carbon, at: Fractional(p)),
                Site(carbon, at: Fractional(p + SIMD3(0.25, 0.25, 0.25))),
            ]
        }
        let diamond = Crystal(lattice: .cubic(3.567), sites: sites)
        #expect(abs(diamond.density - 3.515) < 0.001)
    }

    static let broken: [(String, Int, FormulaError.Reason)] = [
        ("", 1, .empty), ("  ", 1, .empty), ("Xx2", 1, .unknownElement("Xx")),
        ("Feo", 1, .unknownElement("Feo")), ("Al2(SO4", 4, .unbalancedBracket("(")),
        ("Al2SO4)3", 7, .unbalancedBracket(")")), ("(SO4]2", 1, .unbalancedBracket("(")),
        ("Al2-O3", 4, .unexpectedCharacter("-")), ("Al1.2.3", 3, .badAmount("1.2.3")),
        ("Fe2O3+", 6, .unexpectedCharacter("+")), ("Fé2", 2, .unexpectedCharacter("é")),
        ("O0", 1, .empty), (String(repeating: "(", count: 10_000), 65, .nestedTooDeeply),
    ]

    @Test("A broken formula says where it is broken", arguments: broken)
    func errors(formula: String, position: Int, reason: FormulaError.Reason) {
        let error = #expect(throws: FormulaError.self) { try Composition(formula: formula) }
        #expect(error?.position == position)
        #expect(error?.reason == reason)
        #expect(error?.description.isEmpty == false)
    }
}
