import Foundation
import TestKit
import Testing

@testable import Crystals

@Suite("Files")
struct FileTests {
    @Test("Lines are the same from memory, a plain file and a compressed one")
    func lines() throws {
        // Longer than the buffer, to cross its end in the middle of lines.
        var random = SplitMix64(seed: 3)
        let lines = (0..<20_000).map { _ in
            String(repeating: "x", count: Int.random(in: 0...60, using: &random))
        }
        let text = lines.joined(separator: "\n")
        try withTemporaryFolder { folder in
            for name in ["a.txt", "a.txt.gz"] {
                try OutputFile.write(text, to: "\(folder)/\(name)")
                let reader = try ByteReader(path: "\(folder)/\(name)")
                #expect(try Array(reader.peek(10)) == Array(text.utf8.prefix(10)))
                var read: [String] = []
                while let line = try reader.nextLine() { read.append(line.text) }
                #expect(read == lines)
            }
            let sizes = try ["a.txt", "a.txt.gz"].map {
                try Data(contentsOf: URL(filePath: "\(folder)/\($0)")).count
            }
            #expect(sizes[1] < sizes[0] / 2)
        }
    }

    @Test("Long lines are passed over, not held")
    func longLines() throws {
        let text = "one\n" + String(repeating: "2", count: 1000) + "\nthree"
        let reader = ByteReader(bytes: Array(text.utf8))
        #expect(try reader.nextLine(limit: 100)?.text == "one")
        let long = try #require(try reader.nextLine(limit: 100))
        #expect(long.number == 2)
        #expect(try reader.nextLine(limit: 100)?.text == "three")
        #expect(try reader.nextLine() == nil)
    }

    @Test("A file that is not committed leaves nothing, one that is replaces the old one")
    func whole() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/deep/er/out.txt"
            try OutputFile.write("old", to: path)
            do {
                let file = try OutputFile(path: path)
                try file.write("new")
                #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: "\(folder)/deep/er") == [
                    "out.txt"
                ])
            try OutputFile.write("new", to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: "\(folder)/deep/er") == [
                    "out.txt"
                ])
        }
    }

    @Test("A folder that cannot be is an error with its name")
    func impossible() {
        #expect(throws: FileError.self) { try OutputFile.write("x", to: "/dev/null/a/b.txt") }
    }

    @Test("The same text gives the same compressed bytes")
    func deterministic() throws {
        try withTemporaryFolder { folder in
            try OutputFile.write("carbon", to: "\(folder)/a.gz")
            try OutputFile.write("carbon", to: "\(folder)/b.gz")
            let (a, b) = (
                try Data(contentsOf: URL(filePath: "\(folder)/a.gz")),
                try Data(contentsOf: URL(filePath: "\(folder)/b.gz"))
            )
            #expect(a == b)
            #expect(a.prefix(2) == Data([0x1F, 0x8B]))
        }
    }
}
