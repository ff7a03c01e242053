import Foundation
import TestKit
import Testing

@Suite("kimberlite train, divided otherwise")
struct SplitTests {
    /// The crystals of ``TrainTests``, with a year; the last two have none, and the first and the third
    /// stand a second time at the end.
    private static let data: String = {
        let lines = TrainTests.data.split(separator: "\n").enumerated().map { k, line in
            let year = k < 78 ? ",\"year\":\(2000 + k % 20)}" : "}"
            return String(line.dropLast()) + year
        }
        return (lines + [lines[0], lines[2]]).map { $0 + "\n" }.joined()
    }()

    private static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private static func prepare(
        _ folder: String, output: String = "y.safetensors"
    ) throws -> [String] {
        try write(data, "\(folder)/data.jsonl")
        try write(
            TrainTests.plan.replacing("epochs: 40", with: "epochs: 2"), "\(folder)/plan.yaml")
        return [
            "train", "\(folder)/data.jsonl", "--config", "\(folder)/plan.yaml", "-o",
            "\(folder)/\(output)",
        ]
    }

    @Test("by row, what stands on two sides is told before the training, listed, and on the card")
    func leaks() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            let result = try Program.run(arguments + ["--split", "row"])
            #expect(result.code == 0, "\(result.errors)")
            #expect(
                result.errors.contains(
                    "test crystals are known to the other parts by composition: "))
            #expect(result.errors.contains("split by row: "))
            #expect(result.errors.contains("  2 rows are there before, labels included\n"))
            #expect(result.errors.contains("  2 names are those of several crystals\n"))
            // By its name, a crystal stands on one side, however often it is there.
            #expect(!result.errors.contains("as the same row"))
            let path = "\(folder)/y.safetensors.leaks.csv"
            let table = try Self.text(path)
            #expect(table.hasPrefix("kind,part,id,formula,known_as,known_part\n"))
            func count(_ kind: String) -> Int {
                table.split(separator: "\n").count { $0.hasPrefix("\(kind),test,") }
            }
            let (structures, compositions) = (count("structure"), count("composition"))
            // All cells are simple cubic ones of two atoms.
            #expect(compositions == structures && structures > 0)
            let model = "\(folder)/y.safetensors"
            let card = try Program.run("evaluate", "--model", model, "--card").output
            #expect(card.contains("  split by row: "))
            #expect(
                card.contains(
                    "  test crystals known to the other parts: \(structures) by structure, "
                        + "\(compositions) by composition\n"),
                "\(card)")
            // The same by formula has none, and the list goes.
            let clean = try Program.run(arguments + ["--restart", "--refuse-leaks"])
            #expect(clean.code == 0, "\(clean.errors)")
            #expect(
                clean.errors.contains(
                    "  no composition, no structure and no row stands on two sides\n"))
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("with --refuse-leaks a leak stops it before anything is trained")
    func refused() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            let result = try Program.run(arguments + ["--split", "matbench", "--refuse-leaks"])
            let model = "\(folder)/y.safetensors"
            #expect(result.code == 1)
            #expect(
                result.errors.hasSuffix(
                    "error: crystals stand on two sides of the split; \(model).leaks.csv lists them\n"
                ))
            #expect(try Self.text("\(model).leaks.csv").contains("composition,test,"))
            #expect(!FileManager.default.fileExists(atPath: model))
        }
    }

    @Test(
        "by year, later crystals test, those without a year stand in no part, and all that is told")
    func years() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            let result = try Program.run(
                arguments + ["--test-from", "2018", "--validation-from", "2016"])
            #expect(result.code == 0, "\(result.errors)")
            // 2000 to 2019, the first 18 years four times each, the last two three times; twice one more.
            #expect(
                result.errors.contains(
                    "split by year, test from 2018: 66 train, 8 validation, 6 test\n"))
            #expect(result.errors.contains("  2 crystals have no year and stand in no part\n"))
            let held = try Program.run(
                "evaluate", "--model", "\(folder)/y.safetensors", "\(folder)/data.jsonl",
                "--held-out",
                "--json")
            #expect(held.code == 0 && held.output.contains("\"count\":6,"), "\(held)")
            let none = try Program.run(
                arguments + ["--restart", "--split", "label:month", "--test-from", "6"])
            #expect(none.code == 1)
            #expect(
                none.errors.hasSuffix(
                    "error: no crystal has the label month, by which the split goes\n"),
                "\(none.errors)")
        }
    }

    @Test("a fold's model knows again what it held out")
    func heldOut() throws {
        try withTemporaryFolder { folder in
            for split in [
                ["--folds", "4", "--fold", "3"], ["--split", "matbench", "--fold", "2"],
            ] {
                let arguments = try Self.prepare(folder) + ["--restart", "--json"] + split
                let result = try Program.run(arguments)
                #expect(result.code == 0, "\(result.errors)")
                let count = try #require(result.output.firstMatch(of: /"test":([0-9]+),"train"/)).1
                let held = try Program.run(
                    "evaluate", "--model", "\(folder)/y.safetensors", "\(folder)/data.jsonl",
                    "--held-out", "--json")
                #expect(held.output.contains("\"count\":\(count),"), "\(held)")
                #expect((Int(count) ?? 0) > 10)
            }
        }
    }

    @Test("a cross-validation has a question's own figures, over the labels that there are")
    func crossValidatedQuestion() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder, output: "cv") + ["--cross-validate", "2"]
            let plan = TrainTests.plan.replacing("epochs: 40", with: "epochs: 2").replacing(
                "targets: [",
                with: "targets: [{name: late, label: year, classification: {above: 2009}}, ")
            try Self.write(plan, "\(folder)/plan.yaml")
            let result = try Program.run(arguments)
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.hasPrefix("late over 2 folds: accuracy 0."), "\(result.output)")
            let rows = try Self.text("\(folder)/cv/folds.csv").split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            let first = try #require(rows.first { $0[0] == "1" && $0[1] == "late" })
            #expect(Array(first[6...9]) == ["", "", "", ""])
            let figures = first[10...].compactMap { Double($0) }
            #expect(figures.count == 4 && figures[..<3].allSatisfy { (0...1).contains($0) })
            // Two crystals have no year.
            let tested = rows.filter { $0[1] == "late" }.compactMap { Int($0[5]) }
            #expect(tested.reduce(0, +) == 80, "\(tested)")
        }
    }

    @Test("a cross-validation tests every crystal once, and goes on after it was killed")
    func crossValidation() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder, output: "cv") + ["--cross-validate", "4"]
            let wasKilled = try Program.kill(arguments) {
                FileManager.default.fileExists(atPath: "\(folder)/cv/fold-2.safetensors")
            }
            try #require(wasKilled)
            let first = try Data(contentsOf: URL(filePath: "\(folder)/cv/fold-1.safetensors"))
            let result = try Program.run(arguments)
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.errors.contains("fold-1.safetensors is this training's model already"))
            #expect(try Data(contentsOf: URL(filePath: "\(folder)/cv/fold-1.safetensors")) == first)
            #expect(result.output.hasPrefix("y over 4 folds: MAE "), "\(result.output)")
            let predictions = try Self.text("\(folder)/cv/predictions.csv").split(separator: "\n")
            #expect(predictions.count == 83)
            #expect(predictions[0] == "id,formula,fold,y,y_predicted")
            #expect(predictions[1].hasPrefix("x0,") && predictions[82].hasPrefix("x2-2,"))
            let folds = try Self.text("\(folder)/cv/folds.csv").split(separator: "\n")
            #expect(
                folds[0] == "fold,target,train,validation,test,tested,mae,rmse,r2,learned_mae,"
                    + "accuracy,f1,auc,log_loss")
            #expect(
                folds.dropFirst().map { $0.prefix { $0 != "," } } == [
                    "1", "2", "3", "4", "mean", "std", "all",
                ])
            // Their mean and deviation by hand, and every crystal in one test part.
            let rows = folds[1...4].map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(rows.compactMap { Int($0[4]) }.reduce(0, +) == 82)
            #expect(rows.allSatisfy { $0[5] == $0[4] && $0[10...] == ["", "", "", ""] })
            let errors = rows.compactMap { Double($0[6]) }
            let mean = errors.reduce(0, +) / 4
            let deviation = (errors.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 4).squareRoot()
            for (line, expected) in [(5, mean), (6, deviation)] {
                let fields = folds[line].split(separator: ",", omittingEmptySubsequences: false)
                #expect(abs((Double(fields[6]) ?? 0) / expected - 1) < 1e-4)
            }
            // Undisturbed, it gives the same.
            let calm = try Program.run(
                Self.prepare(folder, output: "calm") + ["--cross-validate", "4"])
            #expect(calm.code == 0)
            for name in ["predictions.csv", "folds.csv"] {
                #expect(
                    try Self.text("\(folder)/calm/\(name)") == Self.text("\(folder)/cv/\(name)"))
            }
        }
    }

    @Test("what cannot be divided so is refused in words")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            func error(_ added: String...) throws -> String {
                let result = try Program.run(arguments + added)
                #expect(result.code != 0)
                return result.errors
            }
            #expect(
                try error("--fold", "2")
                    == "error: the split has a fold and does not say of how many\n")
            #expect(
                try error("--folds", "3", "--fold", "4")
                    == "error: the split has no fold 4 among 3\n")
            #expect(
                try error("--split", "year", "--cross-validate", "1").contains("needs 2 at least"))
            #expect(
                try error("--folds", "3", "--cross-validate", "3").contains("exclude each other"))
            try Self.write("x", "\(folder)/y.safetensors")
            #expect(
                try error("--cross-validate", "3")
                    == "error: \(folder)/y.safetensors is a file, and --cross-validate writes a folder; name another --output\n"
            )
        }
    }
}
