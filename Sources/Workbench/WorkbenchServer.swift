public import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// The laboratory on a person's own machine: the page, what it asks for, and OPTIMADE.
public struct WorkbenchServer: Sendable {
    public var settings: ServerSettings

    public init(_ settings: ServerSettings) { self.settings = settings }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter listening: is told the port, once connections are accepted.
    /// - Throws: ``ServerFailure`` where the address cannot be listened on.
    public func run(listening: @escaping @Sendable (Int) async -> Void) async throws {
        let rooms = try Rooms(settings)
        let application = Application(
            router: rooms.router(), server: Self.channel,
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: "Kimberlite",
                availableConnectionsDelegate: MaximumAvailableConnections(
                    settings.limits.connections)),
            onServerRunning: { channel in await listening(channel.localAddress?.port ?? 0) },
            logger: Self.logger)
        try await rooms.open()
        do {
            try await application.run()
        } catch let error as IOError {
            await rooms.close()
            throw ServerFailure(settings, error)
        }
        await rooms.close()
    }

    /// A connection that says nothing for half a minute between requests, or inside one, is closed, and so is one that
    /// takes nothing of an answer.
    private static var channel: HTTPServerBuilder {
        .http1(
            configuration: .init(
                additionalChannelHandlers: [WriteTimeout(.seconds(30))], idleTimeout: .seconds(30),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024,
                    maxHeaderFieldCount: 100)))
    }

    private static var logger: Logger {
        var logger = Logger(label: "kimberlite")
        logger.logLevel = .error
        return logger
    }
}

/// Where and for whom the laboratory is open.
public struct ServerSettings: Sendable {
    /// An address or name of this machine.
    public var host: String
    /// 0 takes one that is free.
    public var port: Int
    /// What whoever writes has to know; nil where nothing is asked, which only a loopback address is.
    public var token: String?
    /// Holds everything that the laboratory keeps.
    public var folder: URL
    /// Stores that are shown besides what the laboratory makes itself, by the names of their collections.
    public var stores: [(name: String, store: URL)] = []
    /// What computes runs; this program itself where nil.
    public var program: URL?
    /// The page; the one that the program came with where nil.
    public var pages: URL?
    public var limits = ServerLimits()

    public init(host: String, port: Int, token: String?, folder: URL, pages: URL? = nil) {
        (self.host, self.port, self.token) = (host, port, token)
        (self.folder, self.pages) = (folder, pages)
    }

    /// Whether only this machine can connect.
    public var isLoopback: Bool { Self.loopback.contains(host) }

    var collections: [CatalogueKeeper.Source] {
        stores.map { CatalogueKeeper.Source(name: $0.name, store: $0.store) }
    }

    static let loopback: Set<String> = ["127.0.0.1", "::1", "localhost"]
}

/// What one person may ask of the laboratory before it says no.
public struct ServerLimits: Sendable {
    /// Open at once.
    public var connections = 4096
    /// Steps of the practicals that are computed at once.
    public var computations = 4
    /// Requests that write or compute, a second and address, in the long run and in one go.
    public var writes = (perSecond: 20.0, atOnce: 60.0)
    /// Runs that wait or are computed.
    public var openRuns = 20
    /// Runs that are computed at once.
    public var runsAtOnce = 1
    /// Threads of one computation.
    public var threads = ProcessInfo.processInfo.activeProcessorCount
    /// Bytes of one upload.
    public var upload = 64 * 1024 * 1024
    /// Bytes of all large answers that are being sent.
    public var answers = 64 * 1024 * 1024

    public init() {}
}

/// Why the laboratory did not open.
public struct ServerFailure: Error, CustomStringConvertible {
    public var description: String

    init(_ settings: ServerSettings, _ error: IOError) {
        let remedy =
            switch error.errnoCode {
            case EADDRINUSE: "another program listens there; give another --port"
            case EACCES: "ports below 1024 are for the superuser; give another --port"
            case EADDRNOTAVAIL: "this machine has no such address; give another --host"
            default: "\(error)"
            }
        description = "cannot listen on \(settings.host), port \(settings.port): \(remedy)"
    }
}
