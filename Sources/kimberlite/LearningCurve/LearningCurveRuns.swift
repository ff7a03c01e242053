internal import Crystals
internal import Foundation
internal import Learning

/// The trainings behind a learning curve: each way, with each number of labels, for each seed.
///
/// A seed decides the split, which of the training part's labels are learned from, the initial weights
/// and the order of the batches. All ways have the same crystals for the same seed and number, and those
/// for a smaller number are among those for a larger.
struct LearningCurveRuns {
    let ways: [LearningWay]
    let counts: [Int]
    let seeds: Int
    /// Steps of a training at least, for which the plan's epochs are raised.
    let leastSteps: Int
    private let plan: TrainingPlan
    private let sources: BeginningSources

    init(
        _ plan: TrainingPlan, sources: BeginningSources, counts: [Int], seeds: Int,
        leastSteps: Int, pseudoLabels: Bool
    ) {
        (self.plan, self.sources, self.seeds) = (plan, sources, seeds)
        (self.counts, self.leastSteps) = (counts.sorted(), leastSteps)
        ways =
            [.scratch] + (sources.model == nil ? [] : [.transfer])
            + (sources.unlabelled == nil ? [] : [.meanTeacher]) + (pseudoLabels ? [.pseudoLabels] : [])
    }

    /// Of the labels' own way, whose networks label other crystals.
    private var teaching: LearningWay { sources.model == nil ? .scratch : .transfer }

    /// Epochs of all runs.
    var epochs: Int {
        let members = plan.training.members ?? 1
        return counts.reduce(0) { $0 + epochs(labels: $1) } * ways.count * seeds * members
    }

    /// max(the plan's, ⌈least steps / steps of an epoch⌉)
    private func epochs(labels: Int) -> Int {
        let steps = (labels + plan.training.batchSize - 1) / plan.training.batchSize
        return max(plan.training.epochs, (leastSteps + steps - 1) / steps)
    }

    /// Has every run done, the smallest first.
    func run(_ table: inout RunTable) throws -> [LearningCurvePoint] {
        var points: [LearningCurvePoint] = []
        for count in counts {
            for seed in 1...seeds {
                for way in ways {
                    let run = try run(way, labels: count, seed: seed, in: table)
                    let record = try table.record(of: run)
                    points.append(
                        LearningCurvePoint(way: way, labels: count, seed: seed, record: record))
                }
            }
        }
        return points
    }

    private static func key(_ way: LearningWay, _ labels: Int, _ seed: Int) -> String {
        "\(way.rawValue)-\(labels)-\(seed)"
    }

    private func run(
        _ way: LearningWay, labels: Int, seed: Int, in table: RunTable
    ) throws -> PlannedRun {
        var plan = plan
        plan.training.labels = labels
        plan.training.epochs = epochs(labels: labels)
        plan.training.seed = self.plan.training.seed &+ UInt64(seed - 1)
        let beginning: () throws -> Beginning
        if way == .pseudoLabels {
            let teacher = Self.key(teaching, labels, seed)
            let unfinished = plan
            beginning = { [sources] in
                var (plan, sources) = (unfinished, sources)
                let path = table.modelPath(teacher)
                sources.teacher = (path, try ModelArguments.load(path))
                return try sources.of(way).beginning(for: &plan)
            }
            var without = sources
            without.unlabelled = nil
            _ = try without.beginning(for: &plan)
            // Its hash is known when it is trained; what it is follows from the key of its run.
            var settings = plan.semiSupervised ?? SemiSupervised()
            settings.method = .pseudoLabels
            settings.sources =
                (sources.unlabelled?.files ?? [])
                + [Transfer.Source(name: "teacher", sha256: "of \(teacher)")]
            plan.semiSupervised = settings
        } else {
            let begun = try sources.of(way).beginning(for: &plan)
            beginning = { begun }
        }
        if way == .scratch { plan.transfer = nil }
        var run = PlannedRun(
            key: Self.key(way, labels, seed), cells: [way.rawValue, "\(labels)", "\(seed)"],
            plan: plan, beginning: beginning)
        run.keepsModel = way == teaching && ways.contains(.pseudoLabels)
        return run
    }
}

/// One training of a learning curve.
struct LearningCurvePoint {
    var way: LearningWay
    var labels: Int
    var seed: Int
    var record: RunRecord
}

extension BeginningSources {
    /// What a way takes of them.
    fileprivate func of(_ way: LearningWay) -> BeginningSources {
        var sources = self
        switch way {
        case .scratch: (sources.model, sources.unlabelled, sources.teacher) = (nil, nil, nil)
        case .transfer: (sources.unlabelled, sources.teacher) = (nil, nil)
        case .meanTeacher: sources.teacher = nil
        case .pseudoLabels: break
        }
        return sources
    }
}
