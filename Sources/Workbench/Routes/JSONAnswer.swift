internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A value as JSON, with its members in the order of their names.
struct JSONAnswer<Value: Encodable & Sendable>: ResponseGenerator, Sendable {
    private let value: Value
    private let status: HTTPResponse.Status

    init(_ value: Value, status: HTTPResponse.Status = .ok) {
        (self.value, self.status) = (value, status)
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // The cards of models say so of errors that are not known.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}
