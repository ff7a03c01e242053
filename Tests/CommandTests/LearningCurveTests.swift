import Foundation
import TestKit
import Testing

@Suite("kimberlite learning-curve")
struct LearningCurveTests {
    private static let plan = """
        targets: [{name: y, unit: "", transform: log10}]
        network: {width: 16, hiddenWidth: 16, convolutions: 2}
        training:
          epochs: 3
          batchSize: 8
          averaging: 0.9
          split: {validation: 0.1, test: 0.45}
        semiSupervised: {batchSize: 8}
        """

    private static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    /// Data, plan and a model to begin with; the command of all ways.
    private static func prepare(_ folder: String) throws -> [String] {
        try write(TrainTests.data, "\(folder)/data.jsonl")
        try write(plan, "\(folder)/plan.yaml")
        try write(
            plan.replacing("semiSupervised: {batchSize: 8}", with: ""), "\(folder)/plain.yaml")
        let source = try Program.run(
            "train", "\(folder)/data.jsonl", "--config", "\(folder)/plain.yaml", "--target",
            "volume", "-o", "\(folder)/volume.safetensors", "--quiet")
        #expect(source.code == 0, "\(source.errors)")
        return command(folder) + [
            "--from", "\(folder)/volume.safetensors", "--unlabelled", "\(folder)/data.jsonl",
            "--pseudo-labels",
        ]
    }

    private static func command(
        _ folder: String, plan: String = "plan.yaml", output: String = "curve",
        sizes: String = "8,16"
    ) -> [String] {
        [
            "learning-curve", "\(folder)/data.jsonl", "--config", "\(folder)/\(plan)", "--sizes",
            sizes, "--seeds", "2", "--least-steps", "0", "-o", "\(folder)/\(output)",
        ]
    }

    /// Rows of a table by heading.
    private static func rows(_ path: String) throws -> [[String: String]] {
        let lines = try text(path).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map {
            Dictionary(uniqueKeysWithValues: zip(lines[0], $0))
        }
    }

    @Test("each way has its runs, all are tested alike, and the summary is their means")
    func whole() throws {
        try withTemporaryFolder { folder in
            let result = try Program.run(Self.prepare(folder))
            #expect(result.code == 0, "\(result.errors)")
            let runs = try Self.rows("\(folder)/curve/runs.csv")
            let ways = ["scratch", "transfer", "mean-teacher", "pseudo-labels"]
            #expect(runs.count == 16 && Set(runs.compactMap { $0["way"] }) == Set(ways))
            let tested = Set(runs.compactMap { $0["test"] })
            #expect(tested.count == 1)
            #expect((tested.first.flatMap { Int($0) } ?? 0) > 9, "\(tested)")
            #expect(runs.allSatisfy { $0["train"] == $0["labels"] })
            func errors(_ way: String, _ labels: String) -> [Double] {
                runs.filter { $0["way"] == way && $0["labels"] == labels }
                    .compactMap { $0["y_test"].flatMap { Double($0) } }
            }
            #expect(
                Set(ways.flatMap { errors($0, "8") }).count == 8, "control: no two are the same")
            let summary = try Self.rows("\(folder)/curve/summary.csv")
            #expect(summary.count == 8)
            for row in summary {
                let way = try #require(row["way"]), labels = try #require(row["labels"])
                let its = errors(way, labels), scratch = errors("scratch", labels)
                let mean = (its[0] + its[1]) / 2
                #expect(abs((Double(row["test_mae"] ?? "") ?? 0) / mean - 1) < 1e-3)
                let ratio = mean / ((scratch[0] + scratch[1]) / 2)
                let given = row["ratio_to_scratch"].flatMap { Double($0) }
                #expect(way == "scratch" ? given == nil : abs((given ?? 0) / ratio - 1) < 1e-3)
                #expect((row["ratio_to_transfer"] == "") == ["scratch", "transfer"].contains(way))
            }
            let figure = try Self.text("\(folder)/curve/figure.svg")
            for name in ["from scratch", "transfer", "mean teacher", "pseudo-labels"] {
                #expect(figure.contains(">\(name)<"))
            }
            #expect(result.output.contains("±"))
        }
    }

    @Test("a run whose teacher diverged says so, and the others go on")
    func teacherWithoutResult() throws {
        try withTemporaryFolder { folder in
            let command = try Self.prepare(folder) + ["--quiet"]
            try Self.write(
                Self.plan.replacing(
                    "epochs: 3",
                    with: "epochs: 3\n  schedule: {step: {milestones: [0.2], factor: 1e30}}"),
                "\(folder)/plan.yaml")
            let result = try Program.run(command)
            let runs = try Self.rows("\(folder)/curve/runs.csv")
            #expect(runs.count == 16, "\(result.errors)")
            #expect(runs.allSatisfy { $0["failure"]?.contains("diverged in epoch") == true })
            for run in runs {
                let key = "transfer-\(run["labels"] ?? "")-\(run["seed"] ?? "")"
                let isTaught = run["failure"]?.contains("its teacher \(key) has no result") == true
                #expect(isTaught == (run["way"] == "pseudo-labels"), "\(run)")
            }
        }
    }

    @Test("a run is the training of its plan")
    func sameAsTrain() throws {
        try withTemporaryFolder { folder in
            try Self.write(TrainTests.data, "\(folder)/data.jsonl")
            try Self.write(
                Self.plan.replacing("semiSupervised: {batchSize: 8}", with: ""),
                "\(folder)/plan.yaml")
            #expect(try Program.run(Self.command(folder, sizes: "8")).code == 0)
            try Self.write(
                Self.plan.replacing("semiSupervised: {batchSize: 8}", with: "")
                    .replacing(
                        "epochs: 3", with: "epochs: 3\n  labels: 8\n  seed: 2\n  splitSeed: 1"),
                "\(folder)/one.yaml")
            let trained = try Program.run(
                "train", "\(folder)/data.jsonl", "--config", "\(folder)/one.yaml", "-o",
                "\(folder)/one.safetensors", "--json")
            #expect(trained.code == 0, "\(trained.errors)")
            let run = try #require(
                try Self.rows("\(folder)/curve/runs.csv").first { $0["seed"] == "2" })
            let error = try #require(run["y_test"].flatMap { Double($0) })
            let match = try #require(
                trained.output.firstMatch(of: /"learned":\{[^}]*"meanAbsoluteError":([0-9.e-]+)/))
            #expect(abs((Double(match.1) ?? 0) / error - 1) < 1e-5, "\(match.1) and \(error)")
        }
    }

    @Test("killed at any moment and on any number of threads, the files end the same")
    func resumed() throws {
        let (calm, troubled) = (try TemporaryFolder(), try TemporaryFolder())
        let whole = try Self.prepare(calm.path) + ["--quiet", "--threads", "1"]
        #expect(try Program.run(whole).code == 0)
        let again = try Self.prepare(troubled.path) + ["--quiet", "--threads", "2"]
        let table = "\(troubled.path)/curve/runs.csv"
        for count in [2, 7] {
            let wasKilled = try Program.kill(again) {
                (try? Self.rows(table).count) ?? 0 >= count
            }
            try #require(wasKilled)
            let left = try Self.rows(table).count
            #expect((count..<16).contains(left), "control: it was not over")
        }
        // A size that was not there before leaves no trace in the order.
        #expect(try Program.run(again).code == 0)
        for name in ["runs.csv", "runs.json", "summary.csv", "figure.svg"] {
            let path = "curve/\(name)"
            #expect(
                try Self.text("\(calm.path)/\(path)") == Self.text("\(troubled.path)/\(path)"))
        }
        #expect(!FileManager.default.fileExists(atPath: "\(troubled.path)/curve/states"))
    }

    @Test("what is there is not trained again, and more sizes add to it")
    func added() throws {
        try withTemporaryFolder { folder in
            try Self.write(TrainTests.data, "\(folder)/data.jsonl")
            try Self.write(
                Self.plan.replacing("semiSupervised: {batchSize: 8}", with: ""),
                "\(folder)/plan.yaml")
            #expect(try Program.run(Self.command(folder, sizes: "16")).code == 0)
            // A value that no training gives.
            let path = "\(folder)/curve/runs.json"
            let record = try Self.text(path)
            let values = try #require(record.firstMatch(of: /"values":\[[^\]]*\]/))
            try Self.write(
                record.replacing(values.0, with: "\"values\":[1,2,77]", maxReplacements: 1), path)
            #expect(try Program.run(Self.command(folder)).code == 0)
            let rows = try Self.rows("\(folder)/curve/runs.csv")
            #expect(rows.map { $0["labels"] } == ["8", "8", "16", "16"])
            #expect(rows.count { $0["y_test"] == "77" } == 1)
            // A state of a run that is no longer wanted.
            let state = "\(folder)/curve/states/scratch-8-1.training"
            try FileManager.default.createDirectory(
                atPath: "\(folder)/curve/states", withIntermediateDirectories: true)
            try Self.write("old", state)
            #expect(try Program.run(Self.command(folder) + ["--restart"]).code == 0)
            #expect(!FileManager.default.fileExists(atPath: state))
            let anew = try Self.rows("\(folder)/curve/runs.csv")
            #expect(anew.count == 4 && !anew.contains { $0["y_test"] == "77" })
        }
    }

    @Test("what stands on two sides is told and listed before it is refused, and told once")
    func leaks() throws {
        try withTemporaryFolder { folder in
            // Every crystal twice, each row for itself.
            let twins = TrainTests.data + TrainTests.data.replacing("\"id\":\"", with: "\"id\":\"b")
            try Self.write(twins, "\(folder)/data.jsonl")
            try Self.write(
                Self.plan.replacing("semiSupervised: {batchSize: 8}", with: ""),
                "\(folder)/plan.yaml")
            let refused = try Program.run(
                Self.command(folder, sizes: "8") + ["--split", "row", "--refuse-leaks"])
            #expect(refused.code == 1, "\(refused.errors)")
            let list = "\(folder)/curve/leaks.csv"
            #expect(
                refused.errors.contains("error: crystals stand on two sides of the split; \(list)"))
            #expect(refused.errors.components(separatedBy: "split by row").count == 2)
            #expect(try String(contentsOfFile: list, encoding: .utf8).contains("\n"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/curve/runs.csv"))
        }
    }

    @Test("too many labels, other settings in the same folder, and what makes no sense are refused")
    func refusals() throws {
        try withTemporaryFolder { folder in
            try Self.write(TrainTests.data, "\(folder)/data.jsonl")
            let plain = Self.plan.replacing("semiSupervised: {batchSize: 8}", with: "")
            try Self.write(plain, "\(folder)/plan.yaml")
            let many = try Program.run(Self.command(folder, sizes: "8,5000"))
            #expect(many.code == 1 && many.errors.contains("--sizes asks for 5000"))
            #expect(try Program.run(Self.command(folder, sizes: "8")).code == 0)
            try Self.write(
                plain.replacing("epochs: 3", with: "epochs: 4"), "\(folder)/plan.yaml")
            let other = try Program.run(Self.command(folder, sizes: "8"))
            #expect(other.code == 1 && other.errors.contains("other settings"), "\(other.errors)")
            for arguments in [
                ["--pseudo-labels"], ["--cross-validate", "3"], ["--sizes", "0"],
                ["--seeds", "0"], ["--teacher", "m.safetensors"],
            ] {
                let result = try Program.run(Self.command(folder) + arguments)
                #expect(result.code != 0, "\(arguments)")
            }
        }
    }
}
