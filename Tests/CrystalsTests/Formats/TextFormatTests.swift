import TestKit
import Testing

@testable import Crystals

@Suite("POSCAR and extended XYZ")
struct TextFormatTests {
    private func only(_ text: String, _ name: String) throws -> (Crystal, ExaminedInput) {
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: name))
        #expect(inputs.count == 1)
        let input = try #require(inputs.first)
        let crystal = try #require(input.verdict.record, "\(input.verdict.findings)").crystal
        return (crystal, input)
    }

    @Test("Selective dynamics, Cartesian positions and a scale factor")
    func cartesian() throws {
        let (crystal, input) = try only(
            """
            caesium chloride
               4.12   ! Å
             1 0 0
             0 1 0
             0 0 1
             Cs_sv Cl/0a1b
             1 1
            Selective dynamics
            cartesian
             0 0 0 T T F Cs
             0.5 0.5 0.25 F F F Cl

             0.1 0.2 0.3
             0.1 0.2 0.3
            """, "POSCAR")
        #expect(crystal.lattice == .cubic(4.12))
        #expect(crystal.sites.map(\.species.components[0].element.symbol) == ["Cs", "Cl"])
        #expect(isClose(crystal.sites[1].position.c, 0.25))
        #expect(input.id == "POSCAR")
        #expect(input.verdict.status == "accepted")
    }

    @Test("A negative factor is the volume, three factors scale the axes")
    func scales() throws {
        let rest = "2 0 0\n0 2 0\n0 0 2\nCs Cl\n1 1\nDirect\n0 0 0\n.5 .5 .5\n"
        #expect(isClose(try only("x\n-70\n" + rest, "a.vasp").0.lattice.volume, 70))
        let lengths = try only("x\n2 2.5 3\n" + rest, "a.vasp").0.lattice.lengths
        #expect(lengths == SIMD3(4, 5, 6))
    }

    @Test(
        "A position that the counts do not name is warned of, velocities behind an empty line are not"
    )
    func uncounted() throws {
        let text = "x\n3\n1 0 0\n0 1 0\n0 0 1\nCs Cl\n1 1\nDirect\n0 0 0\n.5 .5 .5\n"
        #expect(try only(text, "a.vasp").1.verdict.findings.isEmpty)
        #expect(try only(text + "\n0 0 0\n0 0 0\n", "a.vasp").1.verdict.findings.isEmpty)
        let (crystal, input) = try only(text + ".25 .25 .25 F\n", "a.vasp")
        #expect(crystal.sites.count == 2)
        #expect(input.verdict.findings.map(\.category) == [.conflictingContents])
        #expect(input.verdict.findings[0].message.contains("line 11 has a further position"))
    }

    @Test("VASP 4 takes its species from the first line, with a warning")
    func vasp4() throws {
        let rest = "\n4.12\n1 0 0\n0 1 0\n0 0 1\n1 1\nDirect\n0 0 0\n.5 .5 .5\n"
        let (crystal, input) = try only("Cs Cl from somewhere" + rest, "CONTCAR.gz")
        #expect(crystal.composition.reducedFormula == "CsCl")
        #expect(input.verdict.findings.map(\.category) == [.assumedSpecies])
        let rejected = Array(CrystalInputs(bytes: Array(("salt" + rest).utf8), named: "CONTCAR"))
        #expect(rejected.map { $0.verdict.findings[0].category } == [.missingField])
    }

    @Test(
        "Windows line ends change nothing", arguments: [FormatName.poscar, .extxyz, .cif, .jsonl])
    func lineEnds(name: FormatName) throws {
        let text = try name.format.text(of: SampleCrystals.ordered[1])
        let (plain, _) = try only(text, "a.\(name.suffix)")
        let (windows, _) = try only(text.replacing("\n", with: "\r\n"), "a.\(name.suffix)")
        #expect(plain == windows)
    }

    @Test("Columns are found by Properties, labels in the comment, ids where there are any")
    func columns() throws {
        let (crystal, input) = try only(
            """
            2
            energy=-3.5 config="a b" flag Lattice="4 0 0  0 4 0  0 0 4" K=n/a \
            Properties=id:I:1:pos:R:3:forces:R:3:species:S:1 pbc=[T, T, T] id="x y"
            1 0 0 0 .1 .1 .1 Cs
            2 2 2 2 .1 .1 .1 Cl
            """, "a.xyz")
        #expect(crystal.sites[1].position == Fractional(0.5, 0.5, 0.5))
        #expect(input.id == "x y")
        #expect(input.verdict.record?.labels == ["energy": -3.5])
        #expect(input.verdict.findings.map(\.category) == [.missingLabel])
    }

    @Test("Deuterium and tritium are read as hydrogen, and that is said, in every format")
    func isotopes() throws {
        let rows = "\n4 0 0\n0 4 0\n0 0 4\n"
        let texts = [
            ("a.vasp", "x\n1.0" + rows + "Cs D\n1 1\nDirect\n0 0 0\n.5 .5 .5\n"),
            ("a.xyz", "2\nLattice=\"4 0 0 0 4 0 0 0 4\"\nCs 0 0 0\nD 2 2 2\n"),
            (
                "a.cif",
                "data_a\n" + CIFTexts.cell(4) + "_space_group_IT_number 1\n"
                    + CIFTexts.atoms("Cs1 Cs 0 0 0 1", "D1 ? .5 .5 .5 1")
            ),
            (
                "a.jsonl",
                "{\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"sites\":[{\"Cs\":1},{\"D\":1}],"
                    + "\"frac\":[[0,0,0],[0.5,0.5,0.5]]}"
            ),
            (
                "a.json",
                "{\"lattice\":{\"matrix\":[[4,0,0],[0,4,0],[0,0,4]]},\"sites\":[{\"species\":"
                    + "[{\"element\":\"Cs\"}],\"abc\":[0,0,0]},{\"species\":[{\"element\":\"D\"}],"
                    + "\"abc\":[0.5,0.5,0.5]}]}"
            ),
            (
                "a.json",
                "{\"lattice_vectors\":[[4,0,0],[0,4,0],[0,0,4]],\"species_at_sites\":[\"Cs\",\"D\"],"
                    + "\"cartesian_site_positions\":[[0,0,0],[2,2,2]]}"
            ),
        ]
        for (name, text) in texts {
            let (crystal, input) = try only(text, name)
            #expect(crystal.composition.reducedFormula == "CsH")
            let found = input.verdict.findings.filter { $0.category == .hydrogenIsotope }
            #expect(found.count == 1, "\(name): \(input.verdict.findings)")
            #expect(found.first?.message.hasPrefix("D (deuterium) is read as hydrogen") == true)
            let (_, plain) = try only(
                text.replacing("D 2", with: "H 2").replacing("Cs D", with: "Cs H")
                    .replacing("D1", with: "H1").replacing("\"D\"", with: "\"H\""), name)
            #expect(!plain.verdict.findings.map(\.category).contains(.hydrogenIsotope), "\(name)")
        }
    }

    @Test("A frame that breaks leaves the others whole")
    func frames() {
        let good = "2\nLattice=\"4 0 0 0 4 0 0 0 4\"\nCs 0 0 0\nCl 2 2 2\n"
        let short = "3\nLattice=\"4 0 0 0 4 0 0 0 4\"\nCs 0 0 0\nCl 2 2 2\n"
        let word = "two\nLattice=\"4 0 0 0 4 0 0 0 4\"\nCs 0 0 0\nCl 2 2 2\n"
        let text = good + short + good + word + good + "\n\n" + good
        let inputs = Array(CrystalInputs(bytes: Array(text.utf8), named: "run.xyz"))
        #expect(
            inputs.map(\.verdict.status)
                == ["accepted", "rejected", "accepted", "rejected", "accepted", "accepted"])
        #expect(inputs.map(\.source.place)[2] == "frame 3")
        #expect(inputs.map(\.id) == (1...6).map { "run-\($0)" })
    }
}
