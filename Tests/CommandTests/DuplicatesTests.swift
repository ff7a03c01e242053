import Foundation
import TestKit
import Testing

@Suite("kimberlite duplicates")
struct DuplicatesTests {
    /// Caesium chloride, the same with a doubled cell and a sodium chloride of its elements.
    private let first = """
        {"id":"CsCl","lattice":[[4.1,0,0],[0,4.1,0],[0,0,4.1]],"z":[55,17],"frac":[[0,0,0],[0.5,0.5,0.5]]}
        {"id":"rock salt","lattice":[[0,3.4,3.4],[3.4,0,3.4],[3.4,3.4,0]],"z":[55,17],"frac":[[0,0,0],[0.5,0.5,0.5]]}
        {"id":"broken","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[55,17]}

        """
    private let second = """
        {"id":"doubled","lattice":[[8.5,0,0],[0,4.2,0],[0,0,4.2]],"z":[55,17,55,17],"frac":[[0.1,0,0],[0.35,0.5,0.5],[0.6,0,0],[0.86,0.5,0.5]]}

        """

    private func withInputs(_ body: (_ folder: String, _ inputs: [String]) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let inputs = ["\(folder)/first.jsonl", "\(folder)/second.jsonl"]
            try Data(first.utf8).write(to: URL(filePath: inputs[0]))
            try Data(second.utf8).write(to: URL(filePath: inputs[1]))
            try body(folder, inputs)
        }
    }

    @Test("Groups are listed with displacements; rejected inputs are named")
    func table() throws {
        try withInputs { _, inputs in
            let result = try Program.run(["duplicates"] + inputs)
            #expect(result.code == 0, "\(result.errors)")
            let rows = result.output.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            #expect(rows.count == 3)
            #expect(
                rows[0] == ["group", "id", "source", "formula", "sites", "like", "rms", "largest"])
            // The source, "file, line 1", holds a comma.
            #expect(rows[1].first == "1" && rows[1][1] == "CsCl")
            #expect(rows[1].suffix(5) == ["CsCl", "2", "", "", ""])
            #expect(rows[2][1] == "doubled")
            #expect(rows[2].suffix(5).prefix(3) == ["CsCl", "2", "CsCl"])
            let rms = rows[2].suffix(2).first.flatMap(Double.init) ?? 1
            #expect(rms > 0.001 && rms < 0.05, "\(rms)")
            #expect(
                result.errors.contains(
                    "3 crystals have 2 structures: 1 of them occur more than once, in 2 crystals, "
                        + "1 in more than one file"), "\(result.errors)")
            #expect(result.errors.contains("rejected: broken"))
            #expect(try Program.run(["duplicates", "--strict"] + inputs).code == 1)
        }
    }

    @Test("Tolerances, all crystals and JSON are options; the threads change nothing")
    func options() throws {
        try withInputs { _, inputs in
            let all = try Program.run(["duplicates", "--quiet", "--json", "--all"] + inputs)
            let objects = try all.output.split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
            #expect(objects.compactMap { $0?["group"] as? Int } == [1, 1, 2])
            #expect(objects[1]?["like"] as? String == "CsCl")
            let many = ["duplicates", "--json", "--all", "--quiet", "--threads", "3"] + inputs
            #expect(try Program.run(many).output == all.output)
            let strict = ["duplicates", "--site-tolerance", "0.001", "--quiet"] + inputs
            #expect(try Program.run(strict).output.split(separator: "\n").count == 1)
            let wrong = try Program.run(["duplicates", "--site-tolerance", "7"] + inputs)
            #expect(wrong.code != 0 && wrong.errors.contains("--site-tolerance"))
        }
    }

    @Test("The table goes to a file, which may be no input")
    func file() throws {
        try withInputs { folder, inputs in
            let path = "\(folder)/groups.csv"
            let result = try Program.run(["duplicates", "--quiet", "-o", path] + inputs)
            #expect(result.code == 0 && result.output.isEmpty)
            #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("group,id,"))
            let over = try Program.run(["duplicates", "-o", inputs[0]] + inputs)
            #expect(over.code == 1 && over.errors.contains("is an input"))
        }
    }
}
