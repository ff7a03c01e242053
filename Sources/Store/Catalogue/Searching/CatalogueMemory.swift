internal import Synchronization

/// What is asked for again and again, until the catalogue changes: the numbers of crystals that conditions hold for,
/// which a client that pages through wants each time, and what queries are made by.
final class CatalogueMemory: Sendable {
    private struct State {
        var generation: Int64 = -1
        var counts: [Condition: Int] = [:]
        var facts: CatalogueFacts?
    }

    private let state = Mutex(State())
    private static let maximumCount = 1000

    private let shapes = Mutex<Set<String>>([])
    private static let mostShapes = 300

    /// Whether a statement of this shape is to be kept prepared: the first ones are, which are those of the
    /// pages and of common filters. Whoever makes up ever new ones fills no memory with them.
    func keepsPrepared(_ sql: String) -> Bool {
        shapes.withLock { shapes in
            if shapes.contains(sql) { return true }
            if shapes.count >= Self.mostShapes { return false }
            return shapes.insert(sql).inserted
        }
    }

    func count(_ condition: Condition, generation: Int64) -> Int? {
        state.withLock { $0.generation == generation ? $0.counts[condition] : nil }
    }

    func keep(_ count: Int, of condition: Condition, generation: Int64) {
        update(generation) { state in
            if state.counts.count >= Self.maximumCount { state.counts = [:] }
            state.counts[condition] = count
        }
    }

    func facts(generation: Int64) -> CatalogueFacts? {
        state.withLock { $0.generation == generation ? $0.facts : nil }
    }

    func keep(_ facts: CatalogueFacts, generation: Int64) {
        update(generation) { $0.facts = facts }
    }

    /// What was kept of an earlier generation goes.
    private func update(_ generation: Int64, _ change: (inout State) -> Void) {
        state.withLock { state in
            if state.generation != generation { state = State(generation: generation) }
            change(&state)
        }
    }
}

/// What the way to a query's answer is chosen by.
struct CatalogueFacts: Sendable {
    /// Columns of the properties by name.
    var columns: [String: String]
    /// By atomic number: crystals that hold the element.
    var elements: [Int: Int]
    /// Crystals in all.
    var total: Int

    /// At most so many crystals hold one of some elements.
    func count(of elements: [Int]) -> Int {
        elements.reduce(0) { $0 + self.elements[$1, default: 0] }
    }
}
