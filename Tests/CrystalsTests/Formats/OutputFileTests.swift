import Foundation
import TestKit
import Testing

@testable import Crystals

@Suite("Files that appear whole or not at all")
struct OutputFileTests {
    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("what a killed process left is cleared up by the next that writes the file")
    func leftover() throws {
        try withTemporaryFolder { folder in
            try Data("half of a much longer fi".utf8).write(
                to: URL(filePath: "\(folder)/.table.csv.partial"))
            try OutputFile.write("a,b\n", to: "\(folder)/table.csv")
            #expect(try names(in: folder) == ["table.csv"])
            #expect(try String(contentsOfFile: "\(folder)/table.csv", encoding: .utf8) == "a,b\n")
        }
    }

    @Test("two cannot write one file at a time, and one that is dropped leaves nothing")
    func claim() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/table.csv"
            var first: OutputFile? = try OutputFile(path: path)
            try first?.write("first")
            #expect(throws: FileError.self) { try OutputFile(path: path) }
            first = nil
            #expect(try names(in: folder) == [])
            try OutputFile.write("second", to: path)
            #expect(try names(in: folder) == ["table.csv"])
        }
    }

    @Test("a name of one character, or of none before it, is one like others")
    func shortNames() throws {
        try withTemporaryFolder { folder in
            for name in ["x", "new/y", "new/older/z", "d//w"] {
                try OutputFile.write(name, to: "\(folder)/\(name)")
                let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                #expect(text == name)
            }
            // Relative to where the process is, which other tests share: a name that none of them has.
            let name = "q"
            try #require(!FileManager.default.fileExists(atPath: name))
            try OutputFile.write("short", to: name)
            #expect(try String(contentsOfFile: name, encoding: .utf8) == "short")
            try FileManager.default.removeItem(atPath: name)
        }
    }

    @Test("a pipe is written, and stays one")
    func pipes() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let reader = open(path, O_RDONLY | O_NONBLOCK)
            defer { close(reader) }
            try OutputFile.write("two words", to: path)
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = read(reader, &bytes, bytes.count)
            #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "two words")
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pipe"])
        }
    }

    @Test("many are written at once, each whole, executable where it is meant to be")
    func many() throws {
        try withTemporaryFolder { folder in
            let files = (0..<100).map { k in
                WholeFile(
                    path: "\(folder)/\(k % 3)/\(k)", text: String(repeating: "\(k)\n", count: k),
                    isExecutable: k == 7)
            }
            try WholeFile.write(files)
            for (k, file) in files.enumerated() {
                #expect(try String(contentsOfFile: file.path, encoding: .utf8) == file.text)
                #expect(FileManager.default.isExecutableFile(atPath: file.path) == (k == 7))
            }
            #expect(try (0..<3).flatMap { try names(in: "\(folder)/\($0)") }.count == 100)
        }
    }

    @Test("sixteen wait at a time")
    func together() throws {
        try withTemporaryFolder { folder in
            let files = (0..<WholeFile.writtenAtOnce).map { k in
                WholeFile(path: "\(folder)/\(k)", text: "text \(k)")
            }
            for file in files { #expect(mkfifo(file.path, 0o600) == 0) }
            let writing = Thread { try? WholeFile.write(files) }
            writing.start()
            // Who writes a pipe waits for its reader. The last is written while all others wait.
            for (k, file) in files.enumerated().reversed() {
                let reader = open(file.path, O_RDONLY | O_NONBLOCK)
                defer { close(reader) }
                var bytes = [UInt8](repeating: 0, count: 32)
                var count = 0
                for _ in 0..<5000 where count <= 0 {
                    Thread.sleep(forTimeInterval: 0.001)
                    count = read(reader, &bytes, bytes.count)
                }
                #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "text \(k)")
            }
        }
    }

    @Test("a link stays one, and what it leads to is replaced, be it there or not")
    func links() throws {
        try withTemporaryFolder { folder in
            let files = FileManager.default
            try OutputFile.write("old", to: "\(folder)/a/real.txt")
            for target in ["a/real.txt", "a/new.txt", "\(folder)/a/real.txt"] {
                let link = "\(folder)/link"
                try? files.removeItem(atPath: link)
                try files.createSymbolicLink(atPath: link, withDestinationPath: target)
                try OutputFile.write("to \(target)", to: link)
                #expect(try files.destinationOfSymbolicLink(atPath: link) == target)
                #expect(try String(contentsOfFile: link, encoding: .utf8) == "to \(target)")
            }
            #expect(try names(in: "\(folder)/a") == ["new.txt", "real.txt"])
        }
    }

    @Test("of many, the first that cannot be written is named")
    func failure() throws {
        try withTemporaryFolder { folder in
            try OutputFile.write("no folder", to: "\(folder)/taken")
            let files = (0..<40).map { k in
                WholeFile(path: "\(folder)/\(k < 20 ? "free" : "taken")/\(k)", text: "text")
            }
            let error = #expect(throws: FileError.self) { try WholeFile.write(files) }
            #expect(error?.path.hasSuffix("/taken") == true, "\(error?.description ?? "")")
            // Control: the others are there.
            #expect(try names(in: "\(folder)/free").count == 20)
        }
    }
}
