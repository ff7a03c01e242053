import Crystals
import Foundation
import TestKit
import Testing

@Suite("kimberlite discover")
struct DiscoverTests {
    /// Every result in `folder`: not the store, whose pages may lie otherwise, nor the log.
    private static func results(_ folder: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where !name.hasPrefix("kimberlite.sqlite") && name != "run.log" {
            contents[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
        return contents
    }

    @Test(
        "refuses what cannot be meant, before it does anything",
        arguments: [
            (["x.cif", "--budget", "5"], "--budget and --seed are for hypothetical crystals"),
            (["--budget", "0"], "--budget takes a number from 1"),
            (["--avoid", "Xx"], "--avoid"), (["x.cif", "--store", "y"], "either INPUT or --store"),
            (["--avoid", "B", "--require", "B,N"], "--avoid and --require both name B"),
            (["--ladder", "/no/such.yaml"], "cannot read the ladder /no/such.yaml"),
        ])
    func refusals(arguments: [String], sentence: String) throws {
        try withTemporaryFolder { folder in
            let result = try Program.run(["discover"] + arguments + ["-o", folder + "/out"])
            #expect(result.code != 0)
            #expect(result.errors.contains(sentence), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
        }
    }

    @Test("of standard input is not gone on with: nobody knows whether it is the same")
    func standardInput() throws {
        try withTemporaryFolder { folder in
            let line =
                #"{"lattice":[[2.66,0,0],[0,2.66,0],[0,0,2.66]],"z":[12,8],"#
                + #""frac":[[0,0,0],[0.5,0.5,0.5]]}"# + "\n"
            let out = folder + "/out"
            func run(_ more: [String] = []) throws -> Program.Result {
                try Program.run(["discover", "-", "-o", out] + more, input: line)
            }
            #expect(try run().code == 0)
            let again = try run()
            #expect(again.code == 1)
            #expect(
                again.errors.contains("what standard input held then cannot be compared"),
                "\(again.errors)")
            #expect(try run(["--restart"]).code == 0)
            // A pipe is no file either.
            let pipe = folder + "/pipe.jsonl"
            #expect(mkfifo(pipe, 0o600) == 0)
            let writing = Thread {
                if let handle = FileHandle(forWritingAtPath: pipe) {
                    try? handle.write(contentsOf: Data(line.utf8))
                    try? handle.close()
                }
            }
            writing.start()
            let piped = try Program.run("discover", pipe, "--restart", "-o", out)
            #expect(piped.code == 0 && !piped.errors.contains("empty-file"), "\(piped.errors)")
        }
    }

    @Test("says where a ladder is wrong and what is allowed")
    func ladder() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/ladder.yaml"
            try "rungs:\n  - kind: networks\n  - kind: debye\n    budgets: 3\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let result = try Program.run("discover", "--ladder", path, "-o", folder + "/out")
            #expect(result.code == 1)
            #expect(
                result.errors.contains(
                    "ladder, line 4: 'budgets' is no key of a rung; allowed are name, kind, budget, "
                        + "filters"))
        }
    }

    @Test("fills its folder, repeats itself, and refuses to mix two runs")
    func folder() throws {
        try withTemporaryFolder { folder in
            let out = folder + "/out"
            let result = try Program.run("discover", "--budget", "300", "--json", "-o", out)
            try #require(result.code == 0, "\(result.errors)")
            let data = Data(result.output.utf8)
            let summary = try #require(
                try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let number = { (key: String) in (summary[key] as? NSNumber)?.intValue ?? -1 }
            #expect(number("examined") == 300)
            #expect(number("ranked") + number("rejected") == 300)
            #expect(number("ranked") > 200)
            let first = try Self.results(out)
            for name in [
                "candidates.csv", "shortlist.csv", "rejected.csv", "ashby.svg", "report.html",
            ] {
                #expect((first[name]?.count ?? 0) > 20, "\(name) is missing or empty")
            }
            #expect(try Program.run("discover", "--budget", "300", "-o", out).code == 0)
            #expect(try Self.results(out) == first)

            let other = try Program.run("discover", "--budget", "300", "--seed", "2", "-o", out)
            #expect(other.code == 1)
            #expect(other.errors.contains("its seed is 1, not 2"), "\(other.errors)")
            #expect(other.errors.contains("--restart"))
            #expect(try Self.results(out) == first)
            let anew = try Program.run(
                "discover", "--budget", "300", "--seed", "2", "--restart", "-o", out)
            #expect(anew.code == 0)
            #expect(try Self.results(out)["candidates.csv"] != first["candidates.csv"])
        }
    }

    /// Returns when the process has logged one of `events`, or has ended.
    private static func wait(for process: Process, toLog events: [String], in folder: String) {
        func count() -> Int {
            let data = FileManager.default.contents(atPath: folder + "/troubled/run.log")
            let log = String(decoding: data ?? Data(), as: UTF8.self)
            return log.split(separator: "\n").count { line in
                events.contains { line.contains($0) }
            }
        }
        let before = count()
        while process.isRunning, count() == before { Thread.sleep(forTimeInterval: 0.002) }
    }

    @Test("killed at ten random moments and run again gives the same bytes")
    func kill() throws {
        try withTemporaryFolder { folder in
            let path = try #require(Program.path)
            func start(_ out: String, threads: Int) throws -> Process {
                let process = Process()
                process.executableURL = URL(filePath: path)
                process.arguments = [
                    "discover", "--budget", "1500", "--threads", "\(threads)", "-o", out,
                ]
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                return process
            }
            let clock = ContinuousClock()
            let time = try clock.measure {
                let calm = try start(folder + "/calm", threads: 2)
                calm.waitUntilExit()
                try #require(calm.terminationStatus == 0)
            }
            var generator = SplitMix64(seed: 31)
            var killed = 0
            for attempt in 0..<10 {
                // Seven moments in the screening, then three in ranking and writing.
                let isLate = attempt >= 7
                let process = try start(folder + "/troubled", threads: 1 + attempt % 2)
                Self.wait(
                    for: process, toLog: isLate ? ["ranking"] : ["started", "resumed"], in: folder)
                let share = Double.random(in: 0...(isLate ? 0.05 : 0.12), using: &generator)
                Thread.sleep(forTimeInterval: share * (time / .seconds(1)))
                if process.isRunning {
                    Foundation.kill(process.processIdentifier, SIGKILL)
                    killed += 1
                }
                process.waitUntilExit()
            }
            #expect(killed >= 8, "control: the moments fell into the run")
            let last = try start(folder + "/troubled", threads: 1)
            last.waitUntilExit()
            try #require(last.terminationStatus == 0)
            let expected = try Self.results(folder + "/calm")
            let found = try Self.results(folder + "/troubled")
            #expect(expected.keys.sorted() == found.keys.sorted())
            for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
        }
    }
}

@Suite("kimberlite import")
struct ImportTests {
    private static let lines = """
        {"id":"a","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[12,8],"frac":[[0,0,0],[0.5,0.5,0.5]],"K":160}
        {"id":"b","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[20,8],"frac":[[0,0,0],[0.5,0.5,0.5]],"K":"n/a"}
        {"id":"c","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[20,999],"frac":[[0,0,0],[0.5,0.5,0.5]]}
        """

    private static func counts(_ result: Program.Result) throws -> [String: Int] {
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require(object as? [String: Int], "\(result.output) \(result.errors)")
    }

    @Test("keeps each input once, however often it is given, and takes up changes")
    func idempotent() throws {
        try withTemporaryFolder { folder in
            let (file, store) = (folder + "/some.jsonl", folder + "/library.sqlite")
            try Self.lines.write(toFile: file, atomically: true, encoding: .utf8)
            let first = try Self.counts(Program.run("import", file, "--store", store, "--json"))
            #expect(
                first == [
                    "inputs": 3, "usable": 2, "rejected": 1, "added": 3, "changed": 0,
                    "unchanged": 0, "stored": 2,
                ])
            let second = try Self.counts(Program.run("import", file, "--store", store, "--json"))
            #expect(second["added"] == 0 && second["unchanged"] == 3 && second["stored"] == 2)
            let changed = Self.lines.replacing("\"K\":160", with: "\"K\":161")
            try changed.write(toFile: file, atomically: true, encoding: .utf8)
            let third = try Self.counts(Program.run("import", file, "--store", store, "--json"))
            #expect(third["changed"] == 1 && third["unchanged"] == 2 && third["stored"] == 2)
        }
    }

    @Test("refuses a file that is no store, with a sentence")
    func noStore() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/some.jsonl"
            try Self.lines.write(toFile: file, atomically: true, encoding: .utf8)
            let result = try Program.run("import", file, "--store", file)
            #expect(result.code == 1)
            #expect(result.errors.contains("cannot use the store \(file)"), "\(result.errors)")
        }
    }
}
