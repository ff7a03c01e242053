internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Reads a database that speaks OPTIMADE, page after page: one request at a time, and no sooner again than the
/// database likes.
public actor OptimadeClient {
    private let query: OptimadeQuery
    private let retry: RetryPolicy
    private let say: @Sendable (String) -> Void
    private let http: HTTPClient
    private var addresses: PageAddress
    /// Where the page before was.
    private var current: String?
    private var delay = 0.0
    private var emptyPages = 0

    /// Bytes of one answer: a thousand structures of a thousand sites.
    static let largestPage = 128 << 20
    private static let redirections = 5
    /// One after another, with links behind them.
    private static let maximumEmptyPages = 3

    /// - Parameter say: told of waits.
    public init(
        _ query: OptimadeQuery, retry: RetryPolicy = RetryPolicy(),
        say: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(ClientFailure) {
        (self.query, self.retry, self.say) = (query, retry, say)
        addresses = try PageAddress(query.structures)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(60)))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// To be called at the end.
    public func close() async { try? await http.shutdown() }

    /// - Parameter link: ``OptimadePage/next`` of the page before; the first where nil.
    /// - Throws: ``ClientFailure``, `CancellationError`.
    public func page(at link: String?) async throws -> OptimadePage {
        let address = try addresses.next(link ?? query.first, from: current ?? query.first)
        current = address
        if delay > 0 { try await Task.sleep(for: .seconds(min(delay, retry.longest))) }
        let bytes = try await answer(address)
        let page = try OptimadePage(bytes, source: query.source, address: address)
        delay = max(0, page.delay ?? 0)
        emptyPages = page.count == 0 && page.next != nil ? emptyPages + 1 : 0
        if emptyPages == Self.maximumEmptyPages {
            throw ClientFailure(
                "the database leads from one page without structures to another; last to \(address)"
            )
        }
        return page
    }

    /// The body of the answer to a request, which is tried again as long as that may help.
    private func answer(_ address: String) async throws -> [UInt8] {
        var attempt = 1
        while true {
            try Task.checkCancellation()
            let reason: String
            var asked: Double?
            switch try await response(address) {
            case .body(let bytes): return bytes
            case .refused(let failure): throw failure
            case .passing(let why, let after): (reason, asked) = (why, after)
            }
            guard attempt < retry.attempts else {
                throw ClientFailure(
                    "\(reason), \(attempt) times; what has come is kept: give the same command later"
                )
            }
            let seconds = try retry.wait(after: attempt, asked: asked)
            say("\(reason); trying again in \(Int(seconds.rounded(.up))) s")
            try await Task.sleep(for: .seconds(seconds))
            attempt += 1
        }
    }

    private enum Outcome {
        case body([UInt8])
        case refused(ClientFailure)
        /// Why, and after how many seconds it may be tried again.
        case passing(String, Double?)
    }

    private func response(_ address: String) async throws(CancellationError) -> Outcome {
        var place = address
        for _ in 0...Self.redirections {
            do {
                let response = try await http.execute(
                    Self.request(place), timeout: .seconds(120))
                if let location = Self.redirection(response) {
                    place = try addresses.resolved(location, from: place)
                    continue
                }
                let buffer = try await response.body.collect(upTo: Self.largestPage)
                return Self.outcome(response, Array(buffer.readableBytesView), place)
            } catch let failure as ClientFailure {
                return .refused(failure)
            } catch is NIOTooManyBytesError {
                return .refused(
                    ClientFailure("\(place) answers with more than \(Self.largestPage >> 20) MiB"))
            } catch let error as CancellationError {
                throw error
            } catch {
                if Task.isCancelled { throw CancellationError() }
                return .passing("\(Self.host(place)): \(Self.reason(error))", nil)
            }
        }
        return .refused(ClientFailure("\(address) leads on and on"))
    }

    private static func request(_ address: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "Accept", value: "application/vnd.api+json, application/json")
        request.headers.add(
            name: "User-Agent", value: "Kimberlite (OPTIMADE \(Specification.version))")
        return request
    }

    private static func redirection(_ response: HTTPClientResponse) -> String? {
        [301, 302, 307, 308].contains(response.status.code)
            ? response.headers.first(name: "Location") : nil
    }

    private static func outcome(
        _ response: HTTPClientResponse, _ bytes: [UInt8], _ address: String
    ) -> Outcome {
        let status = response.status
        if status == .ok { return .body(bytes) }
        let said = ServerError.detail(bytes).map { ": \($0)" } ?? ""
        let sentence = "\(host(address)) answers \(status.code) \(status.reasonPhrase)\(said)"
        guard RetryPolicy.passing.contains(status.code) else {
            return .refused(ClientFailure(sentence, status: status.code))
        }
        return .passing(sentence, RetryPolicy.seconds(response.headers.first(name: "Retry-After")))
    }

    private static func host(_ address: String) -> String {
        URLComponents(string: address)?.host ?? address
    }

    private static let timeouts: [HTTPClientError] = [
        .connectTimeout, .readTimeout, .deadlineExceeded,
    ]

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? HTTPClientError else { return "no connection" }
        return timeouts.contains(error) ? "no answer in time" : error.shortDescription
    }
}

/// What a database says is wrong.
private struct ServerError: Decodable {
    struct Entry: Decodable { var detail: String? }

    var errors: [Entry]

    /// One line of text that can be printed.
    static func detail(_ bytes: [UInt8]) -> String? {
        guard let error = try? JSONDecoder().decode(ServerError.self, from: Data(bytes)),
            let detail = error.errors.first?.detail
        else { return nil }
        let plain = detail.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? " " : Character(scalar)
        }
        return String(plain.prefix(300))
    }
}
