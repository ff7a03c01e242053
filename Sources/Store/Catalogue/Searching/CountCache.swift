internal import Synchronization

/// Numbers of crystals that conditions held for, until the catalogue changes: a client that pages through asks for
/// the same number each time.
final class CountCache: Sendable {
    private struct State {
        var generation: Int64 = -1
        var counts: [Condition: Int] = [:]
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

    func clear() { state.withLock { $0 = State() } }
}
