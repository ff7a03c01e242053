internal import HTTPTypes
internal import Hummingbird

/// Lets no other page of a browser write: what writes comes from this page or from no page.
struct OriginCheck: RouterMiddleware {
    typealias Context = WorkbenchContext

    func handle(
        _ request: Request, context: WorkbenchContext,
        next: (Request, WorkbenchContext) async throws -> Response
    ) async throws -> Response {
        if request.writes, !Self.isOwn(request) {
            throw Refusal(.forbidden, "a page of another origin may not write here")
        }
        return try await next(request, context)
    }

    private static func isOwn(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            return false
        }
        guard let origin = request.headers[.origin] else { return true }
        guard let authority = request.head.authority else { return false }
        return origin == "http://\(authority)" || origin == "https://\(authority)"
    }
}

extension Request {
    /// Whether it changes something, or makes the machine compute.
    var writes: Bool { ![.get, .head, .options].contains(method) }
}

extension HTTPField.Name {
    /// Where a browser says a request comes from (Fetch Metadata).
    static var secFetchSite: Self { .init("Sec-Fetch-Site") ?? .origin }
}
