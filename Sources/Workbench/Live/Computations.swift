internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Computations that somebody looks on at. Each has a thread of its own, so that no other request waits for it,
/// and ends soon after nobody looks any more.
final class Computations: Sendable {
    private let places: Places

    init(_ maximumCount: Int) { places = Places(maximumCount) }

    /// The events of a computation as a response: `data:` with a frame, and at the end `event: end` or `event:
    /// failure` with a sentence.
    ///
    /// - Parameter body: emits frames of JSON.
    /// - Throws: ``Refusal`` where as many run as may.
    func stream(
        _ body: @escaping @Sendable ((Data) throws -> Void) throws -> Void
    ) throws(Refusal) -> Response {
        let place = try places.take()
        let frames = FrameChannel()
        Thread.detachNewThread {
            // Until it has ended, whoever looks on.
            defer { withExtendedLifetime(place) {} }
            frames.fill(body)
        }
        let viewer = Viewer(frames)
        return EventStream.response { writer in
            defer { viewer.leave() }
            for await event in frames.events {
                try await writer.write(ByteBuffer(string: event))
                frames.taken()
            }
        }
    }
}

/// Who looks on. A response whose connection has gone is let go without having been written: then too the
/// computation ends.
final class Viewer: Sendable {
    private let frames: FrameChannel

    init(_ frames: FrameChannel) { self.frames = frames }

    func leave() { frames.cancel() }

    deinit { leave() }
}

/// Frames on their way from a computation to a connection: a few at a time, so that one that is not read
/// fast stops the computation instead of filling the memory.
final class FrameChannel: Sendable {
    let events: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation
    // From nothing up: one that was given its places at the start may not go while some are taken.
    private let places = DispatchSemaphore(value: 0)
    private let isCancelled = Atomic<Bool>(false)
    private static let capacity = 8
    /// Who takes no frame for so long has gone.
    private static let patience = DispatchTimeInterval.seconds(30)

    init() {
        (events, continuation) = AsyncStream.makeStream()
        for _ in 0..<Self.capacity { places.signal() }
    }

    /// Runs the computation to its end.
    func fill(_ body: ((Data) throws -> Void) throws -> Void) {
        do {
            try body(send)
            continuation.yield(EventStream.end)
        } catch is CancellationError {
        } catch {
            let sentence = (try? JSONEncoder().encode(["error": "\(error)"])) ?? Data("{}".utf8)
            continuation.yield(EventStream.event(sentence, kind: "failure"))
        }
        continuation.finish()
    }

    private func send(_ frame: Data) throws {
        guard !isCancelled.load(ordering: .relaxed),
            places.wait(timeout: .now() + Self.patience) == .success,
            !isCancelled.load(ordering: .relaxed)
        else { throw CancellationError() }
        continuation.yield(EventStream.event(frame))
    }

    /// A frame has left for the connection.
    func taken() { places.signal() }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
        places.signal()
        continuation.finish()
    }
}
