internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import OPTIMADE

/// The catalogue to other programs: `/optimade`.
struct OPTIMADERoutes {
    private let service: OptimadeService
    private let answers: LargeAnswers

    init(_ service: OptimadeService, _ answers: LargeAnswers) {
        (self.service, self.answers) = (service, answers)
    }

    func add(to router: Router<WorkbenchContext>) {
        for path in ["optimade", "optimade/**"] {
            for method in [HTTPRequest.Method.get, .head] {
                router.on(RouterPath(path), method: method) { [self] request, _ in
                    try response(await service.answer(Self.request(request)))
                }
            }
        }
    }

    private static func request(_ request: Request) -> OptimadeRequest {
        // What a proxy in front was asked by: links to next pages have to lead through it again.
        let scheme = forwarded.flatMap { request.headers[$0] } == "https" ? "https" : "http"
        return OptimadeRequest(
            path: String(request.uri.path.dropFirst("/optimade".count)),
            query: request.uri.query ?? "",
            base: "\(scheme)://\(request.head.authority ?? "localhost")/optimade")
    }

    private static let forwarded = HTTPField.Name("X-Forwarded-Proto")

    private func response(_ answer: OptimadeAnswer) throws(Refusal) -> Response {
        try answers.response(
            ByteBuffer(bytes: answer.body),
            status: HTTPResponse.Status(code: answer.status, reasonPhrase: answer.reason ?? "OK"),
            headers: [.contentType: answer.contentType, .accessControlAllowOrigin: "*"])
    }

    /// Whether a request is one for programs, which read errors as the standard has them.
    static func isOwn(_ request: Request) -> Bool {
        request.uri.path == "/optimade" || request.uri.path.hasPrefix("/optimade/")
    }

    /// A refusal of the server's as the standard has it.
    static func refusal(
        _ request: Request, _ status: HTTPResponse.Status, _ sentence: String,
        _ headers: HTTPFields
    ) -> Response {
        let own = Self.request(request)
        let json = ErrorResponse.json(
            status: status.code, title: status.reasonPhrase, detail: sentence,
            representation: "/" + own.path.joined(separator: "/"))
        var headers = headers
        headers[.contentType] = "application/vnd.api+json"
        headers[.accessControlAllowOrigin] = "*"
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json)))
    }
}
