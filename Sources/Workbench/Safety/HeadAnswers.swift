internal import HTTPTypes
internal import Hummingbird

/// Who asks for the head alone gets no body, whatever answers (RFC 9110, 9.3.2): it would be read as the beginning of
/// the next answer.
struct HeadAnswers: RouterMiddleware {
    typealias Context = WorkbenchContext

    func handle(
        _ request: Request, context: WorkbenchContext,
        next: (Request, WorkbenchContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        return request.method == .head ? response.createHeadResponse() : response
    }
}
