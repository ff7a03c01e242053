internal import ArgumentParser
internal import Foundation
internal import Workbench

/// `kimberlite serve`: the laboratory in the browser.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Opens the laboratory in the browser.",
        discussion: """
            Serves one page on this machine, in English and Russian, and OPTIMADE under /optimade, until it \
            is interrupted. The page shows the crystals of the stores that are given - the folder of a \
            discover, the file of an import - and without any those that 'make discover' has left in \
            discovery; what is imported, trained and screened in it is kept in --folder, and goes on where it \
            was when the program starts again.

            Only this machine can connect, unless --host says otherwise; then whoever changes or computes \
            anything needs the token, which is in the address that is printed.
            """)

    @Argument(help: "Stores to show.")
    var stores: [String] = []

    @Option(
        name: .long, help: "The address to listen on; others than this machine's own need a token.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "The port to listen on; 0 takes a free one.")
    var port = 8642

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder of everything that the laboratory keeps.", valueName: "folder"))
    var folder = "laboratory"

    @Option(name: .long, help: .hidden)
    var pages: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What whoever writes must know, at least 16 characters; made up where it is needed and not given.",
            valueName: "word"))
    var token: String?

    func validate() throws {
        if !(0...65535).contains(port) {
            throw ValidationError("--port takes a number from 0 to 65535, not \(port).")
        }
        if let token, token.count < 16 || !token.allSatisfy({ $0.isASCII && !$0.isWhitespace }) {
            throw ValidationError("--token takes at least 16 characters of ASCII without spaces.")
        }
    }

    func run() throws {
        var settings = ServerSettings(
            host: host, port: port, token: token, folder: URL(fileURLWithPath: folder),
            pages: pages.map { URL(fileURLWithPath: $0) })
        settings.stores = try StoreArguments.stores(stores)
        if !settings.isLoopback, token == nil { settings.token = Self.madeUp() }
        raiseFileLimit()
        try AsyncWork.waiting { [settings] in try await serve(settings) }
    }

    /// 160 bits from the system.
    private static func madeUp() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<20).map { _ in
            String(format: "%02x", UInt8.random(in: 0...255, using: &generator))
        }
        .joined()
    }

    /// Every connection is an open file, and many systems allow a process no more than 1,024 unless it asks.
    private func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    private func serve(_ settings: ServerSettings) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await WorkbenchServer(settings).run { port in
                    Console.line("the laboratory is open at \(Self.address(settings, port))")
                }
            }
            group.addTask {
                while !Interruption.isRequested { try await Task.sleep(for: .milliseconds(100)) }
            }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    private static func address(_ settings: ServerSettings, _ port: Int) -> String {
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        // The page reads it as a query, in which + & % say other things.
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let token = settings.token?.addingPercentEncoding(withAllowedCharacters: plain)
        return "http://\(host):\(port)/" + (token.map { "#token=\($0)" } ?? "")
    }
}
