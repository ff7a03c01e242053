internal import Dispatch
internal import Foundation
internal import Synchronization

/// Work that takes a second in one piece, on a thread of its own, so that whoever looks on hears of it.
enum Waiting {
    /// What the work gives.
    ///
    /// - Parameter beat: called every 0.15 s until then; what it throws ends the waiting, and the work
    ///   comes to nothing.
    static func value<Value: Sendable>(
        beat: () throws -> Void, of work: @escaping @Sendable () throws -> Value
    ) throws -> Value {
        let outcome = Outcome<Value>()
        let end = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            outcome.result.withLock { $0 = Result { try work() } }
            end.signal()
        }
        while end.wait(timeout: .now() + .milliseconds(150)) == .timedOut { try beat() }
        guard let result = outcome.result.withLock({ $0 }) else { throw CancellationError() }
        return try result.get()
    }

    private final class Outcome<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
    }
}
