internal import Crystals
internal import Learning

extension ModelDiagnosis {
    /// What was judged, and how the model does, in a few sentences.
    var summary: [String] {
        let verdicts = zip(targets, fits).compactMap { target, fit in
            fit.map { "\(target.name) \($0)." }
        }
        return [judgement] + notes + verdicts
    }

    private var judgement: String {
        let count = "\(grouped(judged.count)) \(materials)"
        return judgesAll
            ? "Judged by all \(count) of the data."
            : "Judged by \(count) of the test side of its split, which it has neither learned from nor "
                + "been chosen by."
    }

    /// For a terminal: a line each.
    public var lines: [String] {
        ["\(card.name). \(judgement)"] + notes + targets.indices.compactMap(errorLine)
            + sections.flatMap(\.findings)
    }

    /// nil for a question, of which its calibration tells.
    private func errorLine(_ k: Int) -> String? {
        guard targets[k].classification == nil else { return nil }
        let metrics = metrics(k)
        return "\(targets[k].name): MAE \(measured(metrics.meanAbsoluteError))"
            + "\(Self.spaced(targets[k])), RMSE \(measured(metrics.rootMeanSquareError)), R² "
            + "\(measured(metrics.r2)) on \(grouped(metrics.count)) \(materials)"
    }

    private static func spaced(_ target: Target) -> String {
        let unit = unit(target)
        return unit.isEmpty ? "" : " \(unit)"
    }

    /// Of the judged, on the scale of learning.
    func metrics(_ target: Int) -> RegressionMetrics {
        let known = judged.filter { $0.error(target).isFinite }
        return RegressionMetrics(
            predictions: known.map { $0.estimates[target].mean },
            truths: known.map { $0.truths[target] })
    }

    /// Share of the judged labels within the model's own 90 % intervals; NaN without any.
    func covered(_ target: Int) -> Double {
        guard let quantile = card.calibration?.scales[target]?.quantile else { return .nan }
        let scores = judged.map { $0.score(target) }.filter(\.isFinite)
        return Double(scores.count { $0 <= quantile }) / Double(scores.count)
    }
}

/// For programs: one object for each target.
extension ModelDiagnosis {
    private struct Record: Encodable {
        var model, target, unit: String
        var judgedBy: Int
        var meanAbsoluteError, rootMeanSquareError, determination: Double?
        var verdict: String?
        var learnedError, otherError, baselineError, covered, calibrationError: Double?
        /// Root of the mean square of the changes, by the standard deviation of the displacements, Å.
        var noise: [String: Double]?
        /// [layers]
        var similarity: [Double]?
    }

    public var json: [String] {
        targets.indices.compactMap { try? CardJSON.text(of: record($0)) }
    }

    private func record(_ k: Int) -> Record {
        func known(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
        let (metrics, fit) = (metrics(k), fits[k])
        return Record(
            model: card.name, target: targets[k].name, unit: Self.unit(targets[k]),
            judgedBy: metrics.count, meanAbsoluteError: known(metrics.meanAbsoluteError),
            rootMeanSquareError: known(metrics.rootMeanSquareError),
            determination: known(metrics.r2), verdict: fit?.description,
            learnedError: known(fit?.learned.error), otherError: known(fit?.unseen.error),
            baselineError: known(fit?.baseline), covered: known(covered(k)),
            calibrationError: known(reliability(k)?.expectedCalibrationError), noise: noise(k),
            similarity: similarity.map { $0.different.filter(\.isFinite) })
    }

    private func noise(_ k: Int) -> [String: Double]? {
        let changes = stability?.targets[k].compactMap { change -> (String, Double)? in
            guard case .noise(let size) = change.disturbance, change.rootMeanSquare.isFinite else {
                return nil
            }
            return (exact(size), change.rootMeanSquare)
        }
        return changes.map { Dictionary(uniqueKeysWithValues: $0) }
    }

    /// nil for a number, and where no answer is known.
    func reliability(_ k: Int) -> ReliabilityDiagram? {
        guard targets[k].classification != nil else { return nil }
        let diagram = ReliabilityDiagram(
            probabilities: judged.map { $0.estimates[k].mean }, truths: judged.map { $0.truths[k] })
        return diagram.bins.isEmpty ? nil : diagram
    }
}
