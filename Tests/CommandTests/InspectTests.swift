import Testing

@Suite("kimberlite inspect")
struct InspectTests {
    private let lines = """
        {"id":"salt","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[55,17],"frac":[[0,0,0],[0.5,0.5,0.5]],"K":"n/a"}
        {"id":"broken","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[55,17]}

        """

    @Test("The version and the help are printed")
    func version() throws {
        let version = try Program.run("--version")
        #expect(version.output == "0.5.0\n")
        #expect(version.code == 0)
        let help = try Program.run("inspect", "--help")
        #expect(help.code == 0)
        for word in ["--quiet", "--json", "--threads", "--strict", "--max-sites"] {
            #expect(help.output.contains(word), "\(word)")
        }
    }

    @Test("The table says what each crystal is, the tally adds up")
    func table() throws {
        let result = try Program.run("inspect", "-", input: lines)
        #expect(result.code == 0)
        let rows = result.output.split(separator: "\n").map {
            $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        }
        #expect(rows.count == 4)
        #expect(rows[2].prefix(3) == ["salt", "CsCl", "2"])
        #expect(rows[2].contains("Pm-3m") && rows[2].contains("(221)"))
        #expect(rows[2].contains("4.368") && rows[2].contains("32.00") && rows[2].contains("3.464"))
        #expect(rows[2].contains("warning") && rows[3].contains("rejected"))
        #expect(
            result.errors.hasSuffix(
                """
                2 inputs: 0 accepted, 1 with a warning, 1 rejected
                  warning missing-label: 1
                  rejected missing-field: 1

                """), "\(result.errors)")
    }

    @Test("A long id does not push the other rows apart; a long reason makes no long rule")
    func longIds() throws {
        let id = "an-identifier-of-some-database-" + String(repeating: "0123456789", count: 5)
        let long = lines.replacing("\"salt\"", with: "\"\(id)\"")
        let result = try Program.run("inspect", "--quiet", "-", input: lines + long)
        let rows = result.output.split(separator: "\n").map(String.init)
        #expect(rows.count == 6)
        #expect(rows[1].count < 150, "\(rows[1].count)")
        #expect(rows[4].hasPrefix("an-identifier-of-som…") && rows[4].contains("0123456789  CsCl"))
        let starts = rows.indices.dropFirst(2).compactMap { index in
            rows[index].ranges(of: #/warning|rejected/#).first.map {
                rows[index].distance(from: rows[index].startIndex, to: $0.lowerBound)
            }
        }
        #expect(starts.count == 4 && Set(starts).count == 1, "\(starts)")
        #expect(try Program.run("inspect", "--json", "-", input: long).output.contains(id))
    }

    @Test("JSON gives an object a line, and nothing else")
    func json() throws {
        let result = try Program.run("inspect", "--json", "--quiet", "-", input: lines)
        #expect(result.code == 0)
        #expect(result.errors == "")
        let objects = result.output.split(separator: "\n")
        #expect(objects.count == 2)
        #expect(objects[0].contains("\"formula\":\"CsCl\""))
        #expect(
            objects[1] == """
                {"findings":[{"category":"missing-field","message":"the record has no \\"frac\\" (it has \\"id\\", \
                \\"lattice\\", \\"z\\"); add it"}],"id":"broken","source":"standard input, line 2","verdict":"rejected"}
                """)
    }

    @Test("The exit code is 0 only on success")
    func exitCodes() throws {
        #expect(try Program.run("inspect", "--strict", "-", input: lines).code == 1)
        let missing = try Program.run("inspect", "--quiet", "/nowhere/at/all.cif")
        #expect(missing.code == 1)
        #expect(missing.errors == "error: some inputs could not be read\n")
        #expect(missing.output.contains("unreadable-file"))
        let nothing = try Program.run("inspect", "--quiet", "-", input: "hello\n")
        #expect(nothing.code == 1)
        #expect(nothing.errors == "error: none of the 1 inputs can be used\n")
        #expect(try Program.run("inspect").code == 64)
        #expect(try Program.run("inspect", "--threads", "0", "-").code == 64)
    }
}
