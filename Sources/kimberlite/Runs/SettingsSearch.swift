internal import Crystals
internal import Foundation
internal import Learning

/// How a search goes about its space.
enum SearchMethod: String {
    case random, halving
}

/// A search of settings: draws from a space, each trained, the best of them written as a plan.
struct SettingsSearch {
    let draws: [SearchDraw]
    /// [draws]
    private let plans: [TrainingPlan]
    let sources: BeginningSources
    let schedule: HalvingSchedule
    let method: SearchMethod

    /// Settings by which rows come and go, or move to another side: their errors cannot be compared.
    private static let fixed = [
        "targets", "cleaning", "adaptations", "maximumSites", "network.kind", "network.rule",
        "network.outputs",
        "training.split", "training.splitSeed", "training.seed", "training.labels",
        "training.epochs", "training.saveEvery", "positiveUnlabelled", "name", "licence", "search",
    ]

    /// - Parameters:
    ///   - plan: of the settings of a file.
    /// - Throws: Where a draw makes a plan that cannot be.
    init(
        _ space: SearchSpace, runs: Int, seed: UInt64, method: SearchMethod, leastEpochs: Int,
        values: [String: Any], sources: BeginningSources,
        plan: ([String: Any]) throws -> TrainingPlan
    ) throws {
        try Self.check(space, sources)
        draws = space.draws(runs, seed: seed)
        (self.sources, self.method) = (sources, method)
        plans = try draws.map { draw in
            do {
                return try plan(draw.applied(to: values))
            } catch let failure as CommandFailure {
                throw CommandFailure("\(failure.message) (with \(draw))")
            }
        }
        let epochs = plans.first?.training.epochs ?? 1
        schedule =
            switch method {
            case .random: HalvingSchedule(runs: draws.count, epochs: epochs, least: epochs)
            case .halving:
                HalvingSchedule(runs: draws.count, epochs: epochs, least: leastEpochs)
            }
    }

    /// - Throws: Where keys cannot be searched.
    private static func check(
        _ space: SearchSpace, _ sources: BeginningSources
    ) throws(CommandFailure) {
        for axis in space.axes {
            func isUnder(_ key: String) -> Bool { axis.key == key || axis.key.hasPrefix(key + ".") }
            func isOver(_ key: String) -> Bool { key.hasPrefix(axis.key + ".") }
            if let key = fixed.first(where: { isUnder($0) || isOver($0) }) {
                throw CommandFailure(
                    "\(key) decides what is learned or judged by, and cannot be searched: errors "
                        + "would not compare")
            }
            if sources.model != nil, isUnder("network"), !heads.contains(where: isUnder) {
                throw CommandFailure(
                    "\(axis.key) is that of the model of --from, and cannot be searched")
            }
        }
    }

    /// What a network that begins with another's layers has of its own.
    private static let heads = ["network.hiddenWidth", "network.hiddenLayers"]

    /// Epochs of all runs together.
    var epochs: Int {
        let members = plans.map { $0.training.members ?? 1 }.max() ?? 1
        return schedule.rungs.reduce(0) { $0 + $1.runs * $1.epochs } * members
    }

    /// The first plan, which says what dataset all have.
    var dataPlan: TrainingPlan { plans[0] }

    func run(_ table: inout RunTable) throws -> SearchOutcome {
        var (left, outcome) = (Array(draws.indices), SearchOutcome())
        for (rung, step) in schedule.rungs.enumerated() {
            let records = try left.map { try table.record(of: self.run($0, rung, step.epochs)) }
            outcome.rungs.append(zip(left, records).map { ($0, $1) })
            let next = rung + 1 < schedule.rungs.count ? schedule.rungs[rung + 1].runs : left.count
            left = HalvingSchedule.survivors(next, of: records.map(\.error)).map { left[$0] }
        }
        return outcome
    }

    private func run(_ draw: Int, _ rung: Int, _ epochs: Int) throws -> PlannedRun {
        var plan = plans[draw]
        plan.training.epochs = epochs
        try sources.complete(&plan)
        let name = schedule.rungs.count > 1 ? "\(draw + 1)-\(epochs)" : "\(draw + 1)"
        return PlannedRun(
            key: name, cells: ["\(draw + 1)", "\(rung + 1)"] + draws[draw].settings.map(\.value),
            plan: plan, beginning: { [plan] in try sources.beginning(of: plan) })
    }

    /// The plan of a draw as `train --config` takes it, which says how it was found.
    func plan(_ draw: Int, found: [String]) throws -> String {
        var plan = plans[draw]
        plan.search += found
        // They follow from what is named on the command line.
        plan.transfer?.source = nil
        plan.semiSupervised?.sources = nil
        return try PlanText.lines(of: plan).map { $0 + "\n" }.joined()
    }
}

/// What came of a search.
struct SearchOutcome {
    /// [rungs][runs] a draw and its record.
    var rungs: [[(draw: Int, record: FinishedRun)]] = []

    /// Of the last rung, the least error first.
    var ranked: [(draw: Int, record: FinishedRun)] {
        let last = rungs.last ?? []
        return HalvingSchedule.survivors(last.count, of: last.map(\.record.error))
            .map { last[$0] }
    }
}
