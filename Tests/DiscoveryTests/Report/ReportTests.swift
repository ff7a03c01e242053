import Crystals
import Discovery
import Foundation
import ScreeningFixtures
import TestKit
import Testing

@Suite("The Ashby diagram")
struct AshbyDiagramTests {
    private static func diagram(_ count: Int) -> AshbyDiagram {
        let crystals = Samples.crystals(count, seed: 8)
        let best = crystals.sorted { $0.hardness > $1.hardness }
        return AshbyDiagram(
            crystals: crystals, front: Array(best.prefix(3)),
            refined: best.dropFirst(20).prefix(80).map { .init(name: "B4C", point: $0) },
            shortlist: best.prefix(20).enumerated().map {
                .init(name: "Si\($0.offset + 2)N<4>", point: $0.element)
            },
            landmarks: Samples.landmarks.map {
                .init(
                    name: $0.name, point: .init(hardness: $0.hardness, toughness: $0.toughness))
            })
    }

    @Test("of 200,000 crystals is well-formed XML well under a megabyte")
    func size() throws {
        let svg = Self.diagram(200_000).svg()
        #expect((20_000...500_000).contains(svg.utf8.count), "\(svg.utf8.count) bytes")
        let content = try XMLContent(svg)
        #expect(content.elements["path", default: 0] > 10)
        #expect(content.elements["circle", default: 0] > 100)
        #expect(content.text.contains("diamond"))
        #expect(content.text.contains("superhard: 40 GPa"))
    }

    @Test("shows the words on the 40 GPa line beside the enlarged corner, not behind it")
    func superhardNote() throws {
        let svg = Self.diagram(20_000).svg()
        let note = try #require(svg.firstMatch(of: /x="([0-9.]+)" y="([0-9.]+)"[^>]*>superhard:/))
        let (x, foot) = (try #require(Double(note.1)), try #require(Double(note.2)))
        let frames = svg.matches(
            of: /class="frame" x="([0-9.]+)" y="([0-9.]+)" width="([0-9.]+)" height="([0-9.]+)"/
        ).map { [$0.1, $0.2, $0.3, $0.4].compactMap { Double($0) } }
        let detail = try #require(frames.min { $0[2] < $1[2] })
        #expect(detail[2] < 400, "control: the corner is enlarged")
        // The words rise from their foot over some 130 pixels.
        let isAbove = foot < detail[1]
        let isBelow = foot - 130 > detail[1] + detail[3]
        let isBeside = x < detail[0] - 40 || x > detail[0] + detail[2]
        #expect(isAbove || isBelow || isBeside, "\(x), \(foot) behind \(detail)")
    }

    @Test("is the same each time")
    func deterministic() {
        #expect(Self.diagram(3000).svg() == Self.diagram(3000).svg())
        #expect(Self.diagram(3000).svg() != Self.diagram(3001).svg())
    }

    @Test("of no, one or equal crystals is drawn too", arguments: [0, 1, 3])
    func degenerate(count: Int) throws {
        let point = AshbyDiagram.Point(hardness: 50, toughness: 2)
        let diagram = AshbyDiagram(crystals: Array(repeating: point, count: count))
        #expect(try XMLContent(diagram.svg()).elements["svg"] == 1)
    }

    @Test("writes a formula with its numbers lowered and its letters intact")
    func formulas() throws {
        let diagram = AshbyDiagram(
            crystals: [.init(hardness: 10, toughness: 1), .init(hardness: 60, toughness: 5)],
            landmarks: [
                .init(name: "Al2O3", point: .init(hardness: 20, toughness: 2)),
                .init(name: "3C-SiC", point: .init(hardness: 40, toughness: 3)),
            ])
        let text = try XMLContent(diagram.svg()).text
        #expect(text.contains("Al2O3") && text.contains("3C-SiC"))
        #expect(diagram.svg().contains(">2</tspan>") && !diagram.svg().contains(">3</tspan>C"))
    }
}

@Suite("The report")
struct ReportTests {
    /// A small run written into a folder.
    private static func write(_ folder: String) async throws -> ScreeningReport.Summary {
        let ledger = MemoryLedger()
        let models = try ModelSet(
            [CohenPredictor()], sizesCrystals: true, ladder: .standard)
        let record = RunRecord(
            command: "kimberlite discover --ladder 'a<b>.yaml'", version: "test", seed: 1,
            budget: 400, models: models.record, ladder: Ladder.standard.yaml)
        let run = try ScreeningRun(
            record: record, ladder: .standard, models: models, ledger: ledger)
        let elements = Set(["B", "C", "N", "Ti", "W"].compactMap { Element($0) })
        _ = try await run.predict(
            CandidateSource(CandidateGenerator(seed: 1, budget: 400, elements: elements)),
            threads: 1)
        let exports = ScreeningReport.Exports(
            cif: { CIF().text(of: $0) }, dftInputs: { _, _ in [.init(name: "pw.in", text: "!")] },
            qualities: Samples.qualities(seed: 2), landmarks: Samples.landmarks)
        return try ScreeningReport(
            run: run, ranking: try run.rank(), ledger: ledger, exports: exports
        ).write(to: folder)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    }

    @Test("fills the folder, and its tables hold every crystal once")
    func folder() async throws {
        let folder = NSTemporaryDirectory() + "kimberlite-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let summary = try await Self.write(folder)
        let candidates = CSV.rows(try Self.text(folder + "/candidates.csv"))
        let rejected = CSV.rows(try Self.text(folder + "/rejected.csv"))
        let shortlist = CSV.rows(try Self.text(folder + "/shortlist.csv"))
        #expect(candidates.count - 1 == summary.funnel.ranked)
        #expect(rejected.count - 1 == summary.funnel.rejected)
        #expect(shortlist.count - 1 == summary.shortlisted)
        #expect(summary.funnel.ranked > 50 && summary.shortlisted > 5)
        let columns =
            "rank,id,formula,spacegroup,origin,K,G,E,poisson,hardness,toughness,e_form,"
            + "volume_per_atom,debye_temperature,status,reason"
        for column in columns.split(separator: ",") {
            #expect(candidates[0].contains(String(column)))
        }
        #expect(candidates.allSatisfy { $0.count == candidates[0].count })
        #expect(candidates.dropFirst().map { $0[0] } == (1..<candidates.count).map(String.init))
        #expect(Set(candidates.map { $0[1] }).count == candidates.count)
        let cifs = try FileManager.default.contentsOfDirectory(atPath: folder + "/cif")
        #expect(cifs.count == summary.shortlisted)
        // Each CIF can be read, and holds the crystal that its name says.
        for name in cifs {
            let inputs = Array(CrystalInputs([folder + "/cif/" + name]))
            let record = try #require(inputs.first?.verdict.record)
            #expect(name.contains(record.crystal.composition.reducedFormula))
        }
    }

    @Test("is one page that asks nothing of anyone and is the same each time")
    func page() async throws {
        let folder = NSTemporaryDirectory() + "kimberlite-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try await Self.write(folder)
        let page = try Self.text(folder + "/report.html")
        for request in ["http://", "https://", "src=", "@import", "url(http", "<link"] {
            let found = page.replacing("http://www.w3.org/2000/svg", with: "").contains(request)
            #expect(!found, "the page asks for \(request)")
        }
        for part in ["id=\"ashby\"", "id=\"shortlist\"", "id=\"funnel\"", "id=\"parity-4\"", "MAE"]
        {
            #expect(page.contains(part))
        }
        #expect(page.contains("a&lt;b&gt;.yaml") && !page.contains("a<b>"))
        // As XML but for the few things that HTML writes otherwise.
        let body = page.replacing("<!doctype html>", with: "")
            .replacing(/<meta[^>]*>/, with: "").replacing("<br>", with: "")
            .replacing(/<script>[\s\S]*<\/script>/, with: "")
            .replacing("&nbsp;", with: " ")
        #expect(try XMLContent(String(body)).elements["tbody", default: 0] > 5)
        _ = try await Self.write(folder)
        #expect(try Self.text(folder + "/report.html") == page)
    }
}

/// Comma-separated values read by the rules of RFC 4180, independently of what writes them.
private enum CSV {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var (row, field) = ([String](), "")
        var isQuoted = false
        var previous: Character?
        for character in text {
            if isQuoted {
                if character == "\"" { isQuoted = false } else { field.append(character) }
            } else if character == "\"" {
                // A quote right after a closed one stands for itself.
                if previous == "\"" { field.append("\"") }
                isQuoted = true
            } else if character == "," {
                row.append(field)
                field = ""
            } else if character == "\n" {
                rows.append(row + [field])
                (row, field) = ([], "")
            } else {
                field.append(character)
            }
            previous = character
        }
        return rows
    }
}

@Suite("Comma-separated values")
struct CommaSeparatedTests {
    @Test(
        "quote what needs it",
        arguments: [
            (["a", "b"], "a,b\n"), ([""], "\n"), (["a,b", "c"], "\"a,b\",c\n"),
            (["say \"so\""], "\"say \"\"so\"\"\"\n"), (["two\nlines"], "\"two\nlines\"\n"),
        ])
    func quoting(fields: [String], line: String) {
        #expect(Crystals.CSV.row(fields) == line)
        #expect(CSV.rows(line) == [fields])
    }
}
