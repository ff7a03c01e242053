import Foundation
import TestKit
import Testing

/// One program serves, another reads what it serves.
@Suite("kimberlite import --optimade")
struct DatabaseImportTests {
    private static func lines(_ count: Int) -> String {
        (0..<count).map { k in
            let a = 4 + 0.001 * Double(k)
            return """
                {"id":"x\(k)","lattice":[[\(a),0,0],[0,\(a),0],[0,0,\(a)]],"z":[\(k % 2 == 0 ? 12 : 20),8],\
                "frac":[[0,0,0],[0.5,0.5,0.5]],"K":\(100 + k)}

                """
        }.joined()
    }

    /// Calls `body` with the base URL of a program that serves a store of crystals.
    private static func serving(
        _ count: Int, _ body: (_ address: String, _ folder: String) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let (file, store) = ("\(folder)/some.jsonl", "\(folder)/served.sqlite")
            try lines(count).write(toFile: file, atomically: true, encoding: .utf8)
            let imported = try Program.run("import", file, "--store", store)
            try #require(imported.code == 0, "\(imported.errors)")
            let process = Process()
            process.executableURL = URL(filePath: try #require(Program.path))
            process.arguments = [
                "serve", "--port", "0", "--folder", "\(folder)/laboratory", store,
            ]
            let output = Pipe()
            (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
            try process.run()
            defer {
                process.terminate()
                process.waitUntilExit()
            }
            let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            let port = try #require(line.firstMatch(of: /:(\d+)\//)?.1, "\(line)")
            let address = "http://127.0.0.1:\(port)/optimade"
            try waitForCrystals(count, address)
            try body(address, folder)
        }
    }

    /// The program takes the store in after it has begun to listen.
    private static func waitForCrystals(_ count: Int, _ address: String) throws {
        for _ in 0..<100 {
            let result = try withTemporaryFolder { folder in
                try Program.run(
                    "import", "--json", "--optimade", address, "--page-limit", "1000", "--store",
                    "\(folder)/all.sqlite")
            }
            if result.output.contains("\"stored\":\(count)") { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        Issue.record("the crystals were not served within 10 s")
    }

    private static func imported(_ arguments: String...) throws -> [String: Int] {
        let result = try Program.run(["import", "--json"] + arguments)
        try #require(result.code == 0, "\(result.errors)")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require(json as? [String: Int])
    }

    @Test("brings what the filter holds for, with labels by the names asked for, and again nothing")
    func reading() throws {
        try Self.serving(31) { address, folder in
            let store = "\(folder)/read.sqlite"
            let arguments = [
                "--optimade", address, "--page-limit", "4", "--filter", "elements HAS \"Mg\"",
                "--property", "K=_kimberlite_bulk_modulus", "--store", store,
            ]
            let first = try Program.run(["import", "--json"] + arguments)
            #expect(first.code == 0, "\(first.errors)")
            #expect(first.output.contains("\"added\":16"), "\(first.output)")
            let again = try Program.run(["import", "--json"] + arguments)
            #expect(
                again.output.contains("\"added\":0") && again.output.contains("\"unchanged\":16"))
            let other = try Self.imported(
                "--optimade", address + "/v1", "--page-limit", "1000", "--store", store)
            #expect(other["inputs"] == 31 && other["stored"] == 31)
        }
    }

    @Test("goes on where it was killed")
    func resuming() throws {
        try Self.serving(600) { address, folder in
            let store = "\(folder)/read.sqlite"
            let arguments = ["--optimade", address, "--page-limit", "2", "--store", store]
            let size = {
                (try? FileManager.default.attributesOfItem(atPath: store + "-wal"))?[.size] as? Int
                    ?? 0
            }
            let wasKilled = try Program.kill(["import"] + arguments) { size() > 300_000 }
            try #require(wasKilled)
            let rest = try Program.run(["import", "--json"] + arguments)
            #expect(
                rest.errors.contains("going on where an earlier import stopped"), "\(rest.errors)")
            let json = try JSONSerialization.jsonObject(with: Data(rest.output.utf8))
            let counts = try #require(json as? [String: Int])
            #expect(counts["stored"] == 600)
            #expect((counts["inputs"] ?? 0) > 0 && (counts["inputs"] ?? 600) < 600)
        }
    }

    @Test(
        "ends with the database's own sentence, or one of what is no database",
        arguments: [
            (["--filter", "foo = 1"], "there is no property foo"),
            (["--filter", "nsites ="], "the filter ends"),
        ])
    func refusing(_ arguments: [String], _ sentence: String) throws {
        try Self.serving(1) { address, folder in
            let result = try Program.run(
                ["import", "--optimade", address, "--store", "\(folder)/read.sqlite"] + arguments)
            #expect(result.code == 1 && result.errors.contains(sentence), "\(result.errors)")
            let page = try Program.run(
                "import", "--optimade", String(address.dropLast("/optimade".count)), "--store",
                "\(folder)/read.sqlite")
            #expect(page.code == 1 && page.errors.contains("error"), "\(page.errors)")
        }
    }

    @Test("wants either inputs or a database")
    func usage() throws {
        for arguments in [["import"], ["import", "a.cif", "--optimade", "http://localhost"]] {
            let result = try Program.run(arguments + ["--store", "x.sqlite"])
            #expect(result.code == 64 && result.errors.contains("either inputs or --optimade"))
        }
    }
}
