import Foundation
import TestKit
import Testing

@Suite("kimberlite train, its cache of graphs")
struct GraphCacheTests {
    /// A folder with the data of ``TrainTests`` and a short plan.
    private final class Workplace {
        let folder: TemporaryFolder
        var cache: String { "\(folder.path)/cache" }
        var data: String { "\(folder.path)/data.jsonl" }

        init() throws {
            folder = try TemporaryFolder()
            try write(TrainTests.data, "data.jsonl")
            try write(
                """
                network: {width: 16, hiddenWidth: 16, convolutions: 1}
                training: {epochs: 3, batchSize: 16}
                """, "plan.yaml")
        }

        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
        }

        /// - Parameter run: a folder for the output; the model's name is always the same.
        func arguments(_ run: String, _ more: [String] = []) -> [String] {
            [
                "train", data, "--target", "y", "--config", "\(folder.path)/plan.yaml", "-o",
                "\(folder.path)/\(run)/m.safetensors", "--cache", cache,
            ] + more
        }

        func train(_ run: String, _ more: [String] = []) throws -> Program.Result {
            try Program.run(arguments(run, more))
        }

        func model(_ run: String) throws -> Data {
            try Data(contentsOf: URL(filePath: "\(folder.path)/\(run)/m.safetensors"))
        }

        /// Names in the cache, hidden ones too.
        var files: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? []).sorted()
        }
    }

    @Test("a second run takes the graphs from it, to the same model, bit for bit")
    func secondRun() throws {
        let place = try Workplace()
        let first = try place.train("a")
        #expect(first.code == 0 && !first.errors.contains("graphs from"), "\(first.errors)")
        #expect(place.files.count == 1 && place.files[0].hasSuffix(".graphs"))
        let second = try place.train("b")
        #expect(second.code == 0 && second.errors.contains("graphs from"), "\(second.errors)")
        #expect(second.errors.contains("80 inputs: "))
        let none = try Program.run(
            place.arguments("c").filter { $0 != "--cache" && $0 != place.cache } + ["--no-cache"],
            environment: ["KIMBERLITE_CACHE": "\(place.folder.path)/elsewhere"])
        #expect(none.code == 0 && !none.errors.contains("graphs from"))
        #expect(!FileManager.default.fileExists(atPath: "\(place.folder.path)/elsewhere"))
        #expect(try place.model("a") == place.model("b") && place.model("a") == place.model("c"))
        for name in ["left-out.csv", "metrics.csv"] {
            let tables = try ["a", "b"].map {
                try Data(
                    contentsOf: URL(filePath: "\(place.folder.path)/\($0)/m.safetensors.\(name)"))
            }
            #expect(tables[0] == tables[1])
        }
    }

    @Test("other data, another rule or another selection are another file")
    func otherKeys() throws {
        let place = try Workplace()
        _ = try place.train("a")
        try place.write(String(TrainTests.data.dropFirst(200)), "data.jsonl")
        #expect(try !place.train("b").errors.contains("graphs from"))
        #expect(place.files.count == 2)
        try place.write("network: {rule: {neighbors: 8}}\ntraining: {epochs: 1}", "plan.yaml")
        #expect(try !place.train("c").errors.contains("graphs from"))
        #expect(try !place.train("d", ["--log10"]).errors.contains("graphs from"))
        #expect(try !place.train("e", ["--max-sites", "9"]).errors.contains("graphs from"))
        #expect(place.files.count == 5)
        // Control: what decides nothing about the graphs does not.
        try place.write("network: {rule: {neighbors: 8}}\ntraining: {epochs: 2}", "plan.yaml")
        #expect(try place.train("f").errors.contains("graphs from"))
    }

    @Test("a damaged file is reported and built again, and the model is the same")
    func damage() throws {
        let place = try Workplace()
        _ = try place.train("a")
        let url = URL(filePath: "\(place.cache)/\(place.files[0])")
        let intact = try Data(contentsOf: url)
        var damaged = intact
        damaged[intact.count / 3] ^= 1
        try damaged.write(to: url)
        let result = try place.train("b")
        #expect(result.code == 0)
        #expect(result.errors.contains("warning: "))
        #expect(result.errors.contains("part 1 of 1 does not have its checksum; it is built again"))
        #expect(try Data(contentsOf: url) == intact)
        #expect(try place.model("a") == place.model("b"))
    }

    @Test("where it cannot be written, the training goes on without it and says so")
    func unwritable() throws {
        let place = try Workplace()
        try place.write("", "cache")
        let result = try place.train("a")
        #expect(result.code == 0)
        #expect(result.errors.contains("the graphs are kept in memory only"), "\(result.errors)")
    }

    @Test("several trainings at once build it together and give the same model")
    func concurrent() throws {
        let place = try Workplace()
        let processes = try (0..<4).map { k in
            let process = Process()
            process.executableURL = URL(filePath: try #require(Program.path))
            process.arguments = place.arguments("\(k)", ["--threads", "1"])
            process.environment = Program.environment(cache: URL(filePath: place.folder.path))
            process.standardOutput = FileHandle.nullDevice
            try place.write("", "\(k).log")
            process.standardError = FileHandle(forWritingAtPath: "\(place.folder.path)/\(k).log")
            try process.run()
            return process
        }
        let logs = try processes.enumerated().map { k, process in
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return try String(contentsOfFile: "\(place.folder.path)/\(k).log", encoding: .utf8)
        }
        #expect(!logs.contains { $0.contains("in memory") }, "\(logs)")
        #expect(logs.count { $0.contains("graphs from") } == 3, "one builds: \(logs)")
        let models = try (0..<4).map { try place.model("\($0)") }
        #expect(Set(models).count == 1)
        #expect(place.files.count == 1 && place.files[0].hasSuffix(".graphs"))
    }

    /// Labels of which every fourth contradicts its neighbour's: the same crystal twice.
    private static let repeated = TrainTests.data.split(separator: "\n").enumerated().map {
        k, line in
        let again = line.replacing("\"id\":\"x", with: "\"id\":\"again").replacing(
            "\"y\":", with: k % 4 == 0 ? "\"y\":9" : "\"y\":")
        return k % 2 == 0 ? "\(line)\n\(again)\n" : "\(line)\n"
    }.joined()

    @Test("entries of one crystal are compared, from a file, a cache and standard input alike")
    func disagreement() throws {
        let place = try Workplace()
        try place.write(Self.repeated, "data.jsonl")
        try place.write(
            """
            network: {width: 16, hiddenWidth: 16, convolutions: 1}
            training: {epochs: 1}
            cleaning: {disagreement: 0.3}
            """, "plan.yaml")
        #expect(try place.train("file").code == 0)
        #expect(try place.train("again").errors.contains("graphs from"))
        var arguments = place.arguments("input")
        arguments[1] = "-"
        let input = try Program.run(arguments, input: Self.repeated)
        #expect(input.code == 0, "\(input.errors)")
        #expect(place.files.count == 1, "standard input cannot be read again, and is not kept")
        let tables = try ["file", "again", "input"].map { run in
            let path = "\(place.folder.path)/\(run)/m.safetensors.left-out.csv"
            // Id, formula and rule; the sources differ.
            return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                .map { line in
                    let cells = line.split(separator: ",")
                    return [cells[0], cells[1], cells[3]].joined(separator: ",")
                }
        }
        #expect(tables[0] == tables[1] && tables[0] == tables[2])
        #expect(tables[0].count > 35, "20 pairs disagree, some of them with a third")
    }
}
