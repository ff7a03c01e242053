import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import Workbench

@Suite("What a run is asked to be") struct RunRequestTests {
    private static func request(_ json: String) throws -> RunRequest {
        try RunRequest(Data(json.utf8))
    }

    @Test(
        "is refused where it is out of bounds, in a sentence that names it",
        arguments: [
            (#"{"kind":"discover","budget":0}"#, "budget"),
            (#"{"kind":"discover","budget":2000001}"#, "budget"),
            (#"{"kind":"discover","seed":-1}"#, "seed"),
            (#"{"kind":"discover","avoid":"Fe,Xx"}"#, "Xx"),
            (#"{"kind":"discover","require":"--output"}"#, "--output"),
            (#"{"kind":"train"}"#, "target"), (#"{"kind":"train","target":""}"#, "target"),
            (#"{"kind":"train","target":"K","width":40}"#, "width"),
            (#"{"kind":"train","target":"K","width":512}"#, "width"),
            (#"{"kind":"train","target":"K","learningRate":0}"#, "learningRate"),
            (#"{"kind":"train","target":"K","learningRate":2}"#, "learningRate"),
            (#"{"kind":"train","target":"K","epochs":0}"#, "epochs"),
            (#"{"kind":"train","target":"K","members":9}"#, "members"),
            (#"{"kind":"train","target":"K","convolutions":9}"#, "convolutions"),
            (#"{"kind":"train","target":"K","batchSize":1}"#, "batchSize"),
        ])
    func refusals(_ json: String, _ word: String) {
        let refusal = #expect(throws: Refusal.self) { try Self.request(json) }
        #expect(refusal?.status == .badRequest && refusal?.sentence.contains(word) == true)
    }

    @Test("arrives in the command and the plan, each word in its place")
    func words() throws {
        let folder = RunFolder(3, in: URL(filePath: "/lab"))
        let library = URL(filePath: "/lab/library.sqlite")
        let discover = try Self.request(
            #"{"kind":"discover","budget":7,"seed":5,"avoid":"Pb, Tl","require":"B"}"#)
        #expect(
            discover.arguments(in: folder, library: library) == [
                "discover", "--output", "/lab/runs/3/results", "--budget", "7", "--seed", "5",
                "--avoid", "Pb,Tl", "--require", "B",
            ])
        let screened = try Self.request(#"{"kind":"discover","source":"library","budget":7}"#)
        #expect(
            screened.arguments(in: folder, library: library) == [
                "discover", "--output", "/lab/runs/3/results", "--store", "/lab/library.sqlite",
            ])
        let train = try Self.request(
            """
            {"kind":"train","target":"K","log10":true,"epochs":11,"convolutions":2,"width":48,
            "members":3,"learningRate":0.25,"batchSize":17,"seed":9}
            """)
        #expect(
            train.arguments(in: folder, library: library) == [
                "train", "/lab/runs/3/crystals.jsonl", "--config", "/lab/runs/3/plan.yaml",
                "--no-cache", "--output", "/lab/runs/3/model.safetensors",
            ])
        for line in [
            "name: \"K\"", "{name: \"K\", transform: log10}", "width: 48", "convolutions: 2",
            "members: 3",
            "epochs: 11", "batchSize: 17", "learningRate: 0.25", "seed: 9",
        ] { #expect(train.plan.contains(line + "\n"), "\(line)") }
        #expect(!(try Self.request(#"{"kind":"train","target":"K"}"#).plan.contains("log10")))
        // Whatever a label is called, it begins no line of the plan and no word of the command.
        for name in [#"K\nseed: 2"#, "--help"] {
            let odd = try Self.request("{\"kind\":\"train\",\"target\":\"\(name)\",\"seed\":9}")
            let lines = odd.plan.split(separator: "\n").map { $0.drop { $0 == " " } }
            #expect(lines.filter { $0.hasPrefix("seed") } == ["seed: 9"])
            #expect(!odd.arguments(in: folder, library: library).contains("--help"))
        }
    }
}

@Suite("The folder of a run") struct RunFolderTests {
    @Test("gives out its own files and no others")
    func files() throws {
        let laboratory = try TemporaryFolder()
        let folder = RunFolder(1, in: laboratory.url)
        try FileManager.default.createDirectory(
            at: folder.results, withIntermediateDirectories: true)
        let places = ["lock", "runs/1/log.txt", "runs/1/results/a.csv", "runs/1/results/a.db-wal"]
        for place in places {
            try Data("x".utf8).write(to: laboratory.url.appending(path: place))
        }
        #expect(folder.files().map(\.name) == ["log.txt", "results/a.csv"])
        #expect(folder.file(named: "results/a.csv")?.lastPathComponent == "a.csv")
        for name in [
            "../../lock", "results/../../../lock", "/etc/passwd", "results", "", ".",
            "results/a.db-wal", "../1/log.txt",
        ] { #expect(folder.file(named: name) == nil, "\(name)") }
    }

    @Test("has a log that is read by whole lines, whoever reads while it is written")
    func log() throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(path: "log.txt")
        var reader = LogReader(url)
        #expect(reader.newLines().isEmpty, "there is none yet")
        var found: [String] = []
        for piece in ["one\ntw", "o", "\n\nthr", "ee 3/4\n"] {
            let before = (try? Data(contentsOf: url)) ?? Data()
            try (before + Data(piece.utf8)).write(to: url)
            found += reader.newLines()
        }
        #expect(found == ["one", "two", "", "three 3/4"])
        #expect(try reader.tail(bytes: 13) == ["three 3/4"], "half a line is none")
        #expect(try reader.tail(bytes: 1000) == ["one", "two", "three 3/4"])
    }

    @Test("tells how far its run is by the last line that says it")
    func progress() {
        let lines = ["predicting 5/20", "predicting 10/20 and on", "ranking", "1/0", "9/3"]
        let progress = RunProgress.latest(in: lines)
        #expect(progress?.share == 0.5 && progress?.line == lines[1])
        #expect(RunProgress.latest(in: ["ranking", "a/b", "1/2/3"]) == nil)
    }
}
