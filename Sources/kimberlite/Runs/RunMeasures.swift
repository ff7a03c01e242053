internal import Foundation
internal import Learning

/// What a table of runs says of each finished training: names and numbers.
struct RunMeasures {
    var names: [String]
    var values: (EnsembleTraining) -> [Double]

    /// The mean absolute errors of the parts on the scale of learning (of a question: of its
    /// probabilities, and the area under the ROC curve of the test part), named `K_train`,
    /// `K_validation`, `K_test`.
    static func errors(_ targets: [Target]) -> RunMeasures {
        let names = targets.flatMap { target in
            ["train", "validation", "test"].map { "\(target.name)_\($0)" }
                + (target.classification == nil ? [] : ["\(target.name)_test_auc"])
        }
        return RunMeasures(names: names) { training in
            let split = training.split
            let parts = [split.train, split.validation, split.test].map { metrics(training, $0) }
            return targets.indices.flatMap { k in
                parts.map { $0[k].learned.meanAbsoluteError }
                    + (targets[k].classification == nil
                        ? [] : [parts[2][k].classes?.areaUnderCurve ?? .nan])
            }
        }
    }

    static func + (a: RunMeasures, b: RunMeasures) -> RunMeasures {
        RunMeasures(names: a.names + b.names) { a.values($0) + b.values($0) }
    }

    /// Sum over the targets of the validation error of the finished networks over the spread of the
    /// labels that they learned from; NaN where a target has no validation part.
    static func validationError(_ training: EnsembleTraining) -> Double {
        let metrics = metrics(training, training.split.validation)
        return zip(metrics, training.normalizers).reduce(0) {
            $0 + $1.0.learned.meanAbsoluteError / $1.1.deviation
        }
    }

    private static func metrics(
        _ training: EnsembleTraining, _ rows: [Int]
    ) -> [ModelCard.TargetMetrics] {
        let truths = training.dataset.labels(rows)
        let targets = training.dataset.targets
        guard !rows.isEmpty else {
            return targets.map {
                ModelCard.TargetMetrics(target: $0, predictions: [], truths: [])
            }
        }
        return ModelCard.TargetMetrics.all(
            training.answers(rows), truths: truths, targets: targets)
    }
}
