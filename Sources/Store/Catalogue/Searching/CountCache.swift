internal import Synchronization

/// What is asked for again and again, until the catalogue changes: the numbers of crystals that conditions hold for,
/// which a client that pages through wants each time, and the columns of properties.
final class CountCache: Sendable {
    private struct State {
        var generation: Int64 = -1
        var counts: [Condition: Int] = [:]
        var columns: [String: String]?
    }

    private let state = Mutex(State())
    private static let maximumCount = 1000

    func count(_ condition: Condition, generation: Int64) -> Int? {
        state.withLock { $0.generation == generation ? $0.counts[condition] : nil }
    }

    func keep(_ count: Int, of condition: Condition, generation: Int64) {
        state.withLock { state in
            if state.generation != generation || state.counts.count >= Self.maximumCount {
                state = State(generation: generation)
            }
            state.counts[condition] = count
        }
    }

    func columns(generation: Int64) -> [String: String]? {
        state.withLock { $0.generation == generation ? $0.columns : nil }
    }

    func keep(_ columns: [String: String], generation: Int64) {
        state.withLock { state in
            if state.generation != generation { state = State(generation: generation) }
            state.columns = columns
        }
    }

    func clear() { state.withLock { $0 = State() } }
}
