import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// Chromium without a window, told what to do over WebDriver (W3C) by Debian's chromium-driver.
struct Browser {
    private let session: URL

    static let programs = (driver: "/usr/bin/chromedriver", browser: "/usr/bin/chromium")

    static let isInstalled =
        isWanted
        && [programs.driver, programs.browser]
            .allSatisfy(FileManager.default.isExecutableFile(atPath:))

    /// `make test` runs them by themselves, after all others: beside these they would measure the others.
    private static let isWanted = ProcessInfo.processInfo.environment["KIMBERLITE_BROWSER"] != nil

    /// Opens a browser for as long as the body runs.
    static func open<Answer>(
        folder: URL, _ body: (Browser) async throws -> Answer
    ) async throws -> Answer {
        let (driver, port) = try await startDriver(folder)
        defer { driver.end() }
        let base = try #require(URL(string: "http://127.0.0.1:\(port)"))
        let opened: Opened = try await send(
            "POST", base.appending(path: "session"), Capabilities(folder: folder))
        let browser = Browser(session: base.appending(path: "session/\(opened.sessionId)"))
        do {
            let answer = try await body(browser)
            try await browser.close()
            return answer
        } catch {
            try? await browser.close()
            throw error
        }
    }

    /// The driver takes a free port of one kind of address and ends where that is taken for the other.
    private static func startDriver(_ folder: URL) async throws -> (SpokenProcess, port: Int) {
        for _ in 0..<5 {
            let driver = try SpokenProcess(programs.driver, ["--port=0"], folder: folder)
            if let port = try? await driver.number(after: "successfully on port ") {
                return (driver, port)
            }
            driver.end()
        }
        throw BrowserFailure("chromium-driver finds no free port")
    }

    private func close() async throws {
        let _: Nothing? = try await Self.send("DELETE", session, nil as Nothing?)
    }

    func post<Answer: Decodable>(_ path: String, _ body: some Encodable) async throws -> Answer {
        try await Self.send("POST", session.appending(path: path), body)
    }

    func get<Answer: Decodable>(_ path: String) async throws -> Answer {
        try await Self.send("GET", session.appending(path: path), nil as Nothing?)
    }

    /// A log of the browser may be long.
    private static let longest = 64 * 1024 * 1024

    private static func send<Answer: Decodable>(
        _ method: String, _ url: URL, _ body: (some Encodable)?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = .RAW(value: method)
        if let body {
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
            request.headers.add(name: "Content-Type", value: "application/json")
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let data = Data((try await response.body.collect(upTo: longest)).readableBytesView)
        guard response.status == .ok else {
            let complaint = try? JSONDecoder().decode(Envelope<Complaint>.self, from: data)
            throw BrowserFailure("\(url.lastPathComponent): \(complaint?.value.message ?? "?")")
        }
        return try JSONDecoder().decode(Envelope<Answer>.self, from: data).value
    }
}

extension Browser {
    struct Nothing: Codable {
        init() {}
        init(from decoder: any Decoder) throws {}
    }

    private struct Envelope<Value: Decodable>: Decodable { var value: Value }
    private struct Complaint: Decodable { var message: String }
    private struct Opened: Decodable { var sessionId: String }

    /// What the browser is to be: without a window, with a WebGL that needs no graphics card, and telling
    /// what it writes and whom it asks.
    private struct Capabilities: Encodable {
        struct Wanted: Encodable { var alwaysMatch: Options }
        struct Options: Encodable {
            var chrome: Chrome
            var logs = ["browser": "ALL", "performance": "ALL"]

            enum CodingKeys: String, CodingKey {
                case chrome = "goog:chromeOptions"
                case logs = "goog:loggingPrefs"
            }
        }
        struct Chrome: Encodable { var binary: String, args: [String] }

        var capabilities: Wanted

        init(folder: URL) {
            var arguments = [
                "--headless=new", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader", "--window-size=1280,900", "--hide-scrollbars",
                "--user-data-dir=\(folder.path)/browser-\(UUID().uuidString)",
            ]
            // The browser refuses to shut itself in for the superuser.
            if getuid() == 0 { arguments.append("--no-sandbox") }
            capabilities = Wanted(
                alwaysMatch: Options(
                    chrome: Chrome(binary: Browser.programs.browser, args: arguments)))
        }
    }
}
