internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// Every refusal is an object with the sentence that the page shows: `{"error": "…"}`; under /optimade it is what that
/// standard has for errors.
struct ErrorSentences: RouterMiddleware {
    typealias Context = WorkbenchContext

    func handle(
        _ request: Request, context: WorkbenchContext,
        next: (Request, WorkbenchContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as Refusal {
            return Self.response(request, error.status, error.sentence, error.headers)
        } catch let error as HTTPError {
            return Self.response(
                request, error.status, error.body ?? error.status.reasonPhrase, error.headers)
        } catch let error as any HTTPResponseError {
            return Self.response(request, error.status, error.status.reasonPhrase)
        } catch let error where Self.isOfConnection(error) {
            throw error
        } catch {
            context.logger.error("\(request.method) \(request.uri.path): \(error)")
            return Self.response(
                request, .internalServerError,
                "something went wrong in the laboratory; where it runs, its log says what")
        }
    }

    /// Whether there is nobody left to answer, or nobody who speaks HTTP.
    private static func isOfConnection(_ error: any Error) -> Bool {
        error is CancellationError || error is HTTPParserError || error is ChannelError
            || error is IOError
    }

    private static func response(
        _ request: Request, _ status: HTTPResponse.Status, _ sentence: String,
        _ headers: HTTPFields = [:]
    ) -> Response {
        if OPTIMADERoutes.isOwn(request) {
            return OPTIMADERoutes.refusal(request, status, sentence, headers)
        }
        let json = (try? JSONEncoder().encode(["error": sentence])) ?? Data("{}".utf8)
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json)))
    }
}

/// Why a request is not answered, in a sentence for whoever sent it.
struct Refusal: Error {
    var status: HTTPResponse.Status
    var sentence: String
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ sentence: String, headers: HTTPFields = [:]) {
        (self.status, self.sentence, self.headers) = (status, sentence, headers)
    }
}
