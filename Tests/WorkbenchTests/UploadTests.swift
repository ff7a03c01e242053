import Foundation
import HTTPTypes
import Hummingbird
import TestKit
import Testing

@testable import Workbench

@Suite("Files that are sent in a form")
struct UploadTests {
    private static func part(_ name: String, file: String? = nil, _ body: String) -> String {
        let of = file.map { "; filename=\"\($0)\"" } ?? ""
        return "--line\r\nContent-Disposition: form-data; name=\"\(name)\"\(of)\r\n\r\n\(body)\r\n"
    }

    private static let end = "--line--\r\n"

    /// Arrives in pieces of seven bytes, without a stated length.
    private static func receive(
        _ form: String, in folder: TemporaryFolder, limit: Int = 1 << 20, pieces size: Int = 7
    ) async throws -> Upload {
        var (fields, limits) = (HTTPFields(), ServerLimits())
        fields[.contentType] = "multipart/form-data; boundary=line"
        limits.upload = limit
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "localhost", path: "/", headerFields: fields)
        let bytes = Array(form.utf8)
        let body = AsyncStream<ByteBuffer> { stream in
            for first in stride(from: 0, to: bytes.count, by: size) {
                stream.yield(ByteBuffer(bytes: bytes[first..<min(first + size, bytes.count)]))
            }
            stream.finish()
        }
        return try await Upload.receive(
            Request(head: head, body: RequestBody(asyncSequence: body)), in: folder.url,
            limits: limits)
    }

    private static func written(_ folder: TemporaryFolder) -> [String] {
        let walk = FileManager.default.enumerator(atPath: folder.path + "/uploads")
        return walk?.compactMap { $0 as? String } ?? []
    }

    @Test("are the same in pieces of any size, with what looks like a boundary in them")
    func pieces() throws {
        let bodies = ["a\r\n--lin\r\n--", "", "\r\n\r\n--lime\n--line"]
        let form =
            "before\r\n" + Self.part("file", file: "a.cif", bodies[0])
            + Self.part("name", bodies[1]) + Self.part("file", file: "b", bodies[2]) + Self.end
        let bytes = Array(form.utf8)
        for size in 1...bytes.count {
            var reader = try MultipartReader(boundary: "line")
            var (found, names): ([[UInt8]], [String]) = ([], [])
            for first in stride(from: 0, to: bytes.count, by: size) {
                for event in try reader.feed(bytes[first..<min(first + size, bytes.count)]) {
                    switch event {
                    case .begin(let name, let file):
                        names.append("\(name) \(file ?? "-")")
                        found.append([])
                    case .bytes(let more): found[found.count - 1] += more
                    case .end: break
                    }
                }
            }
            try reader.finish()
            #expect(names == ["file a.cif", "name -", "file b"], "pieces of \(size)")
            #expect(found == bodies.map { Array($0.utf8) }, "pieces of \(size)")
        }
    }

    @Test("are refused as soon as the headers of a part are too long to be headers")
    func headers() throws {
        var reader = try MultipartReader(boundary: "line")
        let long = "--line\r\n" + String(repeating: "h", count: 9000)
        #expect(throws: MultipartReader.Malformed.self) { _ = try reader.feed(Array(long.utf8)) }
        var other = try MultipartReader(boundary: "line")
        #expect(try other.feed(Array(long.prefix(8000).utf8)).isEmpty, "control")
    }

    @Test("lie in a folder of their own whatever they are called, and go with it")
    func names() async throws {
        let folder = try TemporaryFolder()
        let names = [
            "../../../escape.cif", "..\\..\\escape.cif", "/etc/escape.cif", ".escape.cif",
            "escape.cif", "..", "/", "a\u{0}b/../..\u{7}", String(repeating: "x", count: 300),
        ]
        let form = names.map { Self.part("file", file: $0, "of " + $0) }.joined() + Self.end
        var upload: Upload? = try await Self.receive(form, in: folder)
        let files = try #require(upload?.files)
        #expect(files.count == names.count && Set(files).count == names.count)
        for (file, name) in zip(files, names) {
            #expect(try String(contentsOf: file, encoding: .utf8) == "of " + name)
            #expect(file.standardizedFileURL.path.hasPrefix(folder.url.path + "/uploads/"))
            #expect(file.lastPathComponent.utf8.count <= 200 && file.lastPathComponent.first != ".")
        }
        #expect(files.prefix(5).allSatisfy { $0.lastPathComponent == "escape.cif" })
        upload = nil
        #expect(Self.written(folder).isEmpty)
    }

    @Test("that are too much are refused while they come, and leave nothing")
    func limits() async throws {
        let folder = try TemporaryFolder()
        let large = Self.part("file", file: "a", String(repeating: "A", count: 2000)) + Self.end
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await Self.receive(large, in: folder, limit: 1500)
        }
        #expect(refusal?.status == .contentTooLarge)
        let field = Self.part("name", String(repeating: "A", count: 5000)) + Self.end
        let second = await #expect(throws: Refusal.self) {
            _ = try await Self.receive(field, in: folder)
        }
        #expect(second?.status == .badRequest)
        let many = (0...5000).map { _ in Self.part("file", file: "a", "") }.joined() + Self.end
        let third = await #expect(throws: Refusal.self) {
            _ = try await Self.receive(many, in: folder, pieces: 4096)
        }
        #expect(third?.status == .badRequest)
        #expect(Self.written(folder).isEmpty)
        #expect(try await Self.receive(large, in: folder).files.count == 1, "control")
    }
}
