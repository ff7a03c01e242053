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
        #expect(try verdict("[[0,0,0],[0.1,0,0]]", occupancy: 0.5) == [.splitSites])
        let far = "{\"lattice\":[[9,0,0],[0,9,0],[0,0,9]],\"z\":[18],\"frac\":[[0,0,0]]}"
        #expect(read(far).first?.verdict.findings.map(\.category) == [.isolatedAtoms])
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
