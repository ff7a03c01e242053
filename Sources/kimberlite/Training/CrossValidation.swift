internal import Crystals
internal import Foundation
internal import Learning

/// A training for each fold of a split, one after the other, and what they err together.
///
/// Every fold is a training with a model of its own in the folder, so that a run that was stopped goes
/// on where it was.
struct CrossValidation {
    private let plan: TrainingPlan
    private let beginning: Beginning
    private let folder: String
    private let leaks: SplitArguments
    private let options: CommonOptions
    private let restart: Bool
    private let count: Int

    /// - Throws: Where the plan's split has no folds.
    init(
        _ plan: TrainingPlan, _ beginning: Beginning, folder: String, leaks: SplitArguments,
        options: CommonOptions,
        restart: Bool
    ) throws(CommandFailure) {
        guard let folds = plan.training.split.folds else {
            throw CommandFailure("the split has no folds to validate across")
        }
        (self.plan, self.leaks, self.options) = (plan, leaks, options)
        self.beginning = beginning
        (self.restart, count) = (restart, folds.count)
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    private var table: String { "\(folder)/folds.csv" }
    private var predictions: String { "\(folder)/predictions.csv" }

    private func model(_ fold: Int) -> String { "\(folder)/fold-\(fold).safetensors" }

    /// - Throws: Where a file stands in the folder's place, or a result would take an input's.
    func check(_ places: InputPlaces) throws(CommandFailure) {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
        if exists, !isFolder.boolValue {
            throw CommandFailure(
                "\(folder) is a file, and --cross-validate writes a folder; name another --output")
        }
        for path in [table, predictions] + (1...count).map(model) { try places.check(path) }
    }

    func run(on inputs: TrainingInputs) throws {
        try inputs.writeLeftOut(to: "\(folder)/left-out.csv")
        var outcome = FoldOutcomes(inputs.dataset)
        for fold in 1...count {
            if !options.quiet { Console.note("fold \(fold) of \(count)") }
            var session = try session(fold, inputs)
            if !session.isFinished { try session.run(leaks: leaks, options: options) }
            guard let card = session.result?.card else { continue }
            outcome.add(card, test: session.split.test, predictions: session.testPredictions)
        }
        try OutputFile.write(outcome.table, to: table)
        try OutputFile.write(outcome.predictionTable, to: predictions)
        outcome.report(options)
        if !options.json { Console.line("folds in \(table), predictions in \(predictions)") }
    }

    private func session(_ fold: Int, _ inputs: TrainingInputs) throws -> TrainingSession {
        var plan = plan
        plan.training.split = plan.training.split.testing(fold)
        let session = try TrainingSession(
            inputs, plan: plan, beginning: beginning, output: model(fold), restart: restart)
        guard !session.split.test.isEmpty else {
            throw CommandFailure(
                "fold \(fold) of \(count) has no crystal; take fewer folds")
        }
        return session
    }
}
