internal import Synchronization

/// Sums and counts of the probabilities that rows got from learners that were not taught them.
public struct BaggedScores: Hashable, Sendable {
    private var sums: [Int: Double] = [:]
    private var counts: [Int: Int] = [:]

    public init() {}

    public mutating func add(_ probability: Double, of row: Int) {
        sums[row, default: 0] += probability
        counts[row, default: 0] += 1
    }

    /// Learners that scored the row.
    public func count(of row: Int) -> Int { counts[row] ?? 0 }

    /// The mean; NaN where no learner scored the row.
    public subscript(row: Int) -> Double {
        guard let sum = sums[row] else { return .nan }
        return sum / Double(count(of: row))
    }

    public func means(of rows: [Int]) -> [Double] { rows.map { self[$0] } }

    /// Rows that have a score, in order.
    public var rows: [Int] { counts.keys.sorted() }
}

/// What the bags that are done have given; filled by whichever thread finishes one.
final class BaggingOutcome<Classifier: Sendable>: Sendable {
    struct Part: Sendable {
        var classifier: Classifier
        var rows: [Int]
        var probabilities: [Double]
    }

    private struct State {
        var scores = BaggedScores()
        var classifiers: [Classifier] = []
        var isGivenUp = false
    }

    private let state = Mutex(State())

    var isGivenUp: Bool { state.withLock { $0.isGivenUp } }
    var contents: (BaggedScores, [Classifier]) { state.withLock { ($0.scores, $0.classifiers) } }

    func giveUp() { state.withLock { $0.isGivenUp = true } }

    /// - Returns: the bags that are done.
    func add(_ part: Part) -> Int {
        state.withLock { state in
            for (row, probability) in zip(part.rows, part.probabilities) {
                state.scores.add(probability, of: row)
            }
            state.classifiers.append(part.classifier)
            return state.classifiers.count
        }
    }
}
