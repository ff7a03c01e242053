internal import HTTPTypes
internal import Hummingbird

/// Tells the browser to load nothing from elsewhere, to run no script that stands in a page, and to show
/// the page in nobody's frame.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = WorkbenchContext

    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'",
        // Pictures that the page draws itself.
        "img-src 'self' blob: data:", "font-src 'self'", "connect-src 'self'",
        "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request, context: WorkbenchContext,
        next: (Request, WorkbenchContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in Self.others { response.headers[name] = value }
        return response
    }

    private static let others: [HTTPField.Name: String] = [
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
    ].reduce(into: [:]) { fields, field in
        if let name = HTTPField.Name(field.0) { fields[name] = field.1 }
    }
}
