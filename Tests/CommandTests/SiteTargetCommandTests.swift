import Crystals
import Foundation
import TestKit
import Testing

@Suite("kimberlite on targets of sites")
struct SiteTargetCommandTests {
    /// 100 crystals; the label of a site is its atomic number times the cell's edge, and some have none.
    static let lines: String = {
        var generator = SplitMix64(seed: 4)
        let numbers = [6, 7, 13, 14, 22, 26]
        return (0..<100).map { k in
            let a = Double.random(in: 3...5, using: &generator)
            let z = (0..<2).map { _ in numbers[Int.random(in: 0..<6, using: &generator)] }
            let q = z.enumerated().map { place, number in
                (2 * k + place) % 5 == 0 ? "null" : "\(Double(number) * a)"
            }
            return """
                {"id":"x\(k)","lattice":[[\(a),0,0],[0,\(a),0],[0,0,\(a)]],"z":[\(z[0]),\(z[1])],\
                "frac":[[0,0,0],[0.5,0.5,0.5]],"q":[\(q[0]),\(q[1])]}
                """
        }.joined(separator: "\n")
    }()

    private static let plan = """
        targets: [{name: q, transform: log10, perSite: true}]
        network: {width: 16, hiddenWidth: 16, convolutions: 2}
        training:
          epochs: 30
          batchSize: 8
          learningRate: 0.01
          split: {by: row, validation: 0.3, test: 0.2}
        """

    private static func train(_ folder: String) throws -> [String] {
        try Data(lines.utf8).write(to: URL(filePath: "\(folder)/data.jsonl"))
        try Data(plan.utf8).write(to: URL(filePath: "\(folder)/plan.yaml"))
        return [
            "train", "\(folder)/data.jsonl", "--config", "\(folder)/plan.yaml", "-o",
            "\(folder)/q.safetensors",
        ]
    }

    @Test("trains, evaluates and predicts a row for each site")
    func all() throws {
        try withTemporaryFolder { folder in
            let trained = try Program.run(Self.train(folder))
            try #require(trained.code == 0, "\(trained.errors)")
            #expect(trained.output.contains("q on ") && trained.output.contains("test sites"))
            let model = "\(folder)/q.safetensors"
            let predicted = try Program.run(
                "predict", "\(folder)/data.jsonl", "--model", model, "--sites",
                "\(folder)/sites.csv", "--quiet")
            #expect(predicted.code == 0, "\(predicted.errors)")
            #expect(predicted.output.hasPrefix("id,formula,sites,status,reason,source\n"))
            let rows = try String(contentsOfFile: "\(folder)/sites.csv", encoding: .utf8)
                .split(separator: "\n").map {
                    $0.split(separator: ",", omittingEmptySubsequences: false)
                }
            #expect(rows[0].joined(separator: ",") == "id,site,species,q,q_low,q_high,reason")
            try #require(rows.count == 201)
            for row in rows.dropFirst() {
                let (low, value, high) = (Double(row[4]), Double(row[3]), Double(row[5]))
                #expect(low ?? 9e9 < value ?? 0 && value ?? 9e9 < high ?? 0)
            }
            #expect(rows[1][0] == "x0" && rows[1][1] == "1" && rows[2][1] == "2")

            let evaluated = try Program.run(
                "evaluate", "\(folder)/data.jsonl", "--model", model, "-o", "\(folder)/rows.csv")
            #expect(evaluated.output.contains("q on 160 sites"), "\(evaluated.output)")
            let table = try String(contentsOfFile: "\(folder)/rows.csv", encoding: .utf8)
            #expect(table.hasPrefix("id,formula,site,q,q_predicted,q_low,q_high\n"))
            #expect(table.split(separator: "\n").count == 1 + 100 + 200)
        }
    }

    @Test("says so where there is nothing to say of sites, or several folds are asked for")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let train = try Self.train(folder)
            let folds = try Program.run(train + ["--cross-validate", "4"])
            #expect(folds.code == 1 && folds.errors.contains("--cross-validate is for targets of"))
            let none = try Program.run(
                "predict", "\(folder)/data.jsonl", "--sites", "\(folder)/sites.csv")
            #expect(none.code == 1 && none.errors.contains("no model has a target of sites"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/sites.csv"))
            let formula = try Program.run("predict", "--formula", "NiO", "--sites", "x.csv")
            #expect(formula.code == 64 && formula.errors.contains("a formula has no sites"))
        }
    }
}
