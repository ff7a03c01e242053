internal import Crystals
internal import Foundation
internal import Learning

/// A training among many: what tells it from the others, and all that decides its outcome.
struct PlannedRun {
    /// Unique in its table, and good for a file's name.
    var key: String
    /// What stands in its row for people, a cell for each of the table's own columns.
    var cells: [String]
    var plan: TrainingPlan
    /// What the training begins with, made only where it has to be trained.
    var beginning: () throws -> Beginning
    /// Whether its model is written, for another run to begin with.
    var keepsModel = false
    /// Key of the run of the table whose model it learns from, if it does.
    var teacher: String?

    init(
        key: String, cells: [String], plan: TrainingPlan,
        beginning: @escaping () throws -> Beginning = { Beginning() }
    ) {
        (self.key, self.cells, self.plan, self.beginning) = (key, cells, plan, beginning)
    }

    /// Epochs of all its members.
    var epochs: Int { plan.training.epochs * (plan.training.members ?? 1) }

    /// SHA-256 of the key, the settings and the data: the run that is meant, or another.
    func identity(_ inputs: TrainingInputs) throws -> String {
        var plan = plan
        // What is only said about it, and what no number depends on.
        (plan.name, plan.licence, plan.search) = ("", "", [])
        plan.training.saveEvery = 1
        let parts = [key, try CardJSON.text(of: plan), try inputs.identity(plan)]
        return ContentHash.sha256(Data(parts.joined(separator: "\n").utf8))
    }
}

/// What became of a run.
struct FinishedRun: Codable {
    var key: String
    var identity: String
    var cells: [String]
    var epochs: Int
    /// Crystals of the parts.
    var train, validation, test: Int
    /// Sum over the targets of the validation error over their spread; NaN where the training diverged.
    var error: Double
    /// [measures] in the order of the table's.
    var values: [Double]
    /// Why there is no result; nil where there is one.
    var failure: String?
}

extension FinishedRun {
    /// By the cells, of which numbers are compared as such.
    func precedes(_ other: FinishedRun) -> Bool {
        for (a, b) in zip(cells, other.cells) where a != b {
            if let a = Int(a), let b = Int(b) { return a < b }
            return a < b
        }
        return key < other.key
    }
}
