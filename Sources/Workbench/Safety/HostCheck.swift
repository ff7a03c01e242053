internal import HTTPTypes
internal import Hummingbird

/// On a loopback address, answers only who calls this machine by a name of its own: a page elsewhere whose
/// name is made to point here (DNS rebinding) is not let in.
struct HostCheck: RouterMiddleware {
    typealias Context = WorkbenchContext
    private let isLoopback: Bool

    init(_ settings: ServerSettings) { isLoopback = settings.isLoopback }

    func handle(
        _ request: Request, context: WorkbenchContext,
        next: (Request, WorkbenchContext) async throws -> Response
    ) async throws -> Response {
        guard let authority = request.head.authority, !authority.isEmpty else {
            throw Refusal(.badRequest, "the request has no Host")
        }
        guard !isLoopback || ServerSettings.loopback.contains(Self.host(of: authority)) else {
            throw Refusal(
                .misdirectedRequest,
                "this laboratory answers as localhost only; start it with --host to open it")
        }
        return try await next(request, context)
    }

    /// Without the port and the brackets of an IPv6 address.
    static func host(of authority: String) -> String {
        if authority.first == "[" {
            return String(authority.dropFirst().prefix { $0 != "]" })
        }
        return String(authority.prefix { $0 != ":" }).lowercased()
    }
}
