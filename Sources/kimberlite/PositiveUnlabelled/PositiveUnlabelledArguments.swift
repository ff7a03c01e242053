internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// Learning from positives and unlabelled crystals.
struct PositiveUnlabelledArguments: ParsableArguments {
    @Flag(
        name: .long,
        help: ArgumentHelp(
            "The label of --target is 1 (above 0.5) for positives; 0 is unknown, not no. The model "
                + "predicts a score from 0 to 1 called synthesizability. Settings are in the plan's "
                + "positiveUnlabelled."))
    var positiveUnlabelled = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A model on whose representation of crystals the bags of a positive-unlabelled learning are "
                + "small heads; several may be given. Without one, every bag is a whole network.",
            valueName: "model"))
    var encoder: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A column of --labels with scores of others, whose rank correlation with these is reported.",
            valueName: "column"))
    var compare: String?

    /// Of a model that --target begins; a plan may name its target otherwise.
    static let standardName = "synthesizability"

    /// Every file that is read.
    var files: [String] { encoder }

    /// Makes the plan one of positive-unlabelled learning where that is asked for, with the target if one
    /// is given.
    func take(_ target: [String], into plan: inout TrainingPlan) throws(CommandFailure) {
        if positiveUnlabelled, plan.positiveUnlabelled == nil {
            plan.positiveUnlabelled = PositiveUnlabelled()
        }
        guard plan.positiveUnlabelled != nil else {
            guard encoder.isEmpty, compare == nil else {
                throw CommandFailure(
                    "--encoder and --compare are for learning with --positive-unlabelled")
            }
            return
        }
        if target.count > 1 {
            throw CommandFailure("--positive-unlabelled takes one --target")
        }
        if let label = target.first {
            plan.targets = [
                Target(name: Self.standardName, label: label, classification: .above(0.5))
            ]
        }
        if let objection = plan.objection { throw CommandFailure(objection) }
    }

    /// The encoders, which the plan then names.
    func prepare(_ plan: inout TrainingPlan) throws(CommandFailure) -> [ModelPredictor] {
        guard var settings = plan.positiveUnlabelled else { return [] }
        if settings.method == .nonNegativeRisk, settings.prior == nil, encoder.isEmpty {
            throw CommandFailure(
                "the share of positives among the unlabelled is not known: give "
                    + "positiveUnlabelled.prior, or an --encoder to estimate it by bags")
        }
        var models: [ModelPredictor] = []
        for path in encoder {
            let model = try ModelArguments.load(path)
            guard !model.readsCompositions else {
                throw CommandFailure(
                    "\(path) reads compositions, and an encoder must read crystal graphs")
            }
            models.append(model)
        }
        settings.encoders =
            models.isEmpty
            ? nil
            : zip(encoder, models).map { path, model in
                Transfer.Source(
                    name: URL(fileURLWithPath: path).lastPathComponent, sha256: model.fingerprint)
            }
        plan.positiveUnlabelled = settings
        return models
    }

    /// The scores of others; nil where none are asked for.
    func comparison(_ labels: LabelArguments) throws(CommandFailure) -> ScoreTable? {
        guard let compare else { return nil }
        guard let table = try labels.join()?.table, table.columns.contains(compare) else {
            throw CommandFailure("--compare \(compare): --labels has no such column of numbers")
        }
        return ScoreTable(column: compare, table: table)
    }
}

/// Scores of others, by crystal.
struct ScoreTable {
    let column: String
    let table: LabelTable

    /// [rows] NaN where the table has none.
    func values(of dataset: Dataset, facts: RowFacts) -> [Double] {
        dataset.rows.indices.map { row in
            let name =
                table.key == .formula
                ? dataset.rows[row].composition.reducedFormula
                : facts.names[row] ?? dataset.rows[row].id
            return table.labels(named: name)?[column] ?? .nan
        }
    }
}
