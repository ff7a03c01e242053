import Foundation
import TestKit
import Testing

/// The same crystals from files and from a store of them.
@Suite("kimberlite discover --store")
struct StoreDiscoveryTests {
    /// Crystals without and with remarks, of a label, of an id, of a distance; a rejected one; one
    /// of five sites.
    private static let lines = """
        {"id":"salt","lattice":[[2.65,0,0],[0,2.65,0],[0,0,2.65]],"z":[12,8],"frac":[[0,0,0],[0.5,0.5,0.5]],"K":160}
        {"id":"label","lattice":[[2.9,0,0],[0,2.9,0],[0,0,2.9]],"z":[20,8],"frac":[[0,0,0],[0.5,0.5,0.5]],"K":"n/a"}
        {"id":"salt","lattice":[[3.1,0,0],[0,3.1,0],[0,0,3.1]],"z":[22,28],"frac":[[0,0,0],[0.5,0.5,0.5]],"G":-4}
        {"id":"close","lattice":[[2.3,0,0],[0,2.3,0],[0,0,2.3]],"z":[22,6],"frac":[[0,0,0],[0.5,0.5,0.5]]}
        {"id":"wrong","lattice":[[4,0,0],[0,4,0],[0,0,4]],"z":[20,999],"frac":[[0,0,0],[0.5,0.5,0.5]]}
        {"id":"perovskite","lattice":[[3.9,0,0],[0,3.9,0],[0,0,3.9]],"z":[38,22,8,8,8],\
        "frac":[[0,0,0],[0.5,0.5,0.5],[0.5,0.5,0],[0.5,0,0.5],[0,0.5,0.5]]}

        """

    private static func table(_ arguments: [String], _ out: String, _ name: String) throws -> String
    {
        let result = try Program.run(["discover"] + arguments + ["-o", out, "--quiet"])
        try #require(result.code == 0, "\(result.errors)")
        return try String(contentsOfFile: "\(out)/\(name).csv", encoding: .utf8)
    }

    @Test(
        "gives the rows that its inputs give, and gives them again", arguments: [5000, 2])
    func rows(maximumSites: Int) throws {
        try withTemporaryFolder { folder in
            let (file, store) = ("\(folder)/some.jsonl", "\(folder)/library.sqlite")
            try Self.lines.write(toFile: file, atomically: true, encoding: .utf8)
            let imported = try Program.run("import", file, "--store", store)
            try #require(imported.code == 0, "\(imported.errors)")
            let limit = ["--max-sites", "\(maximumSites)"]
            // With their headings: five crystals and a rejected input; one more rejected as too large.
            let counts = maximumSites == 5000 ? [6, 2] : [5, 3]
            for (name, count) in zip(["candidates", "rejected"], counts) {
                let fromFile = try Self.table([file] + limit, "\(folder)/file", name)
                let fromStore = try Self.table(
                    ["--store", store] + limit, "\(folder)/store", name)
                #expect(fromFile == fromStore)
                #expect(fromFile.split(separator: "\n").count == count, "control: \(fromFile)")
            }
        }
    }

    @Test("ends with a sentence where the store is damaged")
    func damage() throws {
        try withTemporaryFolder { folder in
            let (file, store) = ("\(folder)/some.jsonl", "\(folder)/library.sqlite")
            let lines = (0..<3000).map { k in
                """
                {"id":"x\(k)","lattice":[[4,0,0],[0,4,0],[0,0,\(4 + 0.001 * Double(k))]],\
                "z":[12,8],"frac":[[0,0,0],[0.5,0.5,0.5]]}

                """
            }
            try lines.joined().write(toFile: file, atomically: true, encoding: .utf8)
            try #require(try Program.run("import", file, "--store", store).code == 0)
            let handle = try FileHandle(forUpdating: URL(filePath: store))
            let pages = try handle.seekToEnd() / 4096
            try handle.seek(toOffset: 4096 * (pages / 2))
            try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096 * 10))
            try handle.close()
            let result = try Program.run(
                "discover", "--store", store, "-o", "\(folder)/out", "--quiet")
            #expect(result.code == 1)
            #expect(result.errors.contains("cannot use the store \(store)"), "\(result.errors)")
            #expect(result.errors.contains("the file is damaged"), "\(result.errors)")
        }
    }
}
