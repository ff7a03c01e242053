import TestKit
import Testing

@testable import Crystals

@Suite("What a CIF says of its cell")
struct CIFContentsTests {
    /// Rock salt: 4 NaCl in 179.41 Å³, 2.164 g/cm³.
    private func salt(_ more: String, _ sites: String = CIFTexts.saltUnit) -> [Finding] {
        let text = CIFTexts.saltCell + CIFTexts.saltGroup + more + "\n" + sites
        return CIFTexts.read(text).flatMap(\.verdict.findings)
    }

    @Test(
        "What agrees, within its digits, and what is unknown is no finding",
        arguments: [
            "_chemical_formula_sum 'Cl Na'\n_cell_formula_units_Z 4",
            "_chemical_formula_sum 'Cl2 Na2'\n_cell_formula_units_Z 2",
            "_chemical_formula_sum 'Cl4 Na4'\n_cell_formula_units_Z 4",
            "_chemical_formula_sum 'Na1.00 Cl0.995'", "_cell_volume 179.4(2)", "_cell_volume 180",
            "_exptl_crystal_density_diffrn 2.2", "_exptl_crystal_density_diffrn 2.164",
            "_chemical_formula_sum ?\n_cell_formula_units_Z ?\n_cell_volume ?",
            "_exptl_crystal_density_diffrn .\n_chemical_formula_sum 'rock salt'",
        ])
    func agreement(more: String) {
        #expect(salt(more) == [])
    }

    @Test(
        "What disagrees is a warning with both numbers",
        arguments: [
            ("_chemical_formula_sum 'Cl2 Na'", ["Cl4Na4", "\"Cl2 Na\"", "Na, Cl"]),
            ("_chemical_formula_sum 'Cl Na K'", ["\"Cl Na K\"", "K"]),
            ("_chemical_formula_sum 'Cl Na0.9'", ["\"Cl Na0.9\""]),
            ("_chemical_formula_sum 'Cl Na'\n_cell_formula_units_Z 8", ["4.0 times", "Z is 8.0"]),
            ("_chemical_formula_sum 'Cl4 Na4'\n_cell_formula_units_Z 8", ["1.0 times"]),
            ("_cell_volume 182", ["179.41 Å³", "182.0"]),
            ("_exptl_crystal_density_diffrn 2.3", ["2.164 g/cm³", "2.3"]),
            ("_chemical_formula_sum 'Cl H4 Na O2'", ["Cl4Na4"]),
        ])
    func disagreement(more: String, words: [String]) {
        let findings = salt(more)
        #expect(findings.map(\.category) == [.conflictingContents])
        for word in words {
            #expect(findings.first?.message.contains(word) == true, "\(word): \(findings)")
        }
    }

    @Test("Hydrogen that was not found is called so, and its absence tells nothing of Z")
    func hydrogen() {
        let findings = salt("_chemical_formula_sum 'Cl H4 Na'\n_cell_formula_units_Z 4")
        #expect(findings.map(\.category) == [.conflictingContents])
        #expect(findings.first?.message.contains("hydrogen is missing") == true, "\(findings)")
        #expect(
            salt("_chemical_formula_sum 'Cl D4 Na'").first?.message.contains("hydrogen is missing")
                == true)
    }

    @Test("Partly filled sites are counted by their occupancy")
    func occupancies() {
        let sites = CIFTexts.atoms("Ti1 Ti 0 0 0 1", "C1 C 0.5 0.5 0.5 0.8")
        let right = salt("_chemical_formula_sum 'C0.8 Ti'\n_cell_formula_units_Z 4", sites)
        #expect(!right.map(\.category).contains(.conflictingContents), "\(right)")
        let wrong = salt("_chemical_formula_sum 'C Ti'\n_cell_formula_units_Z 4", sites)
        #expect(wrong.map(\.category).contains(.conflictingContents))
    }

    @Test("Formulas are read with their rounding, and what is none is nil")
    func formulas() throws {
        let sum = try #require(FormulaSum("C18 H19.5 N7 O8 S 2-"))
        #expect(sum.amount(of: try #require(Element("H"))) == 19.5)
        #expect(sum.amount(of: try #require(Element("S"))) == 1)
        #expect(isClose(FormulaSum.rounding(of: "0.25"), 0.005))
        #expect(FormulaSum.rounding(of: "12") == 0)
        for text in ["", "salt", "Na-1", "(Fe Mg)2 O", "Xx2"] {
            #expect(FormulaSum(text) == nil, "\(text)")
        }
    }

    @Test(
        "An error about a value tells the line on which it stands",
        arguments: [
            ("_cell_length_a 5.64", "_cell_length_a five", "line 3: _cell_length_a"),
            ("_cell_angle_beta 90", "_cell_angle_beta right", "line 7: "),
            ("_cell_angle_gamma 90", "_cell_angle_gamma 200", "line 3: lengths"),
            ("0.5 0.5 0.5 1", "0.5 0.5 half 1", "line 18: a coordinate of Cl1"),
            ("0.5 0.5 0.5 1", "\n0.5 0.5\n0.5 full", "line 20: the occupancy of Cl1"),
            ("0.5 0.5 0.5 1", "0.5 0.5 0.5 1.5", "line 18: the occupancy of Cl1"),
            ("0.5 0.5 0.5 1", "? ? ? 1", "line 18: Cl1 has no coordinates"),
            ("Cl1 Cl", "Cl1 Xx", "line 18: \"Xx\" (atom site Cl1)"),
            ("Na1 Na", "7 ?", "line 17: \"7\" (atom site 1)"),
        ])
    func lines(old: String, new: String, expected: String) throws {
        let text = "# a comment\n" + CIFTexts.saltCell + CIFTexts.saltGroup + CIFTexts.saltUnit
        #expect(CIFTexts.categories(text) == [])
        let finding = try #require(
            CIFTexts.read(text.replacing(old, with: new)).first?.verdict.findings.first)
        #expect(finding.message.hasPrefix(expected), "\(finding)")
        // In a second block lines are those of the file.
        let second = CIFTexts.read(text + text.replacing(old, with: new)).last?.verdict.findings
            .first
        let number = try #require(Int(expected.dropFirst(5).prefix(while: \.isNumber)))
        #expect(second?.message.hasPrefix("line \(number + 18): ") == true, "\(finding)")
    }
}
