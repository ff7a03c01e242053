internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Server-sent events (WHATWG HTML, 9.2): text that goes on as long as there is something to tell.
enum EventStream {
    /// The last event, after which nothing comes.
    static let end = event(Data("{}".utf8), kind: "end")

    /// - Parameter json: on one line.
    static func event(_ json: Data, kind: String? = nil) -> String {
        (kind.map { "event: \($0)\n" } ?? "") + "data: \(String(decoding: json, as: UTF8.self))\n\n"
    }

    static func response(
        _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
            ],
            body: .init { writer in
                try await write(&writer)
                try await writer.finish(nil)
            })
    }
}
