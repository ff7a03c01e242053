import Foundation
import TestKit
import Testing

/// Another instruction set gives other last bits; the program goes on, and does not hide it.
@Suite("A work that another processor goes on with")
struct ArithmeticTests {
    /// OpenBLAS told to compute as on another processor; nil where it cannot be told.
    static let other: [String: String]? = {
        for core in ["Prescott", "Haswell"] {
            let environment = ["OPENBLAS_CORETYPE": core]
            if (try? arithmetic(environment)) != (try? arithmetic([:])) { return environment }
        }
        print("skipped: OpenBLAS has the kernels of one processor only")
        return nil
    }()

    /// What computes in such an environment, as a model's card says it.
    static func arithmetic(_ environment: [String: String]) throws -> String? {
        try withTemporaryFolder { folder in
            try Data("training: {epochs: 1}".utf8).write(to: URL(filePath: "\(folder)/one.yaml"))
            try Data(TrainTests.data.utf8).write(to: URL(filePath: "\(folder)/data.jsonl"))
            let result = try Program.run(
                [
                    "train", "\(folder)/data.jsonl", "--target", "y", "--config",
                    "\(folder)/one.yaml", "-o", "\(folder)/m.safetensors", "--quiet",
                ], environment: environment)
            return computedWith(result.output)
        }
    }

    private static func computedWith(_ output: String) -> String? {
        output.split(separator: "\n").first { $0.contains("computed with") }.map(String.init)
    }

    @Test("a training says so on standard error and on its card", .enabled(if: other != nil))
    func training() throws {
        let other = try #require(Self.other)
        try withTemporaryFolder { folder in
            let arguments = try TrainTests.prepare(folder)
            let state = "\(folder)/y.safetensors.training"
            let wasKilled = try Program.kill(arguments, environment: other) {
                FileManager.default.fileExists(atPath: state)
            }
            try #require(wasKilled, "control: it was killed before its end")
            let resumed = try Program.run(arguments)
            #expect(resumed.code == 0, "\(resumed.errors)")
            #expect(resumed.errors.contains("resuming after epoch"))
            let warning = try #require(
                resumed.errors.split(separator: "\n").first { $0.hasPrefix("warning: ") })
            #expect(warning.contains("goes on with") && warning.contains("last bits"))
            #expect(Self.computedWith(resumed.output)?.contains(", then ") == true)
        }
    }

    @Test("without a change nothing is said, and the card names one arithmetic")
    func undisturbed() throws {
        try withTemporaryFolder { folder in
            let arguments = try TrainTests.prepare(folder)
            let state = "\(folder)/y.safetensors.training"
            _ = try Program.kill(arguments) { FileManager.default.fileExists(atPath: state) }
            let resumed = try Program.run(arguments)
            #expect(!resumed.errors.contains("warning: "), "\(resumed.errors)")
            let line = try #require(Self.computedWith(resumed.output))
            #expect(line.contains(" loops, OpenBLAS ") && line.hasSuffix(" products"))
            #expect(!line.contains("then"))
        }
    }

    @Test("a screening says so on standard error and in its report", .enabled(if: other != nil))
    func screening() throws {
        let other = try #require(Self.other)
        try withTemporaryFolder { folder in
            let (out, log) = ("\(folder)/out", "\(folder)/out/run.log")
            let arguments = ["discover", "--budget", "1200", "-o", out]
            let wasKilled = try Program.kill(arguments, environment: other) {
                FileManager.default.fileExists(atPath: log)
            }
            try #require(wasKilled, "control: it was killed before its end")
            let resumed = try Program.run(arguments)
            #expect(resumed.code == 0, "\(resumed.errors)")
            #expect(resumed.errors.contains("warning: this screening was computed with"))
            let report = try String(contentsOfFile: "\(out)/report.html", encoding: .utf8)
            let line = try #require(
                report.split(separator: "\n").first { $0.contains("Computed with") })
            #expect(line.contains(", then "))
            // Found finished, it does not go on with anything; that two took part stays in the report.
            let again = try Program.run(arguments)
            #expect(again.code == 0 && !again.errors.contains("was computed with"))
            let later = try String(contentsOfFile: "\(out)/report.html", encoding: .utf8)
            #expect(later.contains(line))
        }
    }
}
