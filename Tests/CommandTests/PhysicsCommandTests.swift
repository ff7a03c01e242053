import Foundation
import Testing

@Suite("kimberlite physics")
struct PhysicsCommandTests {
    @Test("Diamond from two moduli and a volume, to the letter")
    func diamond() throws {
        let result = try Program.run(
            "physics", "--bulk", "442", "--shear", "535", "--volume-per-atom", "5.67")
        #expect(result.code == 0)
        #expect(
            result.output == """
                quantity              value  unit     model                remark
                ──────────────────  ───────  ───────  ───────────────────  ───────────────────
                Young's modulus      1143.6  GPa
                Poisson ratio       0.06878
                Pugh ratio B/G      0.82617           Pugh 1954            below 1.75: brittle
                hardness             101.65  GPa      Mazhnik–Oganov 2019
                hardness             95.661  GPa      Chen 2011
                hardness             97.669  GPa      Tian 2012
                fracture toughness   6.3865  MPa·m^½  Mazhnik–Oganov 2019
                fracture toughness   6.4936  MPa·m^½  Niu 2019

                """)
        #expect(
            result.errors
                == "note: thermal properties and the warning for metals need --formula\n")
        let quiet = try Program.run(
            "physics", "--bulk", "442", "--shear", "535", "--volume-per-atom", "5.67", "--quiet")
        #expect(quiet.errors.isEmpty && quiet.output == result.output)
    }

    @Test("A formula brings thermal properties, and a metal its caution")
    func metal() throws {
        let tungsten = try Program.run(
            "physics", "--bulk", "310", "--shear", "161", "--volume-per-atom", "15.9",
            "--formula", "W", "--atoms-per-cell", "1")
        #expect(tungsten.code == 0)
        #expect(tungsten.output.contains("Debye temperature"))
        #expect(tungsten.output.contains("Slack 1979           with the cell's volume"))
        #expect(tungsten.output.contains("caution: metal or alloy"))
        let carbide = try Program.run(
            "physics", "--bulk", "390", "--shear", "280", "--volume-per-atom", "10.3",
            "--formula", "WC")
        #expect(carbide.code == 0 && !carbide.output.contains("caution"))
    }

    @Test("JSON holds every quantity once, with the digits that the table rounds")
    func json() throws {
        let result = try Program.run(
            "physics", "--bulk", "442", "--shear", "535", "--volume-per-atom", "5.67",
            "--formula", "C", "--atoms-per-cell", "2", "--json")
        #expect(result.code == 0 && result.output.filter(\.isNewline).count == 1)
        struct Entry: Decodable {
            var quantity: String
            var value: Double
            var unit: String
            var model: String
            var remark: String
        }
        struct Document: Decodable {
            struct Doubt: Decodable { var name: String }
            var results: [Entry]
            var caveats: [Doubt]
        }
        let document = try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
        #expect(document.caveats.map(\.name) == ["cold-for-slack"])
        #expect(
            Set(document.results.map { $0.quantity + $0.model + $0.remark }).count
                == document.results.count)
        let hardness = try #require(
            document.results.first { $0.model == "Mazhnik–Oganov 2019" && $0.unit == "GPa" })
        #expect(abs(hardness.value - 101.650) < 1e-3)
    }

    @Test("A stiffness is read from a file or from standard input")
    func stiffness() throws {
        let text = """
            # silicon, GPa
            165.7 63.9 63.9 0 0 0
            165.7 63.9 0 0 0
            165.7 0 0 0
            79.6 0 0
            79.6 0
            79.6

            """
        let path = FileManager.default.temporaryDirectory
            .appending(path: "stiffness-\(UUID().uuidString).txt").path(percentEncoded: false)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try Program.run("physics", "--stiffness", path)
        let stream = try Program.run("physics", "--stiffness", "-", input: text)
        #expect(file.code == 0 && file.output == stream.output)
        #expect(file.output.contains("97.833  GPa   Hill"))
        #expect(file.output.contains("above 0: stable"))
    }

    @Test(
        "What cannot be answered ends with a sentence and a code",
        arguments: [
            (["--bulk", "100"], "Give --bulk and --shear", 64),
            (["--bulk", "-5", "--shear", "3"], "the bulk modulus is -5.0 GPa", 1),
            (["--bulk", "442000", "--shear", "3"], "between 0.001 and 3000.0", 1),
            (["--bulk", "nan", "--shear", "3"], "the bulk modulus is nan GPa", 1),
            (["--bulk", "9", "--shear", "9", "--stiffness", "x"], "not both", 64),
            (
                ["--bulk", "9", "--shear", "9", "--volume-per-atom", "0"], "volume per atom is 0.0",
                1
            ),
            (["--bulk", "9", "--shear", "9", "--mass", "3"], "--volume-per-atom", 64),
            (["--bulk", "9", "--shear", "9", "--formula", "Xx"], "--formula", 1),
            (["--stiffness", "/no/such/file"], "cannot read /no/such/file", 1),
            (["--stiffness", "-"], "standard input: line 2: \"x\" is no number", 1),
        ])
    func errors(arguments: [String], message: String, code: Int) throws {
        let result = try Program.run(["physics"] + arguments, input: "1 2\nx")
        #expect(result.code == Int32(code))
        #expect(result.output.isEmpty && result.errors.contains(message), "\(result.errors)")
    }

    @Test("An unstable crystal is refused with its eigenvalues")
    func unstable() throws {
        let rows = "100 120 120 0 0 0 100 120 0 0 0 100 0 0 0 50 0 0 50 0 50"
        let result = try Program.run("physics", "--stiffness", "-", input: rows)
        #expect(result.code == 1 && result.output.isEmpty)
        #expect(result.errors.contains("mechanically unstable (Born)"))
        #expect(result.errors.contains("-20.0, -20.0, 50.0, 50.0, 50.0, 340.0 GPa"))
    }
}
