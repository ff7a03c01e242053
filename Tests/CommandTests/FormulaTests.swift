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
