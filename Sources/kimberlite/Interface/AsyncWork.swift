internal import Dispatch

/// A command is not asynchronous: it waits for what is.
enum AsyncWork {
    /// What `body` returns, once it does.
    static func waiting<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let end = DispatchSemaphore(value: 0)
        let outcome = Outcome<Value>()
        Task {
            do { outcome.result = .success(try await body()) } catch {
                outcome.result = .failure(error)
            }
            end.signal()
        }
        end.wait()
        guard let result = outcome.result else { throw CancellationError() }
        return try result.get()
    }

    /// What `body` returns, unless the user asks for the end first: then it is cancelled.
    static func interruptible<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        try waiting {
            try await withThrowingTaskGroup(of: Value?.self) { group in
                group.addTask { try await body() }
                group.addTask {
                    while !Interruption.isRequested { try await Task.sleep(for: .milliseconds(50)) }
                    return nil
                }
                defer { group.cancelAll() }
                guard let value = try await group.next() ?? nil else {
                    throw CommandFailure.interrupted()
                }
                return value
            }
        }
    }
}

/// Written before the semaphore is signalled, read after.
private final class Outcome<Value: Sendable>: @unchecked Sendable {
    var result: Result<Value, any Error>?
}
