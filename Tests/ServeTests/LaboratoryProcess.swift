import Foundation
import TestKit
import Testing

/// `kimberlite serve` as a process of its own.
final class LaboratoryProcess {
    let folder: URL
    private let process = Process()
    private(set) var port: UInt16 = 0
    /// The line that it says when it is open.
    private(set) var greeting = ""

    /// Returns when connections are accepted.
    init(folder: URL, arguments: [String] = []) throws {
        self.folder = folder
        process.executableURL = try #require(
            BuiltProgram.url, "the program is not built; run swift build first")
        process.arguments =
            ["serve", "--port", "0", "--folder", folder.path(percentEncoded: false)] + arguments
        process.currentDirectoryURL = folder.deletingLastPathComponent()
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        while !greeting.contains("\n") {
            let bytes = output.fileHandleForReading.availableData
            if bytes.isEmpty { break }
            greeting += String(decoding: bytes, as: UTF8.self)
        }
        guard let address = greeting.firstMatch(of: /http:\/\/[^:]+:(\d+)\//),
            let port = UInt16(address.1)
        else { throw NotOpen() }
        self.port = port
    }

    /// It ended without a word.
    struct NotOpen: Error {}

    deinit { kill() }

    /// The most memory that it has had, MB.
    var peakMemory: Double {
        get throws {
            let status = try String(
                contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = try #require(status.firstMatch(of: /VmHWM:\s+(\d+) kB/))
            return (Double(line.1) ?? .infinity) / 1024
        }
    }

    var isRunning: Bool { process.isRunning }

    /// As a power cut would.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// As Ctrl-C would. Returns when it has ended.
    func stop() {
        process.interrupt()
        process.waitUntilExit()
    }

    // MARK: What it is asked

    struct Answer {
        /// 0 where the connection was closed without one.
        var status: Int
        var text: String
    }

    /// The answer to bytes as they are.
    func raw(_ bytes: [UInt8], wait seconds: Int = 5) throws -> Answer {
        let client = try RawClient(port: port)
        client.send(bytes)
        return Self.answer(client.read(wait: seconds))
    }

    func request(
        _ method: String, _ path: String, headers: [String] = [], body: String = ""
    ) throws -> Answer {
        let lines =
            ["\(method) \(path) HTTP/1.1", "Host: localhost:\(port)", "Connection: close"] + headers
            + (body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"])
        return try raw(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
    }

    private static func answer(_ bytes: [UInt8]) -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        let status = text.prefixMatch(of: /HTTP\/1\.1 (\d{3})/).flatMap { Int($0.1) }
        return Answer(status: status ?? 0, text: text)
    }

    /// Everything in its folder but databases and the lock, which it has whatever happens.
    var written: [String] {
        let walk = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
        let all = walk?.compactMap { $0 as? String } ?? []
        return all.filter { !$0.contains(".sqlite") && $0 != "lock" && $0 != "uploads" }.sorted()
    }
}
