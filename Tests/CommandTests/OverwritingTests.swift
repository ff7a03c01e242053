import Foundation
import TestKit
import Testing

/// Whoever mistypes an output keeps what stood there.
@Suite("No command writes over its own inputs")
struct OverwritingTests {
    private static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// Refused in words, with the file as it was.
    private func expectRefusal(
        of path: String, _ arguments: [String], saying words: String = "is an input"
    ) throws {
        let before = try Data(contentsOf: URL(filePath: path))
        let result = try Program.run(arguments + ["--quiet"])
        #expect(result.code == 1, "\(arguments)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("convert into the folder where the input stands, by whatever name")
    func convert() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x0.cif"
            try Self.write(TrainTests.data, "\(folder)/data.jsonl")
            let first = try Program.run(
                "convert", "\(folder)/data.jsonl", "--to", "cif", "-o", folder + "/", "--quiet")
            #expect(first.code == 0, "\(first.errors)")
            try expectRefusal(of: path, ["convert", path, "--to", "cif", "-o", folder + "/"])
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/link.cif", withDestinationPath: path)
            try expectRefusal(
                of: path, ["convert", path, "--to", "cif", "-o", "\(folder)/link.cif"])
            // As long as none is an input, files are replaced.
            let again = try Program.run(
                "convert", "\(folder)/data.jsonl", "--to", "cif", "-o", folder + "/", "--quiet")
            #expect(again.code == 0, "\(again.errors)")
        }
    }

    @Test("predict, evaluate and train")
    func others() throws {
        try withTemporaryFolder { folder in
            let arguments = try TrainTests.prepare(folder)
            let (data, plan) = ("\(folder)/data.jsonl", "\(folder)/plan.yaml")
            let model = "\(folder)/y.safetensors"
            try expectRefusal(of: data, Array(arguments.dropLast()) + [data])
            try expectRefusal(of: plan, Array(arguments.dropLast()) + [plan])
            #expect(try Program.run(arguments + ["--quiet"]).code == 0)
            try expectRefusal(of: data, ["predict", data, "--model", model, "-o", data])
            try expectRefusal(of: data, ["predict", folder, "--model", model, "-o", data])
            try expectRefusal(of: data, ["evaluate", data, "--model", model, "-o", data])
            try expectRefusal(of: model, ["predict", data, "--model", model, "-o", model])
            try expectRefusal(of: model, ["evaluate", data, "--model", model, "-o", model])
        }
    }

    @Test("discover into a folder with a file of one of its results' names, which no run has made")
    func strangers() throws {
        try withTemporaryFolder { folder in
            try Self.write("mine", "\(folder)/candidates.csv")
            for more in [[], ["--restart"]] {
                try expectRefusal(
                    of: "\(folder)/candidates.csv",
                    ["discover", "--budget", "20", "-o", folder] + more, saying: "holds no run")
            }
        }
    }

    @Test("discover over the crystals or the store that it screens, even when it begins anew")
    func ownResults() throws {
        try withTemporaryFolder { folder in
            _ = try TrainTests.prepare(folder)
            let (input, store) = ("\(folder)/run/cif/x0.cif", "\(folder)/run/kimberlite.sqlite")
            let made = try Program.run(
                "convert", "\(folder)/data.jsonl", "--to", "cif", "-o", "\(folder)/run/cif/",
                "--quiet")
            #expect(made.code == 0)
            try expectRefusal(
                of: input, ["discover", "--budget", "20", "-o", "\(folder)/run"],
                saying: "holds no run")
            for inputs in ["\(folder)/run/cif", "\(folder)/run/cif/*.cif"] {
                try expectRefusal(
                    of: input, ["discover", inputs, "-o", "\(folder)/run", "--restart"],
                    saying: "has its results")
            }
            let filled = try Program.run(
                "import", "\(folder)/data.jsonl", "--store", store, "--quiet")
            #expect(filled.code == 0, "\(filled.errors)")
            try expectRefusal(
                of: store, ["discover", "--store", store, "-o", "\(folder)/run", "--restart"],
                saying: "keeps its run")
        }
    }

    @Test("train over a finished model: the same is recognized, another is kept")
    func finishedModel() throws {
        try withTemporaryFolder { folder in
            let arguments = try TrainTests.prepare(folder)
            let model = "\(folder)/y.safetensors"
            #expect(try Program.run(arguments + ["--quiet"]).code == 0)
            let first = try Data(contentsOf: URL(filePath: model))
            let same = try Program.run(arguments)
            #expect(same.code == 0 && same.errors.contains("this training's model already"))
            #expect(try Data(contentsOf: URL(filePath: model)) == first)

            let changed = TrainTests.plan.replacingOccurrences(of: "epochs: 40", with: "epochs: 3")
            try Self.write(changed, "\(folder)/plan.yaml")
            try expectRefusal(of: model, arguments, saying: "--restart")
            #expect(try Program.run(arguments + ["--restart", "--quiet"]).code == 0)
            #expect(try Data(contentsOf: URL(filePath: model)) != first)

            try Self.write("my notes", "\(folder)/notes.txt")
            for more in [[], ["--restart"]] {
                try expectRefusal(
                    of: "\(folder)/notes.txt",
                    Array(arguments.dropLast()) + ["\(folder)/notes.txt"] + more,
                    saying: "is not a model")
            }
        }
    }
}
