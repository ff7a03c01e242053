internal import Foundation
internal import Synchronization

/// Threads that read for tasks, in the order in which these ask.
///
/// The threads of tasks are as few as processors, and none of them may wait for another. A database's connection is
/// waited for, and is given back by the thread that had it: were that one of the tasks' own, all of them could wait for
/// connections that only they can give back.
final class ReadingThreads: Sendable {
    private typealias Work = @Sendable () -> Void

    private struct State {
        var waiting: [Work] = []
        /// Of ``waiting``: those before have been taken.
        var first = 0
    }

    private final class Queue: Sendable {
        let state = Mutex(State())
        let count = DispatchSemaphore(value: 0)

        func add(_ work: @escaping Work) {
            state.withLock { $0.waiting.append(work) }
            count.signal()
        }

        /// nil where none comes any more.
        func next() -> Work? {
            count.wait()
            return state.withLock { state in
                guard state.first < state.waiting.count else { return nil }
                let work = state.waiting[state.first]
                state.first += 1
                if state.first == state.waiting.count {
                    (state.waiting, state.first) = ([], 0)
                } else if state.first > 1024 {
                    state.waiting.removeFirst(state.first)
                    state.first = 0
                }
                return work
            }
        }
    }

    private let queue = Queue()
    private let count: Int

    init(_ count: Int) {
        self.count = count
        for _ in 0..<count {
            Thread.detachNewThread { [queue] in
                while let work = queue.next() { work() }
            }
        }
    }

    // Without work behind it a signal ends a thread.
    deinit { for _ in 0..<count { queue.count.signal() } }

    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.add { continuation.resume(with: Result { try work() }) }
        }
    }
}
