internal import Synchronization
internal import Tensors

/// The mean over bags of the probability that a row is positive, asked only of learners that were not
/// taught the row (Mordelet & Vert 2014, algorithm 1): the crystal-likeness score of Jang et al.
///
///     f(x) = Σ_b [x not taught in bag b] g_b(x) / n(x)
public struct TransductiveBagging<Learner: BagLearner>: Sendable {
    public let plan: BaggingPlan
    public let learner: Learner

    public init(_ plan: BaggingPlan, learner: Learner) {
        (self.plan, self.learner) = (plan, learner)
    }

    /// Teaches the bags that are left, several at a time; the sums are in the order of the bags.
    ///
    /// - Parameters:
    ///   - others: Rows in no bag, such as hidden positives, which every learner scores.
    ///   - earlier: Where an earlier run was stopped.
    ///   - progress: Called after each bag with what is known by then; false to give up.
    /// - Returns: The scores of all bags; nil if given up.
    /// - Throws: What a learner or `progress` does.
    /// - Precondition: None of `others` is a row of the plan.
    public func run(
        scoring others: [Int] = [], from earlier: BaggingState = BaggingState(),
        progress: @escaping @Sendable (BaggingState) throws -> Bool = { _ in true }
    ) throws -> BaggedScores? {
        let taught = Set(plan.positives).union(plan.unlabelled)
        precondition(!others.contains(where: taught.contains), "a hidden row stands in the bags")
        let course = BaggingCourse(from: earlier)
        var next = earlier.done
        let (plan, learner) = (plan, learner)
        let isComplete = try Workers.inOrder(
            next: {
                defer { next += 1 }
                return next < plan.bags ? next : nil
            },
            isInterrupted: { course.isGivenUp },
            work: { number in Result { try Self.scores(plan.bag(number), learner, others) } },
            finish: { part in
                let state = course.add(try part.get())
                if !(try progress(state)) { course.giveUp() }
            })
        return isComplete && !course.isGivenUp ? course.state.scores : nil
    }

    /// What a learner that is taught a bag says of rows that it was not taught.
    private static func scores(
        _ bag: Bag, _ learner: Learner, _ others: [Int]
    ) throws -> [(row: Int, probability: Double)] {
        let classifier = try learner.classifier(taught: bag)
        let rows = bag.outOfBag + others
        return Array(zip(rows, learner.probabilities(by: classifier, of: rows)))
    }
}

/// What the bags that are done have given; filled by whichever thread finishes one.
private final class BaggingCourse: Sendable {
    private struct Contents {
        var state: BaggingState
        var isGivenUp = false
    }

    private let contents: Mutex<Contents>

    init(from state: BaggingState) { contents = Mutex(Contents(state: state)) }

    var isGivenUp: Bool { contents.withLock { $0.isGivenUp } }
    var state: BaggingState { contents.withLock { $0.state } }

    func giveUp() { contents.withLock { $0.isGivenUp = true } }

    func add(_ scores: [(row: Int, probability: Double)]) -> BaggingState {
        contents.withLock { contents in
            for (row, probability) in scores { contents.state.scores.add(probability, of: row) }
            contents.state.done += 1
            return contents.state
        }
    }
}
