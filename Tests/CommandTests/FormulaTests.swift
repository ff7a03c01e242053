import Foundation
import TestKit
import Testing

@Suite("kimberlite on tables of formulas")
struct FormulaTests {
    /// Two elements in twenty proportions, some rows twice.
    static let table: String = {
        let pairs = [("Nb", "Sn"), ("Mg", "B"), ("Fe", "Se"), ("V", "Si")]
        let rows = (0..<88).map { k in
            let (a, b) = pairs[k % 4]
            let share = Double(k % 80 / 4 + 1) / 21
            let tc = k.isMultiple(of: 11) ? 0 : 20 * (1 + share) + (k >= 80 ? 1 : 0)
            let shares = [share, 1 - share].map { String(format: "%.4f", $0) }
            return "\(a)\(shares[0])\(b)\(shares[1]),\(tc)"
        }
        return (["name,Tc"] + rows + ["Xx2O,3"]).joined(separator: "\n") + "\n"
    }()

    static let plan = """
        targets:
          - {name: Tc, transform: log}
          - {name: hot, label: Tc, classification: {above: 30}}
        network: {kind: composition, width: 32, heads: 2, blocks: 1, hiddenWidth: 16}
        cleaning: {average: {zeroIsNone: true}}
        training:
          epochs: 40
          batchSize: 8
          loss: log-cosh
          clipping: 1
          split: {validation: 0.1, test: 0.2}
        """

    static func train(_ folder: String, _ more: String...) throws -> Program.Result {
        try Data(table.utf8).write(to: URL(filePath: "\(folder)/tc.csv"))
        try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
        return try Program.run(
            ["train", "\(folder)/tc.csv", "--config", "\(folder)/plan.yaml"]
                + ["-o", "\(folder)/tc.safetensors"] + more)
    }

    @Test("rows of one composition that a split by year keeps apart are judged apart")
    func years() throws {
        try withTemporaryFolder { folder in
            // Every composition is reported in 1990, and each second one again in 2005.
            let lines = Self.table.split(separator: "\n").dropFirst().prefix(80).enumerated()
                .flatMap { k, line in
                    ["\(line),1990"] + (k.isMultiple(of: 2) ? ["\(line),2005"] : [])
                }
            let table = (["name,Tc,year"] + lines).joined(separator: "\n") + "\n"
            try Data(table.utf8).write(to: URL(filePath: "\(folder)/tc.csv"))
            let plan = Self.plan.replacing(
                "split: {validation: 0.1, test: 0.2}",
                with: "split: {testFrom: 2000}"
            ).replacing("epochs: 40", with: "epochs: 1")
            try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
            let model = "\(folder)/tc.safetensors"
            let trained = try Program.run(
                "train", "\(folder)/tc.csv", "--config", "\(folder)/plan.yaml", "-o", model)
            try #require(trained.code == 0, "\(trained.errors)")
            #expect(trained.errors.contains("80 train, 0 validation, 40 test"), "\(trained.errors)")
            let held = try Program.run(
                "evaluate", "\(folder)/tc.csv", "--model", model, "--held-out")
            #expect(held.output.contains("hot on 40 test compositions"), "\(held.output)")
        }
    }

    @Test("trains, predicts a row for each formula, and evaluates what it has averaged")
    func all() throws {
        try withTemporaryFolder { folder in
            let trained = try Self.train(folder)
            try #require(trained.code == 0, "\(trained.errors)")
            #expect(trained.errors.contains("80 compositions to learn from, 8 left out"))
            #expect(trained.errors.contains("average: 8"))
            #expect(trained.output.contains("Tc on ") && trained.output.contains("hot on "))
            let left = try String(
                contentsOfFile: "\(folder)/tc.safetensors.left-out.csv", encoding: .utf8)
            #expect(left.contains(",average,it is part of the mean under "))

            let model = "\(folder)/tc.safetensors"
            let predicted = try Program.run(
                "predict", "--model", model, "--formula", "Nb3Sn", "--formula", "Nb3S(",
                "--formula", "La3Se")
            #expect(predicted.code == 0, "\(predicted.errors)")
            let lines = predicted.output.split(separator: "\n").map(String.init)
            try #require(lines.count == 4)
            #expect(lines[0].hasPrefix("id,formula,sites,Tc"))
            #expect(lines[1].hasPrefix("Nb3Sn,Nb3Sn,,") && lines[1].contains(",accepted,"))
            // The table gives 35 K for three quarters of niobium.
            let value = try #require(Double(lines[1].split(separator: ",")[2]))
            #expect(abs(value - 35) < 2, "\(lines)")
            #expect(lines[2].contains(",rejected,"))
            #expect(lines[3].contains(",warning,"))
            #expect(lines[3].contains("La was not in the training"))

            let table = try Program.run("predict", "\(folder)/tc.csv", "--model", model)
            #expect(table.code == 0 && table.output.split(separator: "\n").count == 90)
            let evaluated = try Program.run("evaluate", "\(folder)/tc.csv", "--model", model)
            #expect(evaluated.output.contains("hot on 80 compositions"), "\(evaluated.output)")
            let held = try Program.run(
                "evaluate", "\(folder)/tc.csv", "--model", model, "--held-out")
            let own = trained.output.split(separator: "\n").first { $0.contains("hot on ") }
            #expect(held.output.contains(own.map(String.init) ?? "-"), "\(held.output)")
        }
    }

    @Test("a T_c of 0, which has no logarithm, is no miss of an error bar, and alone no label")
    func zeros() throws {
        try withTemporaryFolder { folder in
            try Data(Self.table.utf8).write(to: URL(filePath: "\(folder)/tc.csv"))
            let plan = Self.plan.replacing("validation: 0.1", with: "validation: 0.3")
            try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
            let model = "\(folder)/tc.safetensors"
            let command = [
                "train", "\(folder)/tc.csv", "--config", "\(folder)/plan.yaml", "-o", model,
            ]
            let trained = try Program.run(command)
            #expect(trained.code == 0, "\(trained.errors)")
            #expect(trained.errors.contains("labels of Tc: "))
            let own = try #require(
                trained.output.split(separator: "\n").first { $0.contains("Tc on ") })
            let zeros = try #require(own.firstMatch(of: /Tc on (\d+) test/)).1
            #expect(Int(zeros) ?? 99 < 18 && own.contains("within the 90 % bars"), "\(own)")
            let held = try Program.run(
                "evaluate", "\(folder)/tc.csv", "--model", model, "--held-out")
            #expect(held.output.contains(own), "\(held.output)")
            // Without the question, rows of T_c = 0 have nothing to be learned from.
            let alone = plan.replacing(
                "  - {name: hot, label: Tc, classification: {above: 30}}\n", with: "")
            try Data(alone.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
            let fewer = try Program.run(command + ["--restart"])
            #expect(fewer.code == 0 && fewer.errors.contains("no target: "), "\(fewer.errors)")
        }
    }

    @Test("gives the same model resumed after an interruption and on other threads")
    func bits() throws {
        try withTemporaryFolder { one in
            try withTemporaryFolder { two in
                #expect(try Self.train(one, "--threads", "1").code == 0)
                #expect(try Self.train(two, "--threads", "3").code == 0)
                let models = try [one, two].map {
                    try Data(contentsOf: URL(filePath: "\($0)/tc.safetensors"))
                }
                #expect(models[0] == models[1] && models[0].count > 10_000)
            }
        }
    }

    @Test("positive-unlabelled learning takes formulas too; a question has no logarithm")
    func positives() throws {
        try withTemporaryFolder { folder in
            let table =
                "formula,made\n"
                + (1...60).map { k in
                    "\(["Nb", "Mg", "Fe"][k % 3])\(k)O\(k % 7 + 1),\(k % 3 == 0 ? 1 : 0)\n"
                }.joined()
            try Data(table.utf8).write(to: URL(filePath: "\(folder)/made.csv"))
            let plan = """
                network: {kind: composition, width: 32, heads: 2, blocks: 1, hiddenWidth: 16}
                training: {epochs: 2, batchSize: 16, split: {validation: 0.1, test: 0.25}}
                positiveUnlabelled: {bags: 4, turns: 2}
                """
            try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
            let command = [
                "train", "\(folder)/made.csv", "--positive-unlabelled", "--target", "made",
                "--config", "\(folder)/plan.yaml", "-o", "\(folder)/made.safetensors",
            ]
            let refused = try Program.run(command + ["--log10"])
            #expect(refused.code == 1 && refused.errors.contains("there is no logarithm"))
            let result = try Program.run(command)
            #expect(result.code == 0, "\(result.errors)")
            let scores = try String(
                contentsOfFile: "\(folder)/made.safetensors.scores.csv", encoding: .utf8)
            #expect(scores.split(separator: "\n").count == 61)
        }
    }

    @Test("settings that no item of a list has are refused, as are two targets of one name")
    func items() throws {
        try withTemporaryFolder { folder in
            try Data(Self.table.utf8).write(to: URL(filePath: "\(folder)/tc.csv"))
            for (text, words) in [
                ("targets: [{name: Tc, tranform: log}]", "targets[1].tranform"),
                ("targets: [{name: Tc, classification: {above: 10, atMost: 3}}]", "either above"),
                ("targets: [{name: Tc}, {name: Tc, transform: log}]", "two are called Tc"),
                ("cleaning: {ratios: [{of: G, to: K, max: 1}]}", "ratios[1].max"),
                ("adaptations: [{file: a, strech: 1}]", "adaptations[1].strech"),
            ] {
                try Data(text.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
                let result = try Program.run(
                    "train", "\(folder)/tc.csv", "--config", "\(folder)/plan.yaml", "-o",
                    "\(folder)/m.safetensors")
                #expect(result.code == 1 && result.errors.contains(words), "\(result.errors)")
            }
        }
    }

    @Test("a model of crystal graphs says that it needs a structure, for every formula")
    func structures() throws {
        try withTemporaryFolder { folder in
            var arguments = try TrainTests.prepare(folder)
            arguments += ["--quiet"]
            #expect(try Program.run(arguments).code == 0)
            let model = "\(folder)/y.safetensors"
            let predicted = try Program.run("predict", "--model", model, "--formula", "TiN")
            #expect(predicted.code == 1 && predicted.errors.contains("a formula has no structure"))
            #expect(predicted.output.contains("TiN,TiN,,"))
            #expect(predicted.output.contains("needs-structure: y comes from a model of crystal"))
            try Data("formula,y\nTiN,3\n".utf8).write(to: URL(filePath: "\(folder)/t.csv"))
            let evaluated = try Program.run("evaluate", "\(folder)/t.csv", "--model", model)
            #expect(evaluated.code == 1 && evaluated.errors.contains("reads crystal graphs"))
            let trained = try Program.run(
                "train", "\(folder)/t.csv", "--target", "y", "-o", "\(folder)/z.safetensors")
            #expect(trained.code == 1 && trained.errors.contains("network: {kind: composition}"))
            let mixed = try Program.run(
                "predict", "\(folder)/t.csv", "\(folder)/data.jsonl", "--model", model)
            #expect(mixed.code == 1 && mixed.errors.contains("is a table of formulas and"))
        }
    }
}
