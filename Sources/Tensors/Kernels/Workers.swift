internal import Dispatch
internal import Synchronization

/// How many threads the arithmetic may use. Results do not depend on it: work is cut into pieces by
/// its own size, and partial results are added in the order of the pieces.
public enum Workers {
    private static let limit = Atomic<Int>(0)

    /// Threads that this task may use: those of ``withCount(_:_:)``, else those of the process.
    public static var count: Int { taskCount ?? processCount }

    /// Threads that the process may use; as many as the machine has cores unless set. For a program
    /// to set at its start: whoever shares the process with others uses ``withCount(_:_:)``.
    public static var processCount: Int {
        get {
            let chosen = limit.load(ordering: .relaxed)
            return chosen > 0 ? chosen : cores
        }
        set { limit.store(max(1, newValue), ordering: .relaxed) }
    }

    @TaskLocal private static var taskCount: Int?

    /// Runs `body` with `count` threads; nothing that runs beside it is affected.
    public static func withCount<Result>(
        _ count: Int, _ body: () throws -> Result
    ) rethrows -> Result {
        precondition(count > 0, "\(count) threads")
        return try $taskCount.withValue(count, operation: body)
    }

    private static let cores = activeCores()

    /// Whether this thread is already one of several at work: what it starts runs on it alone.
    @TaskLocal private static var isInside = false

    /// Calls `body` once for each piece 0..<pieces, on up to ``count`` threads.
    public static func forEach(_ pieces: Int, _ body: @Sendable (Int) -> Void) {
        let threads = isInside ? 1 : min(count, pieces)
        guard threads > 1 else { return (0..<pieces).forEach(body) }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            $isInside.withValue(true) {
                while true {
                    let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard piece < pieces else { return }
                    body(piece)
                }
            }
        }
    }
}

extension Workers {
    /// The results of `body` for 0..<pieces, in that order, computed on up to ``count`` threads.
    public static func map<Result: Sendable>(
        _ pieces: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        let results = Mutex<[Result?]>(Array(repeating: nil, count: pieces))
        forEach(pieces) { piece in
            let result = body(piece)
            results.withLock { $0[piece] = result }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}
