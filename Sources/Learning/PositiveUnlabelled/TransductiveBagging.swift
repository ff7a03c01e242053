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

    /// What came out: scores, and the classifiers in the order of the bags.
    public struct Result: Sendable {
        public var scores: BaggedScores
        public var classifiers: [Learner.Classifier]
    }

    /// Teaches all bags, several at a time; the sums are in the order of the bags.
    ///
    /// - Parameters:
    ///   - others: Rows in no bag, such as hidden positives, which every learner scores.
    ///   - progress: Called with the bags that are done; false to give up.
    /// - Returns: nil if given up.
    /// - Throws: What a learner does.
    /// - Precondition: None of `others` is a row of the plan.
    public func run(
        scoring others: [Int] = [], progress: @escaping @Sendable (Int) -> Bool = { _ in true }
    ) throws -> Result? {
        let taught = Set(plan.positives).union(plan.unlabelled)
        precondition(!others.contains(where: taught.contains), "a hidden row stands in the bags")
        let outcome = BaggingOutcome<Learner.Classifier>()
        var next = 0
        let (plan, learner) = (plan, learner)
        let isComplete = try Workers.inOrder(
            next: {
                defer { next += 1 }
                return next < plan.bags ? next : nil
            },
            isInterrupted: { outcome.isGivenUp },
            work: { number in
                Swift.Result { try Self.part(plan.bag(number), learner, others) }
            },
            finish: { part in
                let done = outcome.add(try part.get())
                if !progress(done) { outcome.giveUp() }
            })
        let (scores, classifiers) = outcome.contents
        guard isComplete, !outcome.isGivenUp else { return nil }
        return Result(scores: scores, classifiers: classifiers)
    }

    private static func part(
        _ bag: Bag, _ learner: Learner, _ others: [Int]
    ) throws -> BaggingOutcome<Learner.Classifier>.Part {
        let classifier = try learner.classifier(taught: bag)
        let rows = bag.outOfBag + others
        return .init(
            classifier: classifier, rows: rows,
            probabilities: learner.probabilities(by: classifier, of: rows))
    }
}
