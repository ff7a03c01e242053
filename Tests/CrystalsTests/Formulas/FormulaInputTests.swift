import Foundation
import TestKit
import Testing

@testable import Crystals

@Suite("Tables of formulas")
struct FormulaInputTests {
    static func read(_ text: String, named name: String = "table.csv") -> [ExaminedFormula] {
        Array(FormulaInputs(bytes: Array(text.utf8), named: name))
    }

    @Test("A table with a byte order mark, quotes, line ends of Windows and a column of notes")
    func quoted() throws {
        let rows = Self.read(
            "\u{FEFF}composition,\"K, GPa\",Tc,note\r\n\"Nb3Sn\",  170,18.05,\"one \"\"two\"\"\r\n"
                + "three\"\r\n\r\nMgB2,,39,\r\n")
        #expect(rows.count == 2)
        let first = try #require(rows[0].record)
        #expect(first.formula == "Nb3Sn" && first.id == "Nb3Sn")
        #expect(first.labels == ["K, GPa": 170, "Tc": 18.05])
        #expect(first.source == Source(file: "table.csv", place: "line 2"))
        #expect(rows[0].findings.isEmpty)
        let second = try #require(rows[1].record)
        #expect(second.labels == ["Tc": 39])
        #expect(second.source.place == "line 5")
        #expect(rows[1].findings.map(\.category) == [.missingLabel, .missingLabel])
    }

    @Test("Every bad row has its verdict with the line, and takes no other along")
    func badRows() throws {
        let rows = Self.read(
            """
            name,Tc
            Y1Ba2Cu3O7,93
            Hg1Sr2Ho0.333Ce0.667Cu2O6=z,0
            Xx2O,1
            Nb,9.2,7
            ,3
            Pb,7000
            PdD0.81,9.8
            Nb,high
            """)
        #expect(rows.count == 8)
        let categories = rows.map { $0.findings.map(\.category) }
        #expect(
            categories == [
                [], [.syntaxError], [.unknownElement], [.inconsistentCounts], [.syntaxError],
                [.absurdLabel], [.hydrogenIsotope], [.invalidLabel],
            ])
        #expect(
            rows.map { $0.record != nil } == [
                true, false, false, false, false, true, true, true,
            ])
        #expect(rows.map(\.source.place) == (2...9).map { "line \($0)" })
        #expect(rows[1].findings[0].message.contains("character 26"))
        #expect(try #require(rows[6].record).composition.elements.map(\.symbol) == ["H", "Pd"])
        var tally = InputTally()
        for row in rows { tally.count(row) }
        #expect(tally.inputs == 8 && tally.accepted == 1 && tally.rejected == 4)
        #expect(tally.acceptedWithWarning == 3 && tally.warnings[.absurdLabel] == 1)
    }

    @Test("Ids come from a column of ids, else from the formula, and are no one else's")
    func ids() {
        let own = Self.read("id,formula,K\na,Fe2O3,1\n,Fe2O3,2\na,Fe2O3,3\n,Fe2O3,4\n")
        #expect(own.map(\.id) == ["a", "Fe2O3", "a-2", "Fe2O3-2"])
        #expect(own.compactMap(\.record?.id) == own.map(\.id))
        #expect(own.compactMap(\.record?.labels["K"]) == [1, 2, 3, 4])
    }

    @Test("A list of formulas needs no header, and a table may be separated by tabs or semicolons")
    func lists() {
        #expect(Self.read("MgB2\nNb3Sn\n").compactMap(\.record?.formula) == ["MgB2", "Nb3Sn"])
        #expect(Self.read("formula\nMgB2\n").compactMap(\.record?.formula) == ["MgB2"])
        for separator in ["\t", ";"] {
            let rows = Self.read("Formula\(separator)Tc\nMgB2\(separator)39\n")
            #expect(rows.compactMap(\.record?.labels) == [["Tc": 39]])
        }
    }

    static let broken: [(String, Category)] = [
        ("", .emptyFile), ("\n\n", .emptyFile), ("formula,Tc\n", .emptyFile),
        ("a,b\n1,2\n", .missingField), ("formula\0\0,Tc\nNb,9\n", .binaryContent),
        ("formula,\"Tc\nNb,9\n", .syntaxError),
    ]

    @Test("A table that cannot be read is one rejected input", arguments: broken)
    func unreadable(_ text: String, _ category: Crystals.Category) {
        let rows = Self.read(text)
        #expect(rows.count == 1 && rows[0].record == nil)
        #expect(rows[0].findings.map(\.category) == [category])
        #expect(rows[0].findings[0].message.count > 20)
    }

    @Test("A missing file, an empty folder and a good table are three inputs")
    func arguments() throws {
        try withTemporaryFolder { folder in
            try Data("formula\nNb\n".utf8).write(to: URL(filePath: "\(folder)/a.csv"))
            let rows = Array(FormulaInputs(["\(folder)/b.csv", "\(folder)/a.csv"]))
            #expect(rows.map { $0.record?.formula } == [nil, "Nb"])
            #expect(rows[0].findings.map(\.category) == [.unreadableFile])
        }
    }

    @Test("Random bytes and cut tables never trap, and every row has one verdict")
    func mutations() {
        var generator = SplitMix64(seed: 11)
        let table = Array("id,formula,Tc\n1,\"Ba0.4K0.6Fe2As2\",38\n2,CuSO4·5H2O,0\n".utf8)
        var usable = 0
        for _ in 0..<2000 {
            var bytes = table
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0...8, using: &generator))
            let rows = Array(FormulaInputs(bytes: bytes, named: "x.csv"))
            #expect(!rows.isEmpty)
            usable += rows.count { $0.record != nil }
        }
        #expect(usable > 300, "control")
    }

    @Test(
        "SuperCon: every row has a verdict, and what is rejected is no formula",
        .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
    func superconductors() throws {
        let folder = try #require(SharedData.folder).path(percentEncoded: false)
        var tally = InputTally()
        var rejected: [String] = []
        var labels = 0
        for row in FormulaInputs(["\(folder)/supercon_stanev_16414.csv.gz"]) {
            tally.count(row)
            if row.record == nil { rejected += row.findings.map(\.message) }
            labels += row.record?.labels["Tc"] == nil ? 0 : 1
        }
        #expect(tally.inputs == 14466)
        #expect(rejected.count == 6 && labels == 14460, "\(rejected)")
        #expect(rejected.allSatisfy { $0.contains("“") })
    }
}
