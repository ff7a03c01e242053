internal import Crystals
internal import Foundation
internal import Learning

extension TrainingSession {
    /// Tells of leaks, trains, and writes the model.
    mutating func run(leaks arguments: SplitArguments, options: CommonOptions) throws {
        let leaks = try reportLeaks(arguments, options)
        try train(isQuiet: options.quiet)
        try finish(leaks)
        if !options.quiet { sayCoverage() }
    }

    private func sayCoverage() {
        guard plan.network.crystalGraph != nil, result?.coverage == nil else { return }
        Console.note(
            "too few crystals to tell those that are unlike the training data: the validation part has "
                + "\(split.validation.count), and \(Coverage.leastCount) are needed; predictions will "
                + "have no such warning")
    }

    /// Looks for what stands on two sides of the split, says so, and writes the list of it.
    ///
    /// - Throws: Where there is something, and the user wants none.
    private func reportLeaks(
        _ arguments: SplitArguments, _ options: CommonOptions
    ) throws -> LeakReport {
        let check = LeakCheck(inputs, plan: plan, split: split, sources: beginning.sources)
        let path = output + ".leaks.csv"
        try check.write(to: path)
        check.say(path, details: labelCounts, options)
        try check.judge(arguments, path)
        return check.report
    }

    /// How many labels a target has in each part, of targets that not all rows have.
    private var labelCounts: [String] {
        let parts = [split.train, split.validation, split.test].map { inputs.dataset.labels($0) }
        return plan.targets.enumerated().compactMap { k, target in
            let counts = parts.map { $0.count { $0[k].isFinite } }
            guard !target.isOfSites, zip(counts, parts).contains(where: { $0 < $1.count }) else {
                return nil
            }
            return "labels of \(target.name): \(counts[0]) train, \(counts[1]) validation, "
                + "\(counts[2]) test"
        }
    }
}

/// What stands on two sides of a split, as a training is told of it before it begins.
struct LeakCheck {
    let report: LeakReport
    let split: Split
    private let rule: SplitRule

    /// - Parameter sources: the cards of the models that the training goes on from or is taught by.
    init(_ inputs: TrainingInputs, plan: TrainingPlan, split: Split, sources: [ModelCard]) {
        (self.split, rule) = (split, plan.training.split)
        report = LeakReport(
            inputs.dataset, split: split, rule: rule, facts: inputs.facts, sources: sources)
    }

    /// Of all trainings of a folder, whose split is one.
    init(_ inputs: TrainingInputs, plan: TrainingPlan, sources: BeginningSources) {
        let training = plan.training
        self.init(
            inputs, plan: plan,
            split: Split(inputs.dataset, rule: training.split, seed: training.seedOfSplit),
            sources: [sources.model, sources.teacher].compactMap { $0?.predictor.model.card })
    }

    /// Writes the list, or removes one that is there from before where there is nothing.
    func write(to path: String) throws {
        if report.leaks.isEmpty {
            try? FileManager.default.removeItem(atPath: path)
        } else {
            try OutputFile.write(report.table, to: path)
        }
    }

    /// - Parameter path: of the list.
    /// - Throws: Where there is something, and the user wants none.
    func judge(_ arguments: SplitArguments, _ path: String) throws(CommandFailure) {
        guard arguments.refuseLeaks, !report.isClean else { return }
        throw CommandFailure(
            report.leaks.isEmpty
                ? "crystals may stand on two sides of the split"
                : "crystals stand on two sides of the split; \(path) lists them")
    }

    /// - Parameters:
    ///   - path: of the list.
    ///   - details: lines about the parts.
    func say(_ path: String, details: [String] = [], _ options: CommonOptions) {
        for warning in report.warnings { Console.warning(warning) }
        guard !options.quiet else { return }
        let counts = "\(split.train.count) train, \(split.validation.count) validation, "
        Console.note("split by \(rule): \(counts)\(split.test.count) test")
        if !split.unplaced.isEmpty {
            Console.note(
                "  \(split.unplaced.count) crystals have no \(rule.grouping?.words ?? "place") "
                    + "and stand in no part")
        }
        for line in details + report.notes { Console.note("  \(line)") }
        if !report.leaks.isEmpty { Console.note("  \(path) lists what stands on two sides") }
    }
}
