import Foundation
import TestKit
import Testing

@Suite("kimberlite search")
struct SearchTests {
    private static let plan = """
        targets: [{name: y, unit: "", transform: log10}]
        network: {width: 16, hiddenWidth: 16, convolutions: 1}
        training: {epochs: 9, batchSize: 8, split: {validation: 0.2, test: 0.2}}
        """

    /// Of the rates, only one learns anything.
    private static let space = """
        training:
          learningRate: [0.000001, 0.01]
          weightDecay: {min: 0.001, max: 0.1, log: true}
        """

    private static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private static func prepare(_ folder: String, space: String = space) throws -> [String] {
        try write(TrainTests.data, "\(folder)/data.jsonl")
        try write(plan, "\(folder)/plan.yaml")
        try write(space, "\(folder)/space.yaml")
        return [
            "search", "\(folder)/data.jsonl", "--config", "\(folder)/plan.yaml", "--space",
            "\(folder)/space.yaml", "--seed", "3", "-o", "\(folder)/found",
        ]
    }

    private static func rows(_ path: String) throws -> [[String: String]] {
        let lines = try text(path).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    @Test("what stands on two sides of the split is told of before anything is trained")
    func leaks() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            // Rows with names of their own, divided by their places.
            let twice =
                TrainTests.data + TrainTests.data.replacing("\"id\":\"x", with: "\"id\":\"z")
            try Self.write(twice, "\(folder)/data.jsonl")
            try Self.write(
                Self.plan.replacing("{validation: 0.2", with: "{by: row, validation: 0.2"),
                "\(folder)/plan.yaml")
            let result = try Program.run(arguments + ["--runs", "1"])
            #expect(result.code == 0, "\(result.errors)")
            #expect(
                result.errors.contains("\(folder)/found/leaks.csv lists what stands on two sides"))
            let leaks = try Self.rows("\(folder)/found/leaks.csv")
            #expect(leaks.contains { $0["kind"] == "row" }, "\(leaks.prefix(2))")
        }
    }

    @Test("a kernel regression beside the networks takes part")
    func kernel() throws {
        try withTemporaryFolder { folder in
            try Self.write(FormulaTests.table, "\(folder)/tc.csv")
            let plan = FormulaTests.plan.replacing("epochs: 40", with: "epochs: 1")
            try Self.write(plan + "\nkernel: {share: 1}\n", "\(folder)/plan.yaml")
            try Self.write("kernel.ridge: [0.001, 5]", "\(folder)/space.yaml")
            let result = try Program.run(
                "search", "\(folder)/tc.csv", "--config", "\(folder)/plan.yaml", "--space",
                "\(folder)/space.yaml", "--runs", "2", "-o", "\(folder)/found")
            #expect(result.code == 0, "\(result.errors)")
            let rows = try Self.rows("\(folder)/found/runs.csv")
            #expect(Set(rows.compactMap { $0["kernel.ridge"] }).count == 2, "control: \(rows)")
            #expect(Set(rows.compactMap { $0["Tc_test"] }).count == 2)
        }
    }

    @Test("the best plan is that of the least validation error, and trains to what the table says")
    func random() throws {
        try withTemporaryFolder { folder in
            let result = try Program.run(Self.prepare(folder) + ["--runs", "5"])
            #expect(result.code == 0, "\(result.errors)")
            let rows = try Self.rows("\(folder)/found/runs.csv")
            #expect(rows.map { $0["draw"] } == ["1", "2", "3", "4", "5"])
            let rates = rows.compactMap { $0["training.learningRate"] }
            #expect(Set(rates) == ["1e-06", "0.01"], "control: both were tried, \(rates)")
            let errors = rows.compactMap { $0["error"].flatMap { Double($0) } }
            let best = try #require(errors.indices.min { errors[$0] < errors[$1] })
            #expect(rates[best] == "0.01")
            let plan = try Self.text("\(folder)/found/best.yaml")
            #expect(
                plan.contains("learningRate: 0.01\n") && plan.contains("random search (seed 3)"))
            let decay = try #require(rows[best]["training.weightDecay"])
            #expect(plan.contains("weightDecay: \(decay)\n"), "\(decay)")

            let trained = try Program.run(
                "train", "\(folder)/data.jsonl", "--config", "\(folder)/found/best.yaml", "-o",
                "\(folder)/y.safetensors", "--json")
            #expect(trained.code == 0, "\(trained.errors)")
            let match = try #require(
                trained.output.firstMatch(of: /"learned":\{[^}]*"meanAbsoluteError":([0-9.e-]+)/))
            let error = try #require(rows[best]["y_test"].flatMap { Double($0) })
            #expect(abs((Double(match.1) ?? 0) / error - 1) < 1e-5)
        }
    }

    @Test("halving gives the best third three times the epochs")
    func halving() throws {
        try withTemporaryFolder { folder in
            let result = try Program.run(
                Self.prepare(folder) + ["--runs", "9", "--halving", "--least-epochs", "1"])
            #expect(result.code == 0, "\(result.errors)")
            let rows = try Self.rows("\(folder)/found/runs.csv")
            let rungs = [("1", "1"), ("2", "3"), ("3", "9")].map { rung, epochs in
                rows.filter { $0["rung"] == rung && $0["epochs"] == epochs }
            }
            #expect(rungs.map(\.count) == [9, 3, 1] && rows.count == 13)
            for (before, after) in zip(rungs, rungs.dropFirst()) {
                func error(_ row: [String: String]) -> Double {
                    row["error"].flatMap { Double($0) } ?? .infinity
                }
                let best = before.sorted { error($0) < error($1) }.prefix(after.count)
                #expect(Set(best.map { $0["draw"] }) == Set(after.map { $0["draw"] }))
            }
            #expect(try Self.text("\(folder)/found/best.yaml").contains("epochs: 9\n"))
        }
    }

    @Test(
        "killed and gone on with, on any number of threads, it ends the same; more draws are added")
    func resumed() throws {
        let (calm, troubled) = (try TemporaryFolder(), try TemporaryFolder())
        let whole = try Self.prepare(calm.path) + ["--runs", "6", "--quiet", "--threads", "1"]
        #expect(try Program.run(whole).code == 0)
        let arguments = try Self.prepare(troubled.path) + ["--quiet", "--threads", "2"]
        let table = "\(troubled.path)/found/runs.csv"
        let wasKilled = try Program.kill(arguments + ["--runs", "4"]) {
            (try? Self.rows(table).count) ?? 0 >= 2
        }
        try #require(wasKilled)
        #expect(try Program.run(arguments + ["--runs", "4"]).code == 0)
        #expect(try Self.rows(table).count == 4)
        #expect(try Program.run(arguments + ["--runs", "6"]).code == 0)
        for name in ["runs.csv", "best.yaml"] {
            #expect(
                try Self.text("\(calm.path)/found/\(name)")
                    == Self.text("\(troubled.path)/found/\(name)"))
        }
    }

    @Test(
        "what decides about the data, and what no plan has, is not searched",
        arguments: [
            ("training.split: [{test: 0.1}, {test: 0.2}]", "cannot be searched"),
            ("training: {seed: [1, 2]}", "cannot be searched"),
            ("training: [{seed: 1}, {seed: 2}]", "cannot be searched"),
            ("network: [{kind: composition}, {width: 8}]", "cannot be searched"),
            ("cleaning.disagreement: [0.1, 0.2]", "cannot be searched"),
            ("training.rate: [1, 2]", "no setting training.rate"),
            ("training.learningRate: 0.1", "neither a list of values"),
            ("training.epochs.most: [3]", "cannot be searched"),
            ("- 3", "not a list of settings"),
        ])
    func refusals(_ space: String, _ words: String) throws {
        try withTemporaryFolder { folder in
            let result = try Program.run(Self.prepare(folder, space: space))
            #expect(result.code == 1)
            #expect(result.errors.contains(words), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/found/runs.csv"))
        }
    }
}
