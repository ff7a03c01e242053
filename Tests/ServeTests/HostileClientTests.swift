import Foundation
import TestKit
import Testing

/// Whoever sends what, the laboratory goes on, writes nothing that nobody asked for, and stays small.
@Suite(.serialized) struct HostileClientTests {
    private func laboratory(
        _ arguments: [String] = []
    ) throws -> (LaboratoryProcess, TemporaryFolder) {
        let folder = try TemporaryFolder()
        return (
            try LaboratoryProcess(folder: folder.url.appending(path: "lab"), arguments: arguments),
            folder
        )
    }

    /// Up, well and no larger than it may be.
    private func expectWell(_ laboratory: LaboratoryProcess) throws {
        #expect(try laboratory.request("GET", "/api/runs").text.hasSuffix("[]"))
        #expect(try laboratory.request("GET", "/").status == 200)
        #expect(laboratory.written == [])
        let memory = try laboratory.peakMemory
        #expect(memory > 1 && memory < 500, "\(memory) MB")
    }

    @Test func noPathLeadsOutOfTheFolders() throws {
        let (laboratory, _folder) = try laboratory()
        defer { _ = _folder }
        let paths = [
            "/../../../../etc/passwd", "/..%2f..%2f..%2f..%2fetc%2fpasswd", "//etc/passwd",
            "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/libraries/three/../../../../etc/passwd",
            "/libraries/three/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "/libraries/vega/..%5c..%5cetc/passwd", "/scripts/..%00/../../etc/passwd",
            "/api/runs/1/files/..%2f..%2flock", "/api/runs/..%2f..%2f/files/lock",
            "/api/models/..%2f..%2fetc%2fpasswd", "/api/crystals/..%2f..%2fetc%2fpasswd/file",
            "/lab/lock", "/%", "/%zz", "/\u{1}", "/" + String(repeating: "a/", count: 4000),
        ]
        for path in paths {
            let answer = try laboratory.request("GET", path)
            #expect(!answer.text.contains("root:"), "\(path)")
            #expect(answer.status != 200 && answer.status < 500, "\(path): \(answer.status)")
        }
        try expectWell(laboratory)
    }

    @Test func uploadsThatAreTooLargeOrBrokenLeaveNothing() throws {
        let (laboratory, _folder) = try laboratory()
        defer { _ = _folder }
        let form = ["Content-Type: multipart/form-data; boundary=x"]
        let head =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.cif\"\r\n\r\n"
        let huge = try laboratory.request(
            "POST", "/api/predict", headers: form + ["Content-Length: 99999999999"])
        #expect(huge.status == 413)
        for body in [
            "x", "--x", head + "data_x", "--x\r\n" + String(repeating: "h", count: 20_000),
        ] {
            #expect(
                try laboratory.request("POST", "/api/import", headers: form, body: body).status
                    == 400)
        }
        #expect(try laboratory.request("POST", "/api/import", body: "{}").status == 415)
        #expect(
            try laboratory.request(
                "POST", "/api/import", headers: form, body: head + "data_x\r\n--x--\r\n"
            ).status == 200)
        try streamTooMuch(to: laboratory, head)
        try breakOff(laboratory, head)
        let library = laboratory.folder.appending(path: "uploads")
        #expect(Self.waitUntil { Self.isEmpty(library) })
        try expectWell(laboratory)
    }

    /// A form that goes on and on, in chunks without a stated length.
    private func streamTooMuch(to laboratory: LaboratoryProcess, _ head: String) throws {
        let client = try RawClient(port: laboratory.port)
        client.send(
            Array(
                ("POST /api/predict HTTP/1.1\r\nHost: localhost:\(laboratory.port)\r\n"
                    + "Content-Type: multipart/form-data; boundary=x\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n").utf8))
        func chunk(_ bytes: [UInt8]) -> [UInt8] {
            Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10]
        }
        client.send(chunk(Array(head.utf8)))
        let megabyte = chunk([UInt8](repeating: 65, count: 1 << 20))
        // The connection may be closed before the answer is read, but not everything be taken in silence.
        let isTaken = (0..<80).allSatisfy { _ in client.send(megabyte) }
        let answer = String(decoding: client.read(wait: 2), as: UTF8.self)
        #expect(answer.contains(" 413 ") || answer.isEmpty && !isTaken)
    }

    /// The client goes away in the middle.
    private func breakOff(_ laboratory: LaboratoryProcess, _ head: String) throws {
        for _ in 0..<5 {
            let client = try RawClient(port: laboratory.port)
            client.send(
                Array(
                    ("POST /api/import HTTP/1.1\r\nHost: localhost:\(laboratory.port)\r\n"
                        + "Content-Type: multipart/form-data; boundary=x\r\n"
                        + "Content-Length: 100000\r\n\r\n" + head + "data_").utf8))
        }
    }

    @Test func otherPagesAndOtherNamesMayNotWrite() throws {
        let (laboratory, _folder) = try laboratory()
        defer { _ = _folder }
        let run = #"{"kind":"discover","budget":10}"#
        func status(_ headers: [String]) throws -> Int {
            try laboratory.request("POST", "/api/runs", headers: headers, body: run).status
        }
        #expect(try status(["Origin: http://evil.example"]) == 403)
        #expect(try status(["Origin: null"]) == 403)
        #expect(try status(["Origin: http://localhost:1"]) == 403)
        #expect(try status(["Sec-Fetch-Site: cross-site"]) == 403)
        let rebound = try laboratory.raw(
            Array("GET /api/runs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".utf8))
        #expect(rebound.status == 421)
        let nameless = try laboratory.raw(Array("GET /api/runs HTTP/1.1\r\n\r\n".utf8), wait: 1)
        #expect(nameless.status != 200)
        try expectWell(laboratory)
        // The page itself may.
        #expect(try status(["Origin: http://localhost:\(laboratory.port)"]) == 201)
    }

    @Test func whoWritesFromElsewhereNeedsTheToken() throws {
        let token = "correct-horse-battery"
        let (laboratory, _folder) = try laboratory(["--host", "0.0.0.0", "--token", token])
        defer { _ = _folder }
        let run = #"{"kind":"discover","budget":10}"#
        func status(_ headers: [String]) throws -> Int {
            try laboratory.request("POST", "/api/runs", headers: headers, body: run).status
        }
        #expect(try status([]) == 401)
        #expect(try status(["Authorization: Bearer wrong"]) == 401)
        #expect(try status(["Authorization: Bearer \(token)x"]) == 401)
        #expect(try laboratory.request("DELETE", "/api/runs/1").status == 401)
        #expect(try laboratory.request("POST", "/api/practicals/a/b").status == 401)
        try expectWell(laboratory)
        #expect(try status(["Authorization: Bearer \(token)"]) == 201)
    }

    @Test func anOpenLaboratoryMakesUpAToken() throws {
        let (laboratory, _folder) = try laboratory(["--host", "0.0.0.0"])
        defer { _ = _folder }
        #expect(laboratory.greeting.contains(/#token=[0-9a-f]{40}\n/))
        #expect(try laboratory.request("POST", "/api/runs", body: "{}").status == 401)
    }

    @Test func aTokenIsWrittenIntoTheAddressAsAQueryIsRead() throws {
        let (laboratory, _folder) = try laboratory(["--token", "a+b%c&d=e#f-and-more"])
        defer { _ = _folder }
        #expect(laboratory.greeting.contains("#token=a%2Bb%25c%26d%3De%23f-and-more\n"))
    }

    @Test func whatIsNoHTTPIsTurnedAway() throws {
        let (laboratory, _folder) = try laboratory()
        defer { _ = _folder }
        let host = "Host: localhost:\(laboratory.port)\r\n"
        let messages = [
            "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\(host)\r\n",
            "GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "y", count: 100_000))\r\n\r\n",
            "GET / HTTP/1.1\r\n" + (0..<2000).map { "X\($0): y\r\n" }.joined() + "\r\n",
            "POST /api/runs HTTP/1.1\r\n\(host)Content-Length: -5\r\n\r\n",
            "POST /api/runs HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            "POST /api/runs HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "GET / HTTP/1.1\r\n\(host)Range: bytes=5-1\r\nConnection: close\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\u{3}\u{3}",
        ]
        for message in messages {
            let answer = try laboratory.raw(Array(message.utf8), wait: 1)
            #expect(answer.status != 200 && answer.status < 500, "\(message.prefix(40))")
        }
        for body in ["", "[", "{}", #"{"kind":"rm"}"#, #"{"kind":"train","target":"--help"}"#] {
            let answer = try laboratory.request("POST", "/api/runs", body: body)
            #expect(answer.status == 400 && answer.text.contains("\"error\""), "\(body)")
        }
        try expectWell(laboratory)
    }

    @Test func slowAndSilentClientsHoldNobodyUp() throws {
        let (laboratory, _folder) = try laboratory()
        defer { _ = _folder }
        let silent = try (0..<1000).map { _ in try RawClient(port: laboratory.port) }
        let slow = try (0..<100).map { _ in try RawClient(port: laboratory.port) }
        for byte in "GET / HTTP/1.1\r\nHost: l".utf8 { for client in slow { client.send([byte]) } }
        let start = ContinuousClock.now
        try expectWell(laboratory)
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(silent.count + slow.count == 1100)
    }

    @Test func aFloodIsHeldBack() throws {
        let (laboratory, _folder) = try laboratory()
        defer { _ = _folder }
        var statuses: [Int: Int] = [:]
        for _ in 0..<300 {
            statuses[try laboratory.request("POST", "/api/runs", body: "{}").status, default: 0] +=
                1
        }
        #expect(statuses[429] ?? 0 > 150 && statuses[400] ?? 0 >= 60, "\(statuses)")
        #expect(Set(statuses.keys) == [400, 429])
        try expectWell(laboratory)
    }

    static func waitUntil(_ seconds: Int = 10, _ condition: () throws -> Bool) rethrows -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if try condition() { return true }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return false
    }

    private static func isEmpty(_ folder: URL) -> Bool {
        let path = folder.path(percentEncoded: false)
        return (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? true
    }
}
