internal import HTTPTypes
internal import Hummingbird

/// Asks whoever writes for the token, as `Authorization: Bearer TOKEN`.
struct WriteToken: RouterMiddleware {
    typealias Context = WorkbenchContext
    private let token: String?

    init(_ token: String?) { self.token = token }

    func handle(
        _ request: Request, context: WorkbenchContext,
        next: (Request, WorkbenchContext) async throws -> Response
    ) async throws -> Response {
        if let token, request.writes, !Self.isEqual(request.headers[.authorization], to: token) {
            throw Refusal(
                .unauthorized, "this laboratory wants the token it was started with",
                headers: [.wwwAuthenticate: "Bearer"])
        }
        return try await next(request, context)
    }

    /// Takes as long for a token that is nearly right as for any other.
    private static func isEqual(_ field: String?, to token: String) -> Bool {
        let given = Array((field ?? "").utf8)
        let wanted = Array("Bearer \(token)".utf8)
        var difference = given.count ^ wanted.count
        for (index, byte) in wanted.enumerated() {
            difference |= Int(byte ^ (index < given.count ? given[index] : 0))
        }
        return difference == 0
    }
}
