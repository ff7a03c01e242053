internal import Crystals
internal import Foundation
internal import Learning

/// What the models of all folds say of the crystals that each of them did not see.
struct FoldOutcomes {
    private let dataset: Dataset
    private var cards: [ModelCard] = []
    /// [rows]; in which fold a row was tested, and what was predicted on the scale of learning.
    private var tested: [(fold: Int, values: [Double])?]

    init(_ dataset: Dataset) {
        self.dataset = dataset
        tested = Array(repeating: nil, count: dataset.rows.count)
    }

    mutating func add(_ card: ModelCard, test: [Int], predictions: [[Double]]) {
        cards.append(card)
        for (row, values) in zip(test, predictions) { tested[row] = (cards.count, values) }
    }

    private var targets: [Target] { dataset.targets }

    /// The errors of one target in one fold, or over several; NaN for what the target has none of.
    private struct Errors {
        /// mae and rmse in the target's unit, r2 and learned_mae on the scale of learning; of a question
        /// the others.
        static let names = [
            "mae", "rmse", "r2", "learned_mae", "accuracy", "f1", "auc", "log_loss",
        ]
        /// [names]
        var values: [Double]

        init(_ metrics: ModelCard.TargetMetrics) {
            let none = [Double](repeating: .nan, count: 4)
            if let classes = metrics.classes {
                values =
                    none + [
                        classes.accuracy, classes.f1, classes.areaUnderCurve, classes.logLoss,
                    ]
            } else {
                values =
                    [
                        metrics.physical.meanAbsoluteError, metrics.physical.rootMeanSquareError,
                        metrics.learned.r2, metrics.learned.meanAbsoluteError,
                    ] + none
            }
        }

        /// One number for each, from those of all folds.
        init(_ all: [Errors], _ combine: ([Double]) -> Double) {
            values = Self.names.indices.map { k in combine(all.map { $0.values[k] }) }
        }

        subscript(_ name: String) -> Double {
            Self.names.firstIndex(of: name).map { values[$0] } ?? .nan
        }

        var json: [String: Double] {
            Dictionary(uniqueKeysWithValues: zip(Self.names, values).filter { $1.isFinite })
        }

        var fields: [String] {
            values.map { $0.isFinite ? Decimals.text($0, digits: 6) : "" }
        }
    }

    private func errors(_ target: Int) -> [Errors] { cards.map { Errors($0.metrics[target]) } }

    private static func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    /// Of the folds as they are, with their number below: numpy's std, which Matbench reports.
    private static func deviation(_ values: [Double]) -> Double {
        let mean = mean(values)
        return Self.mean(values.map { ($0 - mean) * ($0 - mean) }).squareRoot()
    }

    /// Over all crystals at once.
    private func pooled(_ target: Int) -> Errors {
        Errors(
            ModelCard.TargetMetrics(
                target: targets[target], predictions: tested.map { $0?.values[target] ?? .nan },
                truths: dataset.rows.map { $0.targets[target] }))
    }

    /// A row for each fold and target, then their mean, standard deviation, and all crystals together.
    /// `tested` is the number of labels that the errors are of.
    var table: String {
        var text = CSV.row(
            ["fold", "target", "train", "validation", "test", "tested"] + Errors.names)
        for (k, target) in targets.enumerated() {
            let errors = errors(k)
            for (fold, card) in cards.enumerated() {
                let sizes = [card.split.train, card.split.validation, card.split.test]
                let head = ["\(fold + 1)", target.name] + sizes.map { "\($0)" }
                let tested = "\(card.metrics[k].learned.count)"
                text += CSV.row(head + [tested] + errors[fold].fields)
            }
            let mean = Errors(errors, Self.mean)
            let deviation = Errors(errors, Self.deviation)
            for (name, values) in [("mean", mean), ("std", deviation), ("all", pooled(k))] {
                text += CSV.row([name, target.name, "", "", "", ""] + values.fields)
            }
        }
        return text
    }

    /// id, formula, fold, then truth and prediction of each target, in the order of the inputs; without
    /// the crystals that no fold has.
    var predictionTable: String {
        let names = targets.flatMap { [$0.name, "\($0.name)_predicted"] }
        var text = CSV.row(["id", "formula", "fold"] + names)
        for (row, outcome) in zip(dataset.rows, tested) {
            guard let outcome else { continue }
            let values = targets.enumerated().flatMap { k, target in
                [target.restored(row.targets[k]), target.restored(outcome.values[k])]
            }
            text += CSV.row(
                [row.id, row.composition.reducedFormula, "\(outcome.fold)"]
                    + values.map { $0.isFinite ? Decimals.text($0, digits: 6) : "" })
        }
        return text
    }

    func report(_ options: CommonOptions) {
        for (k, target) in targets.enumerated() {
            let errors = errors(k)
            let (mean, deviation) = (Errors(errors, Self.mean), Errors(errors, Self.deviation))
            if options.json {
                let summary = Summary(
                    target: target.name, folds: errors.count, mean: mean.json, std: deviation.json,
                    all: pooled(k).json)
                Console.line((try? CardJSON.text(of: summary)) ?? "{}")
            } else {
                Console.line(line(target, errors.count, mean, deviation))
            }
        }
    }

    private func line(
        _ target: Target, _ folds: Int, _ mean: Errors, _ deviation: Errors
    ) -> String {
        func text(_ value: Double, _ spread: Double) -> String {
            String(format: "%.4g ± %.2g", value, spread)
        }
        func both(_ name: String) -> String { text(mean[name], deviation[name]) }
        let start = "\(target.name) over \(folds) folds: "
        if target.classification != nil {
            return start + "accuracy \(both("accuracy")), F1 \(both("f1")), AUC \(both("auc")), "
                + "log loss \(both("log_loss"))"
        }
        let unit = target.unit.isEmpty ? "" : " \(target.unit)"
        let learned =
            target.transform == .identity
            ? "" : "MAE \(both("learned_mae")) on the scale of learning, "
        return start + learned + "MAE \(both("mae"))\(unit), RMSE \(both("rmse"))\(unit), "
            + "R² \(both("r2"))"
    }

    /// A target's line with --json.
    private struct Summary: Encodable {
        var target: String
        var folds: Int
        var mean, std, all: [String: Double]
    }
}
