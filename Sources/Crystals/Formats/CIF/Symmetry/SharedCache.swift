internal import Synchronization

/// Results that were computed before, by what they follow from, for all threads.
///
/// Which results are there depends on what was asked before; what they are must not.
final class SharedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let results = Mutex<[Key: Value]>([:])
    private let most: Int

    /// - Parameter most: Results that are kept; those after them are computed each time.
    init(atMost most: Int) { self.most = most }

    /// The value of a key, computed if it is not there; nil, and not kept, where there is none.
    func value(of key: Key, _ compute: () -> Value?) -> Value? {
        if let known = results.withLock({ $0[key] }) { return known }
        guard let value = compute() else { return nil }
        results.withLock { if $0.count < most { $0[key] = value } }
        return value
    }
}
