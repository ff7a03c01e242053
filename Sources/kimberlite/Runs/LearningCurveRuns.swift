internal import Crystals
internal import Foundation
internal import Learning

/// The trainings behind a learning curve: each way, with each number of labels, for each seed.
///
/// The split is the plan's, for all of them. A seed decides which of the training part's labels are
/// learned from, the initial weights and the order of the batches. All ways have the same crystals for
/// the same seed and number, and those for a smaller number are among those for a larger.
struct LearningCurveRuns {
    let ways: [LearningWay]
    let sizes: [Int]
    let seeds: Int
    /// Steps of a training at least, for which the plan's epochs are raised.
    let leastSteps: Int
    private let plan: TrainingPlan
    private let sources: BeginningSources

    /// - Parameter pseudoLabels: whether networks label crystals for others on the same labels; not where
    ///   the sources have a teacher.
    init(
        _ plan: TrainingPlan, sources: BeginningSources, sizes: [Int], seeds: Int,
        leastSteps: Int, pseudoLabels: Bool
    ) {
        (self.plan, self.sources, self.seeds) = (plan, sources, seeds)
        (self.sizes, self.leastSteps) = (sizes.sorted(), leastSteps)
        let hasTeacher = pseudoLabels || sources.teacher != nil
        ways =
            [.scratch] + (sources.model == nil ? [] : [.transfer])
            + (sources.unlabelled == nil ? [] : [.meanTeacher])
            + (hasTeacher ? [.pseudoLabels] : [])
    }

    /// Whose networks label other crystals, where no teacher is given.
    private var teaching: LearningWay? {
        guard ways.contains(.pseudoLabels), sources.teacher == nil else { return nil }
        return sources.model == nil ? .scratch : .transfer
    }

    /// Epochs of all runs.
    var epochs: Int {
        let members = plan.training.members ?? 1
        return sizes.reduce(0) { $0 + epochs(labels: $1) } * ways.count * seeds * members
    }

    /// max(the plan's, ⌈least steps / steps of an epoch⌉)
    private func epochs(labels: Int) -> Int {
        let steps = (labels + plan.training.batchSize - 1) / plan.training.batchSize
        return max(plan.training.epochs, (leastSteps + steps - 1) / steps)
    }

    /// Has every run done, the smallest first.
    func run(_ table: inout RunTable) throws -> [LearningCurvePoint] {
        var points: [LearningCurvePoint] = []
        for labels in sizes {
            for seed in 1...seeds {
                for way in ways {
                    let run = try planned(way, labels: labels, seed: seed, in: table)
                    points.append(
                        LearningCurvePoint(
                            way: way, labels: labels, seed: seed,
                            record: try table.record(of: run)))
                }
            }
        }
        return points
    }

    /// The plan of all ways alike.
    private func plan(labels: Int, seed: Int) -> TrainingPlan {
        var plan = plan
        plan.training.labels = labels
        plan.training.epochs = epochs(labels: labels)
        plan.training.splitSeed = self.plan.training.seedOfSplit
        plan.training.seed = self.plan.training.seed &+ UInt64(seed - 1)
        return plan
    }

    private static func key(_ way: LearningWay, _ labels: Int, _ seed: Int) -> String {
        "\(way.rawValue)-\(labels)-\(seed)"
    }

    private func planned(
        _ way: LearningWay, labels: Int, seed: Int, in table: RunTable
    ) throws -> PlannedRun {
        var plan = plan(labels: labels, seed: seed)
        let sources = way.part(of: sources)
        if sources.model == nil { plan.transfer = nil }
        if sources.unlabelled == nil { plan.semiSupervised = nil }
        let teacher = way == .pseudoLabels ? teaching.map { Self.key($0, labels, seed) } : nil
        // Its hash is known when it is trained; what it is follows from the key of its run.
        try sources.complete(
            &plan, teacher: teacher.map { Transfer.Source(name: "teacher", sha256: "of \($0)") })
        var run = PlannedRun(
            key: Self.key(way, labels, seed), cells: [way.rawValue, "\(labels)", "\(seed)"],
            plan: plan
        ) { [plan] in
            var sources = sources
            if let teacher {
                let path = table.modelPath(teacher)
                sources.teacher = (path, try ModelArguments.load(path))
            }
            return try sources.beginning(of: plan)
        }
        run.keepsModel = way == teaching
        run.teacher = teacher
        return run
    }
}

/// One training of a learning curve.
struct LearningCurvePoint {
    var way: LearningWay
    var labels: Int
    var seed: Int
    var record: FinishedRun
}
