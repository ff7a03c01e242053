import Foundation
import TestKit
import Testing

@Suite("kimberlite train, where it stops")
struct TrainRefusalTests {
    /// The crystals of ``TrainTests`` with two labels.
    private static let data = TrainTests.data.replacing(/"y":([0-9.]+)/) { match in
        "\"K\":\(match.1),\"G\":\(match.1)"
    }

    private static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private static func contents(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path))
    }

    @Test("killed while it learned one target, it is not gone on with for another")
    func otherTarget() throws {
        try withTemporaryFolder { folder in
            let (output, state) = ("\(folder)/m.safetensors", "\(folder)/m.safetensors.training")
            try Self.write(Self.data, "\(folder)/data.jsonl")
            try Self.write(
                """
                network: {width: 16, hiddenWidth: 16, convolutions: 2}
                training: {epochs: 300, batchSize: 8, saveEvery: 1}
                """, "\(folder)/plan.yaml")
            func arguments(_ target: String) -> [String] {
                [
                    "train", "\(folder)/data.jsonl", "--target", target, "--config",
                    "\(folder)/plan.yaml", "-o", output,
                ]
            }
            let wasKilled = try Program.kill(arguments("K")) {
                FileManager.default.fileExists(atPath: state)
            }
            try #require(wasKilled)
            let before = try Self.contents(state)

            let other = try Program.run(arguments("G"))
            #expect(other.code == 1)
            #expect(other.errors.contains("other targets"), "\(other.errors)")
            #expect(other.errors.contains("--restart"))
            #expect(!other.errors.contains("resuming"))
            #expect(!FileManager.default.fileExists(atPath: output))
            #expect(try Self.contents(state) == before, "the state of the other is as it was")
            let same = try Program.run(arguments("K"))
            #expect(same.code == 0 && same.errors.contains("resuming after epoch"))
        }
    }

    @Test("a plan that adapts a file which is not among the inputs is refused")
    func absentFile() throws {
        try withTemporaryFolder { folder in
            try Self.write(Self.data, "\(folder)/data.jsonl")
            try Self.write(
                "adaptations: [{file: carbon.jsonl, stretch: 1.02}]", "\(folder)/plan.yaml")
            let result = try Program.run(
                "train", "\(folder)/data.jsonl", "--target", "K", "--config",
                "\(folder)/plan.yaml", "-o", "\(folder)/m.safetensors")
            #expect(result.code == 1)
            #expect(result.errors.contains("carbon.jsonl, and no input has that name"))
        }
    }

    @Test("a training that diverges says when and what to do, and keeps its last state")
    func divergence() throws {
        try withTemporaryFolder { folder in
            let (output, state) = ("\(folder)/m.safetensors", "\(folder)/m.safetensors.training")
            try Self.write(Self.data, "\(folder)/data.jsonl")
            // Two epochs at a sensible rate, then one at 10²⁸.
            try Self.write(
                """
                network: {width: 16, hiddenWidth: 16, convolutions: 2}
                training:
                  epochs: 4
                  batchSize: 8
                  saveEvery: 1
                  learningRate: 0.01
                  schedule: {step: {milestones: [0.5], factor: 1e30}}
                """, "\(folder)/plan.yaml")
            let result = try Program.run(
                "train", "\(folder)/data.jsonl", "--target", "K", "--config",
                "\(folder)/plan.yaml", "-o", output, "--quiet")
            #expect(result.code == 1)
            #expect(result.errors.contains("diverged in epoch 3, step"), "\(result.errors)")
            #expect(result.errors.contains("smaller training.learningRate than 0.01"))
            #expect(result.errors.contains("--restart") && result.errors.contains(state))
            #expect(!FileManager.default.fileExists(atPath: output))
            let metrics = try String(contentsOfFile: "\(output).metrics.csv", encoding: .utf8)
            #expect(metrics.split(separator: "\n").count == 3, "two epochs are kept")
            #expect(FileManager.default.fileExists(atPath: state))
        }
    }

    @Test("Ctrl-C ends it cleanly, with code 130 and a state to go on from")
    func interruption() throws {
        try withTemporaryFolder { folder in
            let output = "\(folder)/m.safetensors"
            try Self.write(Self.data, "\(folder)/data.jsonl")
            try Self.write("training: {epochs: 100000, saveEvery: 100000}", "\(folder)/plan.yaml")
            let process = Process()
            process.executableURL = URL(filePath: try #require(Program.path))
            process.arguments = [
                "train", "\(folder)/data.jsonl", "--target", "K", "--config",
                "\(folder)/plan.yaml", "-o", output, "--quiet",
            ]
            process.standardError = FileHandle.nullDevice
            process.environment = Program.environment(cache: URL(filePath: folder))
            try process.run()
            // Written before the first epoch.
            while !FileManager.default.fileExists(atPath: output + ".left-out.csv") {
                Thread.sleep(forTimeInterval: 0.005)
            }
            Thread.sleep(forTimeInterval: 0.3)
            kill(process.processIdentifier, SIGINT)
            for _ in 0..<2000 where process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            #expect(process.terminationReason == .exit && process.terminationStatus == 130)
            #expect(FileManager.default.fileExists(atPath: output + ".training"))
        }
    }
}
