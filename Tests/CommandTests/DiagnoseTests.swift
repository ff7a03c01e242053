import Crystals
import Foundation
import TestKit
import Testing

@Suite("kimberlite diagnose")
struct DiagnoseTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// A model of the data that tests of train use.
    private static func trained(_ folder: String) throws -> [String] {
        let arguments = try TrainTests.prepare(folder) + ["--quiet", "--split", "row"]
        let trained = try Program.run(arguments)
        try #require(trained.code == 0, "\(trained.errors)")
        return ["diagnose", "\(folder)/y.safetensors", "\(folder)/data.jsonl"]
    }

    @Test("judges by the test side where the data are the model's own, and writes what it says")
    func own() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.trained(folder) + ["-o", "\(folder)/out"]
            let run = try Program.run(arguments)
            try #require(run.code == 0, "\(run.errors)")
            let evaluated = try Program.run(
                "evaluate", "--model", "\(folder)/y.safetensors", "\(folder)/data.jsonl",
                "--held-out",
                "--json")
            let card = try JSONSerialization.jsonObject(with: Data(evaluated.output.utf8))
            let learned = (card as? [String: Any])?["learned"] as? [String: Any]
            let count = try #require(learned?["count"] as? Int)
            let error = try #require(learned?["meanAbsoluteError"] as? Double)
            #expect((5..<40).contains(count))
            #expect(run.output.contains("Judged by \(count) crystals of the test side"))

            let errors = try Self.text("\(folder)/out/errors.csv").split(separator: "\n")
            let cells = errors[1].split(separator: ",", omittingEmptySubsequences: false)
            #expect(abs((Double(cells[3]) ?? .nan) / error - 1) < 1e-4, "\(errors)")
            let page = try Self.text("\(folder)/out/report.html")
            for part in ["fit", "errors", "elements", "stability", "oversmoothing"] {
                #expect(page.contains("<section id=\"\(part)\">"), "\(part)")
            }
            #expect(!page.contains("<section id=\"depth\">"))
            let curves = try Self.text("\(folder)/out/learning-curves.csv").split(separator: "\n")
            #expect(curves.count == 41)
            for name in page.matches(of: /href="([^"]+)"/).map(\.1) {
                let path = "\(folder)/out/\(name)"
                #expect(FileManager.default.fileExists(atPath: path), "\(name)")
            }
            #expect(FileManager.default.fileExists(atPath: "\(folder)/out/parity-y.svg"))
        }
    }

    @Test("gives the same bytes on any number of threads, and others with another seed")
    func threads() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.trained(folder)
            let pages = try [["1"], ["3"], ["3", "--seed", "2"]].enumerated().map { k, options in
                let run = try Program.run(
                    arguments + ["-o", "\(folder)/\(k)", "--threads"] + options)
                #expect(run.code == 0, "\(run.errors)")
                return try Self.text("\(folder)/\(k)/report.html")
            }
            #expect(pages[0] == pages[1] && pages[0] != pages[2])
        }
    }

    @Test("judges by all of other data, and says what the model may have learned from")
    func others() throws {
        try withTemporaryFolder { folder in
            let model = try Self.trained(folder)[1]
            let other = "\(folder)/other.jsonl"
            let lines = TrainTests.data.split(separator: "\n").prefix(50)
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: other))
            let run = try Program.run("diagnose", model, other, "-o", "\(folder)/out")
            #expect(run.code == 0, "\(run.errors)")
            #expect(run.output.contains("Judged by all 50 crystals of the data."))
            #expect(run.output.contains("--held-out leaves those out"))
            #expect(run.output.contains("whether it overfits cannot be told"))
            let held = try Program.run(
                "diagnose", model, other, "-o", "\(folder)/held", "--held-out", "--json")
            #expect(held.code == 0, "\(held.errors)")
            let record =
                try JSONSerialization.jsonObject(with: Data(held.output.utf8)) as? [String: Any]
            let count = try #require(record?["judgedBy"] as? Int)
            #expect((1..<25).contains(count))
        }
    }

    @Test(
        "of the model's own data and of others beside them, judges by what it was tested on of both"
    )
    func mixed() throws {
        try withTemporaryFolder { folder in
            let trained = try Program.run(TrainTests.prepare(folder) + ["--quiet"])
            try #require(trained.code == 0, "\(trained.errors)")
            let (model, own) = ("\(folder)/y.safetensors", "\(folder)/data.jsonl")
            let other = "\(folder)/other.jsonl"
            let text = TrainTests.data.replacing("\"id\":\"x", with: "\"id\":\"z")
            try Data(text.utf8).write(to: URL(filePath: other))
            let counts = try [[own], [own, other]].map { inputs in
                let run = try Program.run(
                    ["diagnose", model] + inputs + ["-o", "\(folder)/\(inputs.count)", "--json"])
                #expect(run.code == 0, "\(run.errors)")
                let record = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
                return try #require((record as? [String: Any])?["judgedBy"] as? Int)
            }
            #expect(counts[0] > 1 && counts[1] == 2 * counts[0], "\(counts)")
        }
    }

    @Test("--depth trains each number of convolutions once, and shows error and similarity")
    func depth() throws {
        try withTemporaryFolder { folder in
            let arguments =
                try Self.trained(folder)
                + ["-o", "\(folder)/out", "--depth", "--deepest", "3", "--depth-epochs", "2"]
            let run = try Program.run(arguments)
            try #require(run.code == 0, "\(run.errors)")
            #expect(run.output.contains("y: the validation error is least with"))
            let table = try Self.text("\(folder)/out/depth.csv").split(separator: "\n")
            #expect(table.count == 4 && table[0].hasPrefix("convolutions,epochs,labels,y_val"))
            #expect(table.dropFirst().map { $0.prefix(4) } == ["1,2,", "2,2,", "3,2,"])
            let layers = try Self.text("\(folder)/out/depth-layers.csv").split(separator: "\n")
            #expect(layers.count == 1 + 2 + 3 + 4)
            #expect(try Self.text("\(folder)/out/report.html").contains("<section id=\"depth\">"))

            let model = "\(folder)/out/depth/convolutions-2.safetensors"
            let before = try FileManager.default.attributesOfItem(atPath: model)
            let page = try Self.text("\(folder)/out/report.html")
            let again = try Program.run(arguments)
            #expect(again.code == 0 && again.errors.contains("is this training's model already"))
            let after = try FileManager.default.attributesOfItem(atPath: model)
            #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
            #expect(try Self.text("\(folder)/out/report.html") == page)
            let other = try Program.run(arguments + ["--depth-labels", "20"])
            #expect(other.code == 1 && other.errors.contains("--restart"))
        }
    }

    @Test("of a model of compositions it shows what applies, and says what does not")
    func formulas() throws {
        try withTemporaryFolder { folder in
            #expect(try FormulaTests.train(folder, "--quiet").code == 0)
            let (model, table) = ("\(folder)/tc.safetensors", "\(folder)/tc.csv")
            let run = try Program.run("diagnose", model, table, "-o", "\(folder)/out")
            try #require(run.code == 0, "\(run.errors)")
            #expect(run.output.contains("compositions of the test side"))
            #expect(run.output.contains("there is no structure to move or strain"))
            #expect(run.output.contains("hot: of "))
            let page = try Self.text("\(folder)/out/report.html")
            #expect(page.contains("id=\"reliability-hot\"") && page.contains("id=\"parity-Tc\""))
            for absent in ["stability", "oversmoothing", "depth"] {
                #expect(!page.contains("<section id=\"\(absent)\">"), "\(absent)")
            }
            #expect(!page.contains("error-by-sites"))
            let depth = try Program.run("diagnose", model, table, "-o", "\(folder)/d", "--depth")
            #expect(depth.code == 1 && depth.errors.contains("reads compositions"))
        }
    }

    @Test(
        "of targets of sites it says that it is not of them, beside a target of crystals or alone")
    func sites() throws {
        try withTemporaryFolder { folder in
            let data = "\(folder)/data.jsonl"
            try Data(SiteTargetCommandTests.lines.utf8).write(to: URL(filePath: data))
            let settings = """
                network: {width: 16, hiddenWidth: 16, convolutions: 2}
                training:
                  epochs: 3
                  batchSize: 8
                  split: {by: row, validation: 0.2, test: 0.2}
                """
            let q = "{name: q, transform: log10, perSite: true}"
            for (name, targets) in [("both", "\(q), {name: volume}"), ("one", q)] {
                try Data("targets: [\(targets)]\n\(settings)".utf8)
                    .write(to: URL(filePath: "\(folder)/\(name).yaml"))
                let trained = try Program.run(
                    "train", data, "--config", "\(folder)/\(name).yaml", "-o",
                    "\(folder)/\(name).safetensors", "--quiet")
                try #require(trained.code == 0, "\(trained.errors)")
            }
            let run = try Program.run(
                "diagnose", "\(folder)/both.safetensors", data, "-o", "\(folder)/out", "--depth",
                "--deepest", "1", "--depth-epochs", "1")
            try #require(run.code == 0, "\(run.errors)")
            #expect(run.output.contains("It answers for sites too (q)"))
            #expect(run.output.contains("volume: MAE") && !run.output.contains("q: MAE"))
            let curves = try Self.text("\(folder)/out/learning-curves.csv").split(separator: "\n")
            #expect(curves[0] == "member,epoch,loss,validation_mae_volume" && curves.count == 4)
            // The curve is that of the volume, which is the second target.
            let own = try Self.text("\(folder)/both.safetensors.metrics.csv")
                .split(separator: "\n")
            let (shown, written) = (
                Double(curves[3].split(separator: ",")[3]) ?? 0,
                Double(own[3].split(separator: ",")[4]) ?? 1
            )
            #expect(abs(shown / written - 1) < 1e-5, "\(curves), \(own)")
            let alone = try Program.run(
                "diagnose", "\(folder)/one.safetensors", data, "-o", "\(folder)/none")
            #expect(alone.code == 1 && alone.errors.contains("are of sites"))
        }
    }

    @Test(
        "refuses what cannot be: formulas for a network of graphs, its input as its folder, no labels"
    )
    func refusals() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.trained(folder)
            try Data("formula,y\nTiN,3\n".utf8).write(to: URL(filePath: "\(folder)/t.csv"))
            let model = arguments[1]
            let formulas = try Program.run(
                "diagnose", model, "\(folder)/t.csv", "-o", "\(folder)/out")
            #expect(formulas.code == 1 && formulas.errors.contains("reads crystal graphs"))
            let within = try Program.run("diagnose", model, folder, "-o", "\(folder)/out")
            #expect(within.code == 1 && within.errors.contains("would lie within the input"))
            let file = try Program.run(arguments + ["-o", "\(folder)/plan.yaml"])
            #expect(file.code == 1 && file.errors.contains("is a file"))
            let bare = TrainTests.data.replacing("\"y\":", with: "\"w\":")
            try Data(bare.utf8).write(to: URL(filePath: "\(folder)/bare.jsonl"))
            let unlabelled = try Program.run(
                "diagnose", model, "\(folder)/bare.jsonl", "-o", "\(folder)/out")
            #expect(
                unlabelled.code == 1 && unlabelled.errors.contains("none of the crystals has a"))
            let both = try Program.run(arguments + ["-o", "\(folder)/out", "--held-out", "--all"])
            #expect(both.code == 64 && both.errors.contains("exclude each other"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
        }
    }
}
