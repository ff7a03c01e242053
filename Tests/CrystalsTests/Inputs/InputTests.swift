import Foundation
import TestKit
import Testing

@testable import Crystals

@Suite("Inputs")
struct InputTests {
    private let line =
        "{\"id\":\"ID\",\"lattice\":[[4,0,0],[0,4,0],[0,0,4]],\"z\":[55,17],\"frac\":[[0,0,0],[0.5,0.5,0.5]]LABELS}\n"

    private func read(_ text: String) -> [ExaminedInput] {
        Array(CrystalInputs(bytes: Array(text.utf8), named: "some.jsonl"))
    }

    private func labelled(_ labels: String) -> ExaminedInput? {
        read(line.replacing("LABELS", with: labels)).first
    }

    @Test("Folders are read to their depth and in order, hidden files and loops apart")
    func order() throws {
        try withTemporaryFolder { folder in
            let plain = line.replacing("LABELS", with: "")
            for name in ["b/2.jsonl", "b/10.jsonl", "a/z.jsonl", "c.jsonl", ".hidden/x.jsonl"] {
                let id = (name as NSString).lastPathComponent
                try OutputFile.write(plain.replacing("ID", with: id), to: "\(folder)/in/\(name)")
            }
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/in/b/loop", withDestinationPath: "\(folder)/in")
            try FileManager.default.createDirectory(
                atPath: "\(folder)/empty", withIntermediateDirectories: true)
            let all = CrystalInputs(["\(folder)/in"])
            #expect(all.map(\.id) == ["z.jsonl", "10.jsonl", "2.jsonl", "c.jsonl"])
            #expect(all.map(\.id) == all.map(\.id))
            let some = CrystalInputs(["\(folder)/in/b/*.jsonl", "\(folder)/in/c.jsonl"])
            #expect(some.map(\.id) == ["10.jsonl", "2.jsonl", "c.jsonl"])
            let failures = CrystalInputs(
                ["\(folder)/empty", "\(folder)/nowhere", "\(folder)/in/*.cif"])
            #expect(
                failures.flatMap(\.verdict.findings).map(\.category)
                    == [.emptyFolder, .unreadableFile, .noMatch])
            var tally = InputTally()
            for input in failures { tally.count(input) }
            #expect(tally.hasFailedArguments)
        }
    }

    @Test("Repeated ids get a suffix and a warning; missing ones are made from the place")
    func ids() {
        let a = line.replacing("LABELS", with: "").replacing("ID", with: "a")
        let second = line.replacing("LABELS", with: "").replacing("ID", with: "a-2")
        let unnamed = line.replacing("LABELS", with: "").replacing("\"id\":\"ID\",", with: "")
        let inputs = read(a + second + a + a + unnamed)
        #expect(inputs.map(\.id) == ["a", "a-2", "a-3", "a-4", "some-5"])
        #expect(
            inputs.map { $0.verdict.findings.map(\.category) } == [
                [], [], [.repeatedId], [.repeatedId], [],
            ])
        #expect(inputs.map(\.verdict.record?.id) == inputs.map(\.id))
    }

    @Test("A rejected input keeps no id from a good one, and none shares the id of one before it")
    func rejectedIds() {
        let good = line.replacing("LABELS", with: "").replacing("ID", with: "a")
        let bad = good.replacing("[4,0,0]", with: "[NaN,0,0]")
        let inputs = read(bad + good + bad + good + bad)
        #expect(
            inputs.map(\.verdict.status) == [
                "rejected", "accepted", "rejected", "warning", "rejected",
            ])
        #expect(inputs.map(\.id) == ["a", "a", "a-2", "a-2", "a-3"])
        #expect(inputs[1].verdict.record?.id == "a")
        #expect(inputs[3].verdict.record?.id == "a-2")
        #expect(inputs[3].verdict.findings.map(\.category) == [.repeatedId])
    }

    @Test(
        "Labels that are missing, no numbers or absurd are left out with a reason",
        arguments: [
            ("null", Crystals.Category.missingLabel), ("\"n/a\"", .missingLabel),
            ("\"\"", .missingLabel), ("NaN", .missingLabel), ("\"NaN\"", .missingLabel),
            ("true", .invalidLabel), ("\"hard\"", .invalidLabel), ("[1]", .invalidLabel),
            ("Infinity", .invalidLabel), ("0", .absurdLabel), ("-5", .absurdLabel),
            ("4420", .absurdLabel), ("1e400", .invalidLabel),
        ])
    func labels(value: String, category: Crystals.Category) throws {
        let input = try #require(labelled(",\"K\":\(value),\"G\":535"))
        #expect(input.verdict.findings.map(\.category) == [category])
        #expect(input.verdict.record?.labels == ["G": 535])
    }

    @Test("Good labels stay, zero where zero is a value, remarks are no labels")
    func goodLabels() throws {
        let input = try #require(
            labelled(",\"band_gap\":0,\"K\":1.5e1,\"src\":\"MP2020\",\"doped\":true,\"mine\":-7"))
        #expect(input.verdict.status == "accepted")
        #expect(input.verdict.record?.labels == ["band_gap": 0, "K": 15, "mine": -7])
    }

    @Test("Every range of a label has a reason and a unit")
    func ranges() {
        #expect(LabelRange.known.count > 10)
        for range in LabelRange.known {
            #expect(!range.reason.isEmpty && !range.unit.isEmpty)
            #expect(range.values.lowerBound < range.values.upperBound)
        }
    }

    @Test("Distances decide: on top of each other, short, split, isolated")
    func distances() throws {
        func verdict(_ positions: String, occupancy: Double = 1) throws -> [Crystals.Category] {
            let text = """
                {"lattice":[[4,0,0],[0,4,0],[0,0,4]],"sites":[{"Cs":\(occupancy)},{"Cl":\(occupancy)}],\
                "frac":\(positions)}
                """
            return try #require(read(text).first).verdict.findings.map(\.category)
        }
        #expect(try verdict("[[0,0,0],[0.5,0.5,0.5]]") == [])
        #expect(try verdict("[[0,0,0],[0,0,0]]") == [.overlappingAtoms])
        #expect(try verdict("[[0,0,0],[0.25,0,1]]") == [.overlappingAtoms])
        #expect(try verdict("[[0,0,0],[0.45,0,0]]") == [.shortDistance])
        #expect(
            try verdict("[[0,0,0],[0.1,0,0]]", occupancy: 0.5)
                == [.splitSites, .partialOccupancy])
        let far = "{\"lattice\":[[9,0,0],[0,9,0],[0,0,9]],\"z\":[18],\"frac\":[[0,0,0]]}"
        #expect(read(far).first?.verdict.findings.map(\.category) == [.isolatedAtoms])
    }

    @Test("Mixed and partly filled sites are told, with the first of them")
    func disorder() throws {
        let text = line.replacing("LABELS", with: "")
            .replacing("\"z\":[55,17]", with: "\"sites\":[{\"Cs\":0.25,\"Rb\":0.75},{\"Cl\":0.8}]")
        let input = try #require(read(text).first)
        #expect(input.verdict.findings.map(\.category) == [.partialOccupancy])
        let message = input.verdict.findings[0].message
        #expect(message.hasPrefix("2 of 2 sites are mixed or partly filled (Rb 0.75, Cs 0.25)"))
        #expect(message.hasSuffix("networks see no vacancies, only full sites"))
    }

    @Test(
        "Cells denser than any solid are rejected, hydrogen counted apart",
        arguments: [
            ("6,6", 3.0, Crystals.Category?.none), ("6,6", 1.7, .implausibleDensity),
            ("3,1", 2.1, .none), ("55,17", 1.5, .implausibleDensity), ("1,1", 1.4, .none),
        ])
    func density(elements: String, edge: Double, expected: Crystals.Category?) throws {
        let text = line.replacing("LABELS", with: "").replacing("55,17", with: elements)
            .replacing("4", with: "\(edge)")
        let verdict = try #require(read(text).first).verdict
        #expect(verdict.findings.first { $0.category == .implausibleDensity }?.category == expected)
        if expected != nil { #expect(verdict.status == "rejected") }
    }

    @Test("Slabs and molecules in a box are told, layered crystals are none")
    func vacuum() throws {
        func categories(_ crystal: Crystal) throws -> [Crystals.Category] {
            try CrystalExaminer().examine(crystal).map(\.category)
        }
        let graphite = try #require(FamousCrystal.all.first { $0.name == "graphite" }).crystal
        #expect(abs(graphite.gaps.z - 3.3555) < 1e-3)
        #expect(try categories(graphite) == [])
        // The same layers across the cell's border, in a cell three times as high.
        let rows = graphite.lattice.rows
        let tall = Crystal(
            lattice: Lattice(rows: [rows[0], rows[1], 3 * rows[2]]),
            sites: graphite.sites.map { site in
                let p = site.position
                return Site(site.species, at: Fractional(p.a, p.b, p.c / 3 + 0.9))
            })
        #expect(try categories(tall) == [.vacuum])
        #expect(abs(tall.gaps.z - (3 * 6.711 - 3.3555)) < 1e-3)
    }

    @Test("Cells in which no two atoms are near are told; those of noble gases are so")
    func sparse() throws {
        func categories(_ crystal: Crystal) throws -> [Crystals.Category] {
            try CrystalExaminer().examine(crystal).map(\.category)
        }
        for famous in FamousCrystal.all {
            #expect(try categories(famous.crystal) == [], "\(famous.name)")
            let wide = famous.crystal.scaled(toVolumePerAtom: 4 * famous.crystal.volumePerAtom)
            #expect(try categories(wide) == [.longDistance], "\(famous.name)")
        }
        let copper = try #require(FamousCrystal.all.first { $0.name == "Cu" }).crystal
        let argon = try #require(Element("Ar"))
        let solid = Crystal(
            lattice: .cubic(5.31), sites: copper.sites.map { Site(argon, at: $0.position) })
        #expect(try categories(solid) == [])
    }

    @Test("A limit on the sites can be given")
    func limit() {
        let bytes = Array(line.utf8)
        let strict = CrystalInputs(
            bytes: Array(line.replacing("LABELS", with: "").utf8), named: "a.jsonl",
            examiner: CrystalExaminer(maximumSites: 1))
        #expect(strict.map { $0.verdict.findings.first?.category } == [.tooManyAtoms])
        #expect(!bytes.isEmpty)
    }

    @Test("Real data are read whole: every row has a verdict and nearly all can be used")
    func realData() throws {
        guard let folder = SharedData.folder else {
            print("skipped: \(SharedData.absence)")
            return
        }
        for (name, rows) in [("elastic_mp_union8094", 7428), ("3dsc_mp_10904", 9962)] {
            var tally = InputTally()
            let path = folder.appending(path: "\(name).jsonl.gz").path(percentEncoded: false)
            for input in CrystalInputs([path]) { tally.count(input) }
            #expect(tally.inputs == rows)
            #expect(tally.usable > rows * 99 / 100)
        }
    }
}
