internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import Workbench

/// `kimberlite serve`: the laboratory in the browser.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Opens the laboratory in the browser.",
        discussion: """
            Serves one page on this machine, and OPTIMADE under /optimade, until it is interrupted.
            """)

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

    func run() throws {
        let settings = ServerSettings(
            host: host, port: port, token: nil, folder: URL(fileURLWithPath: folder),
            pages: pages.map { URL(fileURLWithPath: $0) })
        try waiting { try await serve(settings) }
    }

    private func serve(_ settings: ServerSettings) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await WorkbenchServer(settings).run { port in
                    Console.line("the laboratory is open at http://\(settings.host):\(port)/")
                }
            }
            group.addTask {
                while !Interruption.isRequested { try await Task.sleep(for: .milliseconds(100)) }
            }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    /// A command is not asynchronous: it waits for what is.
    private func waiting(_ body: @escaping @Sendable () async throws -> Void) throws {
        let end = DispatchSemaphore(value: 0)
        let outcome = Outcome()
        Task {
            outcome.error = await Result { try await body() }.failure
            end.signal()
        }
        end.wait()
        if let error = outcome.error { throw error }
    }
}

/// Written before the semaphore is signalled, read after.
private final class Outcome: @unchecked Sendable { var error: (any Error)? }

extension Result where Failure == any Error, Success == Void {
    fileprivate init(_ body: () async throws -> Void) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }

    fileprivate var failure: (any Error)? {
        if case .failure(let error) = self { error } else { nil }
    }
}
