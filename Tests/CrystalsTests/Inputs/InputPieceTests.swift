import Foundation
import Synchronization
import TestKit
import Testing

@testable import Crystals

@Suite("Inputs on several threads")
struct InputPieceTests {
    /// Everything that is said of an input.
    private func words(_ input: ExaminedInput) -> String {
        let record = input.verdict.record.map { record in
            let labels = record.labels.sorted { $0.key < $1.key }
            return "\(record.id) \(record.crystal.hashValue) \(labels)"
        }
        return "\(input.id), \(input.source.description): \(input.verdict.findings) \(record ?? "")"
    }

    /// Small and large files, sound and broken ones, compressed ones, links and repeated names.
    private func fill(_ folder: String) throws {
        for file in BadFile.all {
            try Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name)"))
        }
        let lines = try (0..<1000).map { index in
            var record = SampleCrystals.all[index % 3]
            record.id = "crystal-\(index % 700)"
            return try FormatName.jsonl.format.text(of: record)
        }
        try OutputFile.write(lines.joined(), to: "\(folder)/large.jsonl")
        try OutputFile.write(lines.joined(), to: "\(folder)/large.jsonl.gz")
        for (index, record) in SampleCrystals.all.enumerated() {
            try OutputFile.write(CIF().text(of: record), to: "\(folder)/\(index).cif")
            try OutputFile.write(CIF().text(of: record), to: "\(folder)/\(index).cif.gz")
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/link.cif", withDestinationPath: "\(folder)/0.cif")
    }

    @Test("Any number of threads gives the same inputs under the same ids, each with its value")
    func threads() throws {
        try withTemporaryFolder { folder in
            try fill(folder)
            let inputs = CrystalInputs([folder, "\(folder)/nowhere", folder])
            let alone = inputs.map(words)
            #expect(alone.count > 4_000)
            #expect(alone.contains { $0.contains("repeated-id") })
            for threads in [1, 2, 5] {
                #expect(inputs.ahead(threads: threads).map(words) == alone)
                var found: [String] = []
                for piece in inputs.pieces(threads: threads, work: { $0.map(\.source) }) {
                    #expect(piece.inputs.map(\.source) == piece.values)
                    found += piece.inputs.map(words)
                }
                #expect(found == alone)
            }
        }
    }

    @Test("Whoever stops asking is not kept waiting")
    func stopped() throws {
        try withTemporaryFolder { folder in
            try fill(folder)
            for threads in [1, 3] {
                for count in [0, 1, 100, 1500] {
                    let some = CrystalInputs([folder, folder]).ahead(threads: threads).prefix(count)
                    #expect(some.map(\.id).count == count)
                }
            }
        }
    }

    @Test(
        "The name tells the format, and without its endings the id",
        arguments: [
            ("a/b.cif", FormatName.cif, "b"), ("B.CIF", .cif, "B"), ("x.y.mcif.gz", .cif, "x.y"),
            ("POSCAR", .poscar, "POSCAR"), ("contcar_2.gz", .poscar, "contcar_2"),
            ("POSCAR.relaxed", .poscar, "POSCAR.relaxed"),
            ("POSCAR-3.50.gz", .poscar, "POSCAR-3.50"), ("a.vasp.GZ", .poscar, "a"),
            ("a.extxyz", .extxyz, "a"), ("a.json", .json, "a"),
            ("a.optimade.json", .json, "a.optimade"),
            ("a.jsonl.gz", .jsonl, "a"), ("/d.cif/a.txt", nil, "a.txt"), (".cif", nil, ".cif"),
            ("cif", nil, "cif"), ("a.gz", nil, "a"), ("", nil, ""),
        ])
    func names(path: String, format: FormatName?, id: String) {
        #expect(FileName.format(of: path) == format)
        #expect(FileName.id(of: path, place: nil) == id)
        #expect(FileName.id(of: path, place: "line 12") == id + "-12")
    }

    @Test("A pipe is no small file, and is not opened to find that out")
    func pipe() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/pipe.cif"
            #expect(mkfifo(path, 0o600) == 0)
            let answers = Mutex<[Bool]>([])
            let asking = Thread {
                let isSmall = SmallFile.bytes(path) != nil
                answers.withLock { $0.append(isSmall) }
            }
            asking.start()
            for _ in 0..<2000 where answers.withLock(\.isEmpty) {
                Thread.sleep(forTimeInterval: 0.001)
            }
            #expect(answers.withLock { $0 } == [false], "opening a pipe waits for its writer")
            // Lets the thread go if it waits.
            close(open(path, O_RDWR))
        }
    }

    @Test("Small files are read whole; large ones, folders and what is not there are not")
    func small() throws {
        try withTemporaryFolder { folder in
            let text = String(repeating: "carbon ", count: 40_000)
            for name in ["a.cif", "a.cif.gz", "a.jsonl", "a.jsonl.gz"] {
                try OutputFile.write(text, to: "\(folder)/\(name)")
            }
            #expect(SmallFile.bytes("\(folder)/a.cif") == Array(text.utf8))
            #expect(SmallFile.bytes("\(folder)/a.cif.gz") == Array(text.utf8))
            for name in ["a.jsonl", "a.jsonl.gz", "nowhere.cif", ""] {
                #expect(SmallFile.bytes("\(folder)/\(name)") == nil, "\(name)")
            }
            #expect(SmallFile.bytes("/dev/null") == nil)
        }
    }
}
