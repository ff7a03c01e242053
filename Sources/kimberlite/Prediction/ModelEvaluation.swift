internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// A model's predictions beside the labels of crystals.
struct ModelEvaluation {
    private let predictor: ModelPredictor
    private let heldOutOnly: Bool
    private var waiting: [CrystalRecord] = []
    private var rows: [Row] = []
    /// Crystals that are not on the test side of the model's split.
    private(set) var learned = 0
    /// Crystals whose labels the model's cleaning would not have believed, by rule.
    private(set) var doubted: [String: Int] = [:]

    /// One crystal: labels and predictions in the targets' units, NaN where there is none.
    private struct Row {
        var id: String
        var formula: String
        var truths: [Double]
        var predictions: [Double]
    }

    private static let chunk = 1024

    init(_ predictor: ModelPredictor, heldOutOnly: Bool) {
        (self.predictor, self.heldOutOnly) = (predictor, heldOutOnly)
    }

    private var targets: [Target] { predictor.model.card.targets }

    mutating func add(_ record: CrystalRecord) {
        if !predictor.model.card.holdsOut(record) {
            if heldOutOnly { return }
            learned += 1
        }
        if let (rule, _) = predictor.model.card.cleaning?.objection(to: record) {
            doubted[rule, default: 0] += 1
        }
        waiting.append(record)
        if waiting.count == Self.chunk { flush() }
    }

    func finished() -> ModelEvaluation {
        var copy = self
        copy.flush()
        return copy
    }

    private mutating func flush() {
        let predictions = predictor.predict(waiting.map(\.crystal))
        for (record, values) in zip(waiting, predictions) {
            rows.append(
                Row(
                    id: record.id, formula: record.crystal.composition.reducedFormula,
                    truths: targets.map { $0.value(of: record) ?? .nan }, predictions: values))
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Of every target, over the crystals that have it.
    var metrics: [ModelCard.TargetMetrics] {
        targets.indices.map { k in
            ModelCard.TargetMetrics(
                target: targets[k],
                predictions: rows.map { targets[k].transformed($0.predictions[k]) },
                truths: rows.map { targets[k].transformed($0.truths[k]) })
        }
    }

    /// The parity plot of every target that has labels.
    var plots: [(target: String, text: String)] {
        zip(targets, metrics).filter { $1.learned.count > 1 }.map { target, metric in
            (target.name, ParityPlot(predictor.quality(metric, of: target)).file)
        }
    }

    /// id, formula, then truth and prediction of each target.
    var table: String {
        let names = targets.flatMap { [$0.name, "\($0.name)_predicted"] }
        let lines = rows.map { row in
            let values = targets.indices.flatMap { [row.truths[$0], row.predictions[$0]] }
            return CSV.row(
                [row.id, row.formula]
                    + values.map { $0.isFinite ? String(format: "%.6g", $0) : "" })
        }
        return ([CSV.row(["id", "formula"] + names)] + lines).joined()
    }
}
