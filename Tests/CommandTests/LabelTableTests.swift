import Foundation
import TestKit
import Testing

@Suite("kimberlite train and evaluate with labels from a table")
struct LabelTableCommandTests {
    /// The crystals of ``TrainTests`` without their label, and a table of it.
    private static func prepare(_ folder: String) throws -> [String] {
        let lines = TrainTests.data.split(separator: "\n")
        let bare = lines.map { $0.replacing(/,"y":[0-9.]+/, with: "") }.joined(separator: "\n")
        let table = lines.map { line in
            let found = line.firstMatch(of: /"id":"(x[0-9]+)".*"y":([0-9.]+)/)
            return "\(found?.1 ?? ""),\(found?.2 ?? ""),note"
        }
        let arguments = try TrainTests.prepare(folder)
        try Data(bare.utf8).write(to: URL(filePath: "\(folder)/bare.jsonl"))
        // The first two crystals have no row, and one row has no crystal.
        let rows = ["id,y,remark"] + table.dropFirst(2) + ["z9,5,note"]
        try Data(rows.joined(separator: "\n").utf8).write(to: URL(filePath: "\(folder)/y.csv"))
        return arguments.map { $0.replacing("data.jsonl", with: "bare.jsonl") }
            + ["--labels", "\(folder)/y.csv"]
    }

    @Test(
        "a training learns the table's labels, says what did not join, and keeps nothing of another table"
    )
    func training() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            let result = try Program.run(arguments)
            try #require(result.code == 0, "\(result.errors)")
            #expect(
                result.errors.contains("labels y from \(folder)/y.csv by id: 78 of 80 crystals"))
            #expect(result.errors.contains("2 crystals have no row there: x0, x1"))
            #expect(result.errors.contains("1 rows there have no crystal: z9"))
            #expect(result.errors.contains("78 crystals to learn from"))
            let model = "\(folder)/y.safetensors"
            let card = try Program.run("evaluate", "--model", model, "--card", "--json")
            #expect(card.output.contains("y.csv") && card.output.contains("bare.jsonl"))
            let evaluation = try Program.run(
                "evaluate", "--model", model, "\(folder)/bare.jsonl", "--labels", "\(folder)/y.csv")
            #expect(
                evaluation.code == 0 && evaluation.output.contains("78"), "\(evaluation.errors)")
            // The same graphs with other labels are another training.
            try Data("id,y\nx5,1\nx6,2\n".utf8).write(to: URL(filePath: "\(folder)/y.csv"))
            let other = try Program.run(arguments)
            #expect(other.code == 1 && other.errors.contains("too few"), "\(other.errors)")
        }
    }

    @Test("a table that is absent, or meets no crystal, stops the command with what to do")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let arguments = try Self.prepare(folder)
            try Data("id,y\nmp-1,1\n".utf8).write(to: URL(filePath: "\(folder)/y.csv"))
            let unmet = try Program.run(arguments)
            #expect(unmet.code == 1)
            #expect(unmet.errors.contains("none of the crystals has a row in \(folder)/y.csv"))
            #expect(unmet.errors.contains("80 crystals have no row there: x0, x1, x2, x3, x4, …"))
            let column = try Program.run(arguments + ["--labels-by", "mp"])
            #expect(column.code == 1 && column.errors.contains("no column \"mp\" among id, y"))
            let absent = try Program.run(arguments.dropLast() + ["\(folder)/nowhere.csv"])
            #expect(absent.code == 1 && absent.errors.contains("nowhere.csv"))
            let alone = try Program.run(Array(arguments.dropLast(2)) + ["--labels-by", "id"])
            #expect(alone.code != 0 && alone.errors.contains("--labels"))
        }
    }
}
