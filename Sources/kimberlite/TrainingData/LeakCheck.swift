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

    /// Looks for what stands on two sides of the split, says so, and writes the list of it; removes a list
    /// that is there from before where there is nothing.
    ///
    /// - Throws: Where there is something, and the user wants none.
    private func reportLeaks(
        _ arguments: SplitArguments, _ options: CommonOptions
    ) throws -> LeakReport {
        let report = LeakReport(
            inputs.dataset, split: split, rule: plan.training.split, facts: inputs.facts,
            sources: beginning.sources)
        let path = output + ".leaks.csv"
        if report.leaks.isEmpty {
            try? FileManager.default.removeItem(atPath: path)
        } else {
            try OutputFile.write(report.table, to: path)
        }
        say(report, path, options)
        guard report.isClean || !arguments.refuseLeaks else {
            throw CommandFailure(
                report.leaks.isEmpty
                    ? "crystals may stand on two sides of the split"
                    : "crystals stand on two sides of the split; \(path) lists them")
        }
        return report
    }

    private func say(_ report: LeakReport, _ path: String, _ options: CommonOptions) {
        for warning in report.warnings { Console.warning(warning) }
        guard !options.quiet else { return }
        let counts = "\(split.train.count) train, \(split.validation.count) validation, "
        Console.note("split by \(plan.training.split): \(counts)\(split.test.count) test")
        if !split.unplaced.isEmpty {
            Console.note(
                "  \(split.unplaced.count) crystals have no \(plan.training.split.grouping?.words ?? "place") "
                    + "and stand in no part")
        }
        for line in labelCounts { Console.note("  \(line)") }
        for note in report.notes { Console.note("  \(note)") }
        if !report.leaks.isEmpty { Console.note("  \(path) lists what stands on two sides") }
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
