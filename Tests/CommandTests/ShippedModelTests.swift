import Foundation
import TestKit
import Testing

@Suite("The models that ship")
struct ShippedModelTests {
    private func cif(_ name: String, a: Double, group: String, atoms: [String]) -> String {
        """
        data_\(name)
        _cell_length_a \(a)
        _cell_length_b \(a)
        _cell_length_c \(a)
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 90
        _symmetry_space_group_name_H-M '\(group)'
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        \(atoms.joined(separator: "\n"))

        """
    }

    @Test("every target has its column, from whatever folder the program is run")
    func columns() throws {
        let salt = cif(
            "salt", a: 5.64, group: "F m -3 m", atoms: ["Na1 Na 0 0 0", "Cl1 Cl 0.5 0.5 0.5"])
        let result = try Program.run(["predict", "-", "--quiet"], input: salt)
        #expect(result.code == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").map { $0.split(separator: ",") }
        let header = lines[0].map(String.init)
        #expect(Set(["K", "G", "e_form", "band_gap", "volume"]).isSubset(of: header))
        let values = Dictionary(
            uniqueKeysWithValues: zip(header, lines[1].map { Double($0) ?? .nan }))
        // Measured: 25 GPa, 15 GPa, −2.1 eV/atom, 22.4 Å³/atom; PBE gap 5.0 eV.
        #expect((18.0...32).contains(values["K"] ?? 0))
        #expect((10.0...21).contains(values["G"] ?? 0))
        #expect((-2.4 ... -1.8).contains(values["e_form"] ?? 0))
        #expect((20.0...25).contains(values["volume"] ?? 0))
        #expect((3.5...6.5).contains(values["band_gap"] ?? 0))
    }

    @Test("diamond from a hand-written CIF is the hardest there is: 85 to 110 GPa")
    func diamond() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/diamond.cif"
            let text = cif("diamond", a: 3.567, group: "F d -3 m S", atoms: ["C1 C 0 0 0"])
            try Data(text.utf8).write(to: URL(filePath: file))
            let run = try Program.run("discover", file, "-o", "\(folder)/run", "--quiet")
            #expect(run.code == 0, "\(run.errors)")
            let table = try String(contentsOfFile: "\(folder)/run/candidates.csv", encoding: .utf8)
            let rows = table.split(separator: "\n").map { fields(of: String($0)) }
            try #require(rows.count == 2 && rows[0].count == rows[1].count)
            let column = try #require(rows[0].firstIndex(of: "hardness"))
            let hardness = try #require(Double(rows[1][column]))
            #expect((85.0...110).contains(hardness), "\(hardness) GPa")
        }
    }

    @Test("a cell far too large is predicted with a warning, and not ranked")
    func inflated() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/diamond.cif"
            let text = cif("large", a: 5.1, group: "F d -3 m S", atoms: ["C1 C 0 0 0"])
            try Data(text.utf8).write(to: URL(filePath: file))
            let prediction = try Program.run("predict", file, "--quiet")
            #expect(prediction.code == 0)
            #expect(prediction.output.contains(",warning,"))
            #expect(prediction.output.contains("implausible-volume: the cell has 16.6 Å³/atom"))
            let run = try Program.run("discover", file, "-o", "\(folder)/run", "--quiet")
            #expect(run.code == 0, "\(run.errors)")
            let rejected = try String(contentsOfFile: "\(folder)/run/rejected.csv", encoding: .utf8)
            #expect(rejected.contains("implausible-volume"))
        }
    }

    @Test("the limit on atoms counts the primitive cell, whatever cell is given")
    func primitiveAtoms() throws {
        try withTemporaryFolder { folder in
            let text = cif("diamond", a: 3.567, group: "F d -3 m S", atoms: ["C1 C 0 0 0"])
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/diamond.cif"))
            let ladder = """
                rungs:
                  - kind: networks
                  - kind: debye
                    filters: {atoms_max: 2}
                """
            try Data(ladder.utf8).write(to: URL(filePath: "\(folder)/ladder.yaml"))
            let run = try Program.run(
                "discover", "\(folder)/diamond.cif", "--ladder", "\(folder)/ladder.yaml",
                "-o", "\(folder)/run", "--json")
            #expect(run.code == 0, "\(run.errors)")
            // Eight atoms in the cell, two in the primitive one.
            #expect(run.output.contains("\"eligible\":1"))
        }
    }

    /// The fields of a CSV line without doubled quotes.
    private func fields(of line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
