import Crystals
import Foundation
import TestKit
import Testing

@Suite("kimberlite train")
struct TrainTests {
    /// 80 crystals of two atoms; the label is the volume per atom times the mean atomic number.
    static let data: String = {
        var generator = SplitMix64(seed: 8)
        let numbers = [6, 7, 13, 14, 22, 26, 74]
        return (0..<80).map { k in
            let a = Double.random(in: 3...5, using: &generator)
            let z = (0..<2).map { _ in numbers[Int.random(in: 0..<7, using: &generator)] }
            let y = a * a * a / 2 * Double(z[0] + z[1]) / 2
            return """
                {"id":"x\(k)","lattice":[[\(a),0,0],[0,\(a),0],[0,0,\(a)]],"z":[\(z[0]),\(z[1])],\
                "frac":[[0,0,0],[0.5,0.5,0.5]],"y":\(y)}

                """
        }.joined()
    }()

    static let plan = """
        targets: [{name: y, unit: "", transform: log10}]
        network: {width: 16, hiddenWidth: 16, convolutions: 2}
        training:
          epochs: 40
          batchSize: 8
          saveEvery: 1
          split: {validation: 0.1, test: 0.2}
        """

    static func prepare(_ folder: String) throws -> [String] {
        try Data(data.utf8).write(to: URL(filePath: "\(folder)/data.jsonl"))
        try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
        return [
            "train", "\(folder)/data.jsonl", "--config", "\(folder)/plan.yaml", "-o",
            "\(folder)/y.safetensors",
        ]
    }

    static func bytes(_ folder: String, _ name: String = "y.safetensors") throws -> Data {
        try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }

    @Test("killed at ten random moments and resumed, it gives the bytes of the undisturbed run")
    func killAndResume() throws {
        let (calm, troubled) = (try TemporaryFolder(), try TemporaryFolder())
        let start = ContinuousClock.now
        let undisturbed = try Program.run(Self.prepare(calm.path) + ["--quiet"])
        let duration = (ContinuousClock.now - start) / .seconds(1)
        try #require(undisturbed.code == 0, "\(undisturbed.errors)")

        let arguments = try Self.prepare(troubled.path)
        var generator = SplitMix64(seed: 5)
        var killed = 0
        for _ in 0..<10 {
            let process = Process()
            process.executableURL = URL(filePath: try #require(Program.path))
            process.arguments = arguments + ["--quiet", "--threads", "1"]
            process.environment = Program.environment(cache: URL(filePath: troubled.path))
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            // Short of a tenth of the whole, so that ten lives do not finish it.
            Thread.sleep(forTimeInterval: duration * Double.random(in: 0...0.18, using: &generator))
            if process.isRunning {
                kill(process.processIdentifier, SIGKILL)
                killed += 1
            }
            process.waitUntilExit()
        }
        #expect(killed >= 8, "control: the moments fell into the run")
        // The card names the data file, not its folder, so the bytes can be compared.
        let last = try Program.run(arguments + ["--quiet"])
        #expect(last.code == 0, "\(last.errors)")
        #expect(try Self.bytes(troubled.path) == Self.bytes(calm.path))
        for name in ["y.safetensors.metrics.csv"] {
            #expect(try Self.bytes(troubled.path, name) == Self.bytes(calm.path, name))
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: troubled.path)
        #expect(!left.contains("y.safetensors.training"), "the saved state is removed at the end")
    }

    @Test("the model it writes can be evaluated, and predicts in input order")
    func whole() throws {
        try withTemporaryFolder { folder in
            let trained = try Program.run(Self.prepare(folder))
            #expect(trained.code == 0, "\(trained.errors)")
            #expect(trained.output.contains("model in"))
            let model = "\(folder)/y.safetensors"
            let evaluated = try Program.run(
                "evaluate", "--model", model, "\(folder)/data.jsonl", "--json")
            #expect(evaluated.code == 0, "\(evaluated.errors)")
            #expect(evaluated.output.contains("\"target\":\"y\""))
            let predicted = try Program.run(
                "predict", "\(folder)/data.jsonl", "--model", model, "--quiet")
            let lines = predicted.output.split(separator: "\n")
            #expect(lines.first == "id,formula,sites,y,status,reason,source")
            #expect(lines.count == 81)
            #expect(lines[1].hasPrefix("x0,") && lines[80].hasPrefix("x79,"))
            #expect(lines[80].hasSuffix(",\"\(folder)/data.jsonl, line 80\""))
            #expect(predicted.code == 0)
        }
    }

    @Test(
        "inputs that are no crystals are named, and stand with their reasons in the table of what was left out"
    )
    func rejected() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            let broken =
                "{\"id\":\"bad\",\"lattice\":[[3,0,0],[0,3,0]],\"z\":[6],\"frac\":[[0,0,0]],\"y\":5}\n"
            let lines = Self.data + String(repeating: broken, count: 4)
            try Data(lines.utf8).write(to: URL(filePath: "\(folder)/data.jsonl"))
            let trained = try Program.run(arguments)
            try #require(trained.code == 0, "\(trained.errors)")
            #expect(
                trained.errors.contains(
                    "  rejected inconsistent-counts: 4\n    bad (\(folder)/data.jsonl, line 81): "))
            #expect(trained.errors.contains("\n    …\n"), "three of four are named")
            let table = try String(
                contentsOfFile: "\(folder)/y.safetensors.left-out.csv", encoding: .utf8)
            let rows = table.split(separator: "\n").dropFirst()
            #expect(rows.count { $0.contains(",rejected,") && $0.contains("has 2 rows") } == 4)
        }
    }

    @Test("where there is no validation part, its errors are empty in the table of epochs")
    func unvalidated() throws {
        try withTemporaryFolder { folder in
            try Data(Self.data.utf8).write(to: URL(filePath: "\(folder)/data.jsonl"))
            let plan = "training: {epochs: 2, split: {validation: 0, test: 0.2}}"
            try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
            let model = "\(folder)/m.safetensors"
            let result = try Program.run(
                "train", "\(folder)/data.jsonl", "--target", "y", "--config",
                "\(folder)/plan.yaml", "-o", model, "--quiet")
            #expect(result.code == 0, "\(result.errors)")
            let table = try String(contentsOfFile: "\(model).metrics.csv", encoding: .utf8)
            let rows = table.split(separator: "\n")
            #expect(rows.count == 3 && rows[0].hasSuffix(",loss,validation_mae_y"))
            #expect(rows.dropFirst().allSatisfy { $0.hasSuffix(",") && !$0.contains("nan") })
        }
    }

    @Test("the settings on a model's card are a plan that leads to the same model")
    func settings() throws {
        try withTemporaryFolder { folder in
            var plan = Self.plan + "\ncleaning: {ranges: {y: [100, 1500]}, disagreement: 0.25}\n"
            plan += "maximumSites: 30\nlicence: 'ours: all'\n"
            _ = try Self.prepare(folder)
            try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
            func train(_ plan: String, _ model: String) throws -> Data {
                let result = try Program.run(
                    "train", "\(folder)/data.jsonl", "--config", plan, "-o", model, "--quiet")
                #expect(result.code == 0, "\(result.errors)")
                return try Data(contentsOf: URL(filePath: model))
            }
            let model = "\(folder)/y.safetensors"
            let first = try train("\(folder)/plan.yaml", model)
            let card = try Program.run("evaluate", "--model", model, "--card").output
            let settings = try #require(card.components(separatedBy: "file has them:\n").last)
            #expect(settings.contains("learningRate: 0.005\n") && settings.contains("ranges:"))
            let lines = settings.split(separator: "\n").map { $0.dropFirst(4) }
            try Data(lines.joined(separator: "\n").utf8).write(
                to: URL(filePath: "\(folder)/again.yaml"))
            #expect(try train("\(folder)/again.yaml", "\(folder)/again.safetensors") == first)
            // Labels that the plan would not have believed are told.
            let all = try Program.run("evaluate", "--model", model, "\(folder)/data.jsonl")
            #expect(all.errors.contains("labels that the cleaning"), "\(all.errors)")
            #expect(all.errors.contains("(range "))
        }
    }

    @Test("a target that no crystal has, a wrong setting and a wrong state are refused in words")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            let data = "\(folder)/data.jsonl"
            let missing = try Program.run(
                "train", data, "--target", "hardness", "-o", "\(folder)/m.safetensors", "--quiet")
            #expect(missing.code != 0 && missing.errors.contains("too few"))
            #expect(missing.errors.contains("the labels of the inputs are y\n"))
            try Data("training: {epoch: 3}".utf8).write(to: URL(filePath: "\(folder)/wrong.yaml"))
            let wrong = try Program.run(
                "train", data, "--target", "y", "--config", "\(folder)/wrong.yaml", "-o", "x")
            #expect(wrong.code != 0 && wrong.errors.contains("training.epoch"))
            let state = URL(filePath: "\(folder)/y.safetensors.training")
            try Data("not a state".utf8).write(to: state)
            let resumed = try Program.run(arguments)
            #expect(resumed.code != 0 && resumed.errors.contains("--restart"))
            #expect(try Program.run(arguments + ["--restart", "--quiet"]).code == 0)
        }
    }
}
