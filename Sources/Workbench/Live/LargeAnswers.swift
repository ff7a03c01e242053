internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Answers of many bytes that are on their way. A client that asks and does not read keeps one in memory: together they
/// may hold so much, and no more.
final class LargeAnswers: Sendable {
    private let limit: Int
    private let size = Mutex(0)

    /// - Parameter limit: in bytes.
    init(limit: Int) { self.limit = limit }

    /// Smaller ones are no burden, and are not counted.
    private static let small = 128 * 1024
    /// Written at once; the next piece waits until the connection has taken the last.
    private static let piece = 128 * 1024

    /// - Throws: ``Refusal`` where others hold all that there is for answers.
    func response(
        _ bytes: ByteBuffer, status: HTTPResponse.Status = .ok, headers: HTTPFields
    ) throws(Refusal) -> Response {
        let count = bytes.readableBytes
        guard count > Self.small else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: bytes))
        }
        let share = try Share(count, of: self)
        return Response(
            status: status, headers: headers,
            body: .init(contentLength: count) { writer in
                var rest = bytes
                while let piece = rest.readSlice(length: min(Self.piece, rest.readableBytes)),
                    piece.readableBytes > 0
                {
                    try await writer.write(piece)
                }
                try await writer.finish(nil)
                share.end()
            })
    }

    /// What one answer holds, until it has been written or nobody wants it any more.
    private final class Share: Sendable {
        private let answers: LargeAnswers
        private let held: Mutex<Int>

        init(_ count: Int, of answers: LargeAnswers) throws(Refusal) {
            self.answers = answers
            let isRoom = answers.size.withLock { size in
                guard size + count <= answers.limit else { return false }
                size += count
                return true
            }
            held = Mutex(isRoom ? count : 0)
            guard isRoom else {
                throw Refusal(
                    .serviceUnavailable,
                    "as much is being sent as may be at once; try again in a moment",
                    headers: [.retryAfter: "1"])
            }
        }

        func end() {
            let count = held.withLock { count in
                defer { count = 0 }
                return count
            }
            answers.size.withLock { $0 -= count }
        }

        deinit { end() }
    }
}
