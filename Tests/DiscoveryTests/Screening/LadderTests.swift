import Crystals
import Discovery
import ScreeningFixtures
import Testing

@Suite("The ladder")
struct LadderTests {
    @Test("written as YAML and read again is the same")
    func roundTrip() throws {
        #expect(try Ladder(yaml: Ladder.standard.yaml) == Ladder.standard)
        let nitrogen = try #require(Element("N"))
        // Yes and no in old YAML are words; N is an element.
        let ladder = Ladder.standard.restricted(avoiding: [nitrogen], requiring: [nitrogen])
        let read = try Ladder(yaml: ladder.yaml)
        #expect(read == ladder)
        #expect(read.rungs[2].filters.avoid.contains(nitrogen))
        #expect(ladder != Ladder.standard)
    }

    @Test("reads what a user would write")
    func reading() throws {
        let ladder = try Ladder(
            yaml: """
                # fewer, and no beryllium
                rungs:
                  - kind: networks
                  - name: second look
                    kind: debye
                    budget: 50
                    filters: {formation_energy_max: 0.1, hardness_min: 30, synthesizability_min: 0.3, avoid: [Be, N], metals: exclude}
                  - kind: dft-inputs
                    budget: 5
                    filters:
                      require: B
                      distinct: formula
                """)
        #expect(ladder.rungs.map(\.name) == ["networks", "second look", "dft-inputs"])
        #expect(ladder.rungs.map(\.budget) == [nil, 50, 5])
        #expect(ladder.rungs[1].filters.avoid.map(\.symbol).sorted() == ["Be", "N"])
        #expect(ladder.rungs[1].filters.maximumFormationEnergy == 0.1)
        #expect(ladder.rungs[1].filters.minimumSynthesizability == 0.3)
        #expect(try Ladder(yaml: ladder.yaml) == ladder)
        #expect(ladder.rungs[2].filters.require.map(\.symbol) == ["B"])
        #expect(ladder.rungs[2].filters.distinct == .formula)
    }

    private static let networks = "rungs:\n  - kind: networks\n"

    @Test(
        "that is wrong is refused with the line, the key and what is allowed",
        arguments: [
            ("", nil, "the text is empty"),
            ("rungs: [", nil, "not YAML"),
            ("rongs: []", 1, "'rongs' is no key of the ladder; allowed are rungs"),
            ("rungs: []", 1, "'rungs' must be a list of at least one"),
            ("rungs:\n  - kind: networks\n    bugdet: 3", 3, "allowed are name, kind, budget"),
            ("rungs:\n  - name: x", 2, "the rung has no 'kind'; allowed are networks, debye"),
            ("rungs:\n  - kind: dft", 2, "kind is 'dft'; it must be one of networks, debye"),
            ("rungs:\n  - kind: debye", 2, "the first rung must be of kind networks"),
            (networks + "  - kind: networks\n    name: two", 3, "only the first rung"),
            (networks + "  - kind: debye\n    budget: 0", 4, "'everything' or a whole number"),
            (networks + "  - kind: debye\n    budget: many", 4, "budget is 'many'"),
            (
                networks + "  - kind: debye\n    budget: 5\n  - kind: dft-inputs\n    budget: 6", 5,
                "budget 6 is more than the 5"
            ),
            (networks + "  - kind: debye\n    filters: {avoid: [Xx]}", 4, "avoid is 'Xx'"),
            (networks + "  - kind: debye\n    filters: {hardness: 4}", 4, "'hardness' is no key"),
            (
                networks + "  - kind: debye\n    filters:\n      hardness_min: hard", 5,
                "hardness_min is 'hard'; it must be a number"
            ),
            (networks + "  - kind: debye\n    filters: {metals: no}", 4, "one of keep, exclude"),
            (networks + "  - kind: debye\n    name: networks", 3, "a second rung is called"),
            (
                networks + "  - kind: dft-inputs\n  - kind: debye", 3,
                "a rung of kind dft-inputs must be the last"
            ),
            (
                networks + "  - kind: debye\n    filters: {synthesizability_min: 50}", 4,
                "synthesizability_min is '50'; it must be from 0 to 1"
            ),
        ] as [(String, Int?, String)])
    func errors(text: String, line: Int?, message: String) {
        let error = #expect(throws: LadderError.self) { try Ladder(yaml: text) }
        #expect(error?.line == line)
        #expect(error?.message.contains(message) == true, "\(error?.description ?? "nothing")")
    }
}

@Suite("Filters")
struct FilterTests {
    private static func facts(
        _ symbols: String, hardness: Double = 50, energy: Double? = 0, sites: Int = 4
    ) throws -> Filters.Facts {
        var quantities = Quantities([.hardness: hardness, .toughness: 3, .debyeTemperature: 900])
        quantities[.formationEnergy] = energy
        return Filters.Facts(
            quantities: quantities, elements: try #require(ElementSet(symbols: symbols)),
            sites: sites)
    }

    @Test("let pass on the bound, and object beyond it with the numbers")
    func bounds() throws {
        let filters = Filters(maximumFormationEnergy: 0.3, minimumHardness: 40, maximumAtoms: 4)
        #expect(filters.objection(to: try Self.facts("B N", hardness: 40, energy: 0.3)) == nil)
        let soft = try Self.facts("B N", hardness: 39.999)
        #expect(filters.objection(to: soft) == .minimumHardness)
        #expect(
            filters.phrase(.minimumHardness, soft) == "hardness 39.999 GPa is below 40.0")
        let high = try Self.facts("B N", energy: 0.52)
        #expect(filters.objection(to: high) == .maximumFormationEnergy)
        #expect(
            filters.phrase(.maximumFormationEnergy, high)
                == "formation energy 0.520 eV/atom is above 0.300")
        #expect(filters.objection(to: try Self.facts("B N", sites: 5)) == .maximumAtoms)
        #expect(
            filters.condition(.maximumFormationEnergy)
                == "formation energy above 0.300 eV/atom (formation_energy_max)")
        #expect(
            filters.condition(.maximumAtoms)
                == "more than 4 atoms in the primitive cell (atoms_max)")
    }

    @Test("by the score of synthesizability, which has no unit")
    func synthesizability() throws {
        let filters = Filters(minimumSynthesizability: 0.4)
        var facts = try Self.facts("B N")
        #expect(filters.objection(to: facts) == .minimumSynthesizability)
        facts.quantities[.synthesizability] = 0.4
        #expect(filters.objection(to: facts) == nil)
        facts.quantities[.synthesizability] = 0.25
        #expect(filters.objection(to: facts) == .minimumSynthesizability)
        #expect(
            filters.phrase(.minimumSynthesizability, facts)
                == "synthesizability 0.250 is below 0.400")
        #expect(
            filters.condition(.minimumSynthesizability)
                == "synthesizability below 0.400 (synthesizability_min)")
        #expect(Ladder.standard.rungs.allSatisfy { $0.filters.minimumSynthesizability == nil })
        let error = #expect(throws: MissingModels.self) {
            try ModelSet(
                [CohenPredictor()], sizesCrystals: false,
                ladder: Ladder(rungs: [
                    .init(name: "networks", kind: .networks),
                    .init(name: "debye", kind: .debye, filters: filters),
                ]))
        }
        #expect(error?.quantities == [.synthesizability])
    }

    @Test("do not let pass what is not known")
    func unknown() throws {
        let facts = try Self.facts("B N", energy: nil)
        let filters = Filters(maximumFormationEnergy: 0.3)
        #expect(filters.objection(to: facts) == .maximumFormationEnergy)
        #expect(
            filters.phrase(.maximumFormationEnergy, facts) == "its formation energy is not known")
        #expect(Filters().objection(to: facts) == nil)
    }

    @Test("look at elements")
    func elements() throws {
        let (be, b, n) = (
            try #require(Element("Be")), try #require(Element("B")), try #require(Element("N"))
        )
        let filters = Filters(avoid: [be], require: [b, n], metals: .exclude)
        #expect(filters.objection(to: try Self.facts("B N")) == nil)
        let toxic = try Self.facts("Be B N")
        #expect(filters.objection(to: toxic) == .avoid)
        #expect(filters.phrase(.avoid, toxic) == "Be is avoided")
        let carbide = try Self.facts("B C")
        #expect(filters.objection(to: carbide) == .require)
        #expect(filters.phrase(.require, carbide) == "N is required")
        #expect(Filters(metals: .exclude).objection(to: try Self.facts("Re W")) == .metals)
        #expect(Filters(metals: .exclude).objection(to: try Self.facts("C W")) == nil)
    }

    @Test("see every element in a set of them")
    func elementSets() throws {
        let all = ElementSet(Element.all)
        #expect(Array(all) == Element.all)
        #expect(all.count == 103)
        #expect(ElementSet(symbols: all.description) == all)
        #expect(ElementSet(symbols: "B Xx") == nil)
        #expect(ElementSet(symbols: "Bee") == nil && ElementSet(symbols: "b") == nil)
        #expect(ElementSet(symbols: "")?.count == 0)
    }
}
