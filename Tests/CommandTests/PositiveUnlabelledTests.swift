import Crystals
import Foundation
import TestKit
import Testing

@Suite("kimberlite train --positive-unlabelled")
struct PositiveUnlabelledCommandTests {
    /// 160 crystals of two atoms; of those with a small cell most are known to have been made.
    private static let crystals: [(line: String, label: Int, other: Double)] = {
        var generator = SplitMix64(seed: 9)
        let numbers = [6, 7, 13, 14, 22, 26, 74]
        return (0..<160).map { k in
            let isSmall = Double.random(in: 0..<1, using: &generator) < 0.5
            let a = Double.random(in: isSmall ? 3...3.6 : 4.2...5, using: &generator)
            let z = (0..<2).map { _ in numbers[Int.random(in: 0..<7, using: &generator)] }
            let isMade = isSmall && Double.random(in: 0..<1, using: &generator) < 0.7
            let line = """
                {"id":"x\(k)","lattice":[[\(a),0,0],[0,\(a),0],[0,0,\(a)]],"z":[\(z[0]),\(z[1])],\
                "frac":[[0,0,0],[0.5,0.5,0.5]],"y":\(a * a)}
                """
            return (line, isMade ? 1 : 0, -a)
        }
    }()

    private static let settings = """
        network: {width: 16, hiddenWidth: 16, convolutions: 1}
        training:
          epochs: 6
          batchSize: 16
          learningRate: 0.01
          saveEvery: 1
          split: {by: row, validation: 0.1, test: 0.25}
        """

    /// - Returns: the command, but for the encoder.
    private static func prepare(_ folder: String) throws -> [String] {
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        try write(crystals.map(\.line).joined(separator: "\n"), "data.jsonl")
        let rows = crystals.enumerated().map { "x\($0),\($1.label),\($1.other)" }
        try write((["id,made,other"] + rows).joined(separator: "\n"), "made.csv")
        try write(settings, "encoder.yaml")
        try write(
            settings
                + "\npositiveUnlabelled: {bags: 12, turns: 4, head: {hiddenWidth: 16, epochs: 40}}\n",
            "plan.yaml")
        return [
            "train", "\(folder)/data.jsonl", "--labels", "\(folder)/made.csv", "--target", "made",
            "--config", "\(folder)/plan.yaml", "-o", "\(folder)/made.safetensors",
        ]
    }

    private static func trainEncoder(_ folder: String) throws -> [String] {
        let encoder = try Program.run(
            "train", "\(folder)/data.jsonl", "--target", "y", "--config",
            "\(folder)/encoder.yaml", "-o", "\(folder)/y.safetensors", "--quiet")
        try #require(encoder.code == 0, "\(encoder.errors)")
        return ["--encoder", "\(folder)/y.safetensors"]
    }

    @Test(
        "bags, a model of their scores, a table of every crystal and the report that belongs to it")
    func whole() throws {
        try withTemporaryFolder { folder in
            let arguments =
                try Self.prepare(folder) + Self.trainEncoder(folder) + ["--compare", "other"]
            let run = try Program.run(arguments)
            try #require(run.code == 0, "\(run.errors)")
            #expect(run.errors.contains("bagging  12/12 bags"))
            for words in [
                "positives found with", "Lee–Liu", "out of bag: ", "positives among the unlabelled",
                "rank correlation with other",
            ] {
                #expect(run.output.contains(words), "\(run.output)")
            }
            #expect(!run.output.contains("accuracy"), "no label says no")
            let table = try String(
                contentsOfFile: "\(folder)/made.safetensors.scores.csv", encoding: .utf8
            ).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(
                table[0].joined(separator: ",")
                    == "id,formula,label,part,hidden,score,bags,predicted,other")
            #expect(table.count == 161)
            for row in table.dropFirst() {
                #expect((row[3] == "train") == (row[4] == "0"))
                #expect((0.0...1).contains(Double(row[5]) ?? .nan))
                #expect((0.0...1).contains(Double(row[7]) ?? .nan))
                // Hidden crystals are scored by all bags, taught positives by those of their turn.
                let bags = Int(row[6]) ?? 0
                #expect(row[4] == "1" ? bags == 12 : row[2] == "1" ? bags == 3 : bags < 12)
            }
            func mean(_ label: String) -> Double {
                let scores = table.dropFirst().filter { $0[2] == label }.map { Double($0[5]) ?? 0 }
                return scores.reduce(0, +) / Double(scores.count)
            }
            #expect(mean("1") > 0.6 && mean("0") < 0.5, "\(mean("1")), \(mean("0"))")

            let model = "\(folder)/made.safetensors"
            let predicted = try Program.run(
                "predict", "\(folder)/data.jsonl", "--model", model, "--quiet")
            #expect(
                predicted.output.hasPrefix(
                    "id,formula,sites,synthesizability,status,reason,source\n"))
            let card = try Program.run("evaluate", "--model", model, "--card")
            #expect(card.output.contains("12 bags on y.safetensors"))
            #expect(card.output.contains("method: \"bagging\""))
            let evaluated = try Program.run(
                "evaluate", "--model", model, "\(folder)/data.jsonl", "--labels",
                "\(folder)/made.csv", "--held-out")
            #expect(evaluated.output.contains("positives found with"), "\(evaluated.errors)")
            // The report of the card is that of the same crystals.
            let line = evaluated.output.split(separator: "(")[0]
            #expect(card.output.contains(line.trimmingCharacters(in: .whitespaces)))
            let again = try Program.run(arguments)
            #expect(again.code == 0 && again.errors.contains("is this training's model already"))
        }
    }

    @Test("killed among the bags and among the epochs, and resumed, it gives the same bytes")
    func killAndResume() throws {
        let (calm, troubled) = (try TemporaryFolder(), try TemporaryFolder())
        let arguments = try [calm, troubled].map { folder in
            try Self.prepare(folder.path) + Self.trainEncoder(folder.path) + ["--quiet"]
        }
        let undisturbed = try Program.run(arguments[0])
        try #require(undisturbed.code == 0, "\(undisturbed.errors)")
        let model = "\(troubled.path)/made.safetensors"
        func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: model + name) }
        for name in [".bags", ".training"] {
            #expect(
                try Program.kill(arguments[1] + ["--threads", "1"], when: { exists(name) }),
                "control: it was running")
            #expect(exists(name) && !exists(".scores.csv"))
        }
        let last = try Program.run(arguments[1])
        #expect(last.code == 0, "\(last.errors)")
        #expect(last.errors.contains("resuming after 12 of 12 bags"))
        for name in ["", ".scores.csv", ".metrics.csv"] {
            let pair = try [calm, troubled].map {
                try Data(contentsOf: URL(filePath: "\($0.path)/made.safetensors\(name)"))
            }
            #expect(pair[0] == pair[1] && !pair[0].isEmpty, "\(name)")
        }
        #expect(!exists(".bags") && !exists(".training"))
    }

    @Test("one network by the non-negative risk, with a share that is given or estimated")
    func risk() throws {
        try withTemporaryFolder { folder in
            var arguments = try Self.prepare(folder)
            func plan(_ section: String) throws {
                try Data("\(Self.settings)\npositiveUnlabelled: \(section)\n".utf8)
                    .write(to: URL(filePath: "\(folder)/plan.yaml"))
            }
            try plan("{method: nnpu}")
            let unknown = try Program.run(arguments)
            #expect(unknown.code == 1 && unknown.errors.contains("positiveUnlabelled.prior"))
            try plan("{method: nnpu, prior: 0.3}")
            let given = try Program.run(arguments)
            #expect(given.code == 0 && given.output.contains("the non-negative risk"))
            #expect(given.output.contains("positives among the unlabelled: 30.0 %"))
            #expect(!given.output.contains("bags"))
            try plan("{method: nnpu, bags: 6, head: {epochs: 6}}")
            arguments += try Self.trainEncoder(folder) + ["--restart"]
            let estimated = try Program.run(arguments)
            #expect(estimated.code == 0 && estimated.output.contains("the bags: "))
            #expect(estimated.output.contains("positives among the unlabelled: "))
        }
    }

    @Test("what cannot be done is refused with what to do")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            let encoder = try Self.trainEncoder(folder)
            func refusal(_ arguments: [String]) throws -> String {
                let result = try Program.run(arguments)
                #expect(result.code == 1)
                return result.errors
            }
            #expect(
                try refusal(arguments + encoder + ["--compare", "clscore"])
                    .contains("--labels has no such column"))
            #expect(
                try refusal(arguments + encoder + ["--cross-validate", "3"])
                    .contains("take one --fold at a time"))
            #expect(
                try refusal(arguments + ["--target", "other"]).contains("takes one --target"))
            let plain = [
                "train", "\(folder)/data.jsonl", "--target", "y", "-o", "\(folder)/z.safetensors",
            ]
            #expect(
                try refusal(plain + encoder).contains("are for learning with --positive-unlabelled")
            )
            #expect(
                try refusal(plain + encoder + ["--positive-unlabelled"])
                    .contains("are too few to learn from"))
            let plan = "\(Self.settings)\npositiveUnlabelled: {bagSize: 500, bags: 2, turns: 1}\n"
            try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
            #expect(
                try refusal(arguments + encoder).contains("positiveUnlabelled.bagSize must be"))
        }
    }
}
