internal import Foundation

/// What is known of a model's errors from crystals that it was not trained on: the error bars of its
/// predictions.
///
/// The validation part makes it, which no member has learned from, so that the test part can judge it.
public struct Calibration: Hashable, Sendable, Codable {
    /// Crystals that it was made on.
    public var count: Int
    /// [targets]; nil for a question, or where there were too few labels.
    public var scales: [UncertaintyScale?]
    /// [scenarios][targets] residuals over their expected size, r/u, of crystals that have two or more of the
    /// targets that have a scale, NaN where there is none: how errors of one target go with those of
    /// another.
    public var scenarios: [[Double]]

    init(count: Int, scales: [UncertaintyScale?], scenarios: [[Double]]) {
        (self.count, self.scales, self.scenarios) = (count, scales, scenarios)
    }

    /// More would cost time wherever a quantity follows from several targets, and tell no more.
    private static let mostScenarios = 199

    /// - Parameters:
    ///   - truths: [crystals][targets] on the scale of learning, NaN where there is none.
    /// - Returns: nil where no target has enough labels.
    public init?(_ answers: EnsembleAnswers, truths: [[Double]], targets: [Target]) {
        let (means, spreads) = (answers.means, answers.spreads)
        precondition(means.count == truths.count, "\(means.count) answers, \(truths.count) truths")
        let scales = targets.indices.map { k -> UncertaintyScale? in
            guard targets[k].classification == nil else { return nil }
            let known = truths.indices.filter { (truths[$0][k] - means[$0][k]).isFinite }
            return UncertaintyScale(
                residuals: known.map { truths[$0][k] - means[$0][k] },
                spreads: known.map { spreads[$0][k] })
        }
        guard scales.contains(where: { $0 != nil }) else { return nil }
        (count, self.scales) = (truths.count, scales)
        let all = truths.indices.map { row in
            targets.indices.map { k in
                scales[k].map {
                    (truths[row][k] - means[row][k]) / $0.deviation(spread: spreads[row][k])
                } ?? .nan
            }
        }
        let least = min(2, scales.count { $0 != nil })
        let telling = all.filter { row in row.count { $0.isFinite } >= least }
        scenarios = Self.thinned(telling).map { $0.map { ($0 * 1e4).rounded() / 1e4 } }
    }

    /// At most ``mostScenarios`` of the rows, so chosen that they say the same as all of what follows from
    /// the targets (``ScenarioChoice``).
    static func thinned(_ rows: [[Double]]) -> [[Double]] {
        guard rows.count > mostScenarios else { return rows }
        return ScenarioChoice(rows).best(mostScenarios).map { rows[$0] }
    }
}

extension Calibration {
    /// The values between which 90 % of a further one are, as ranks among `values`, one of each scenario;
    /// nil for fewer than 19, between whose extremes there are less.
    public static func interval(_ values: [Double]) -> ClosedRange<Double>? {
        let count = values.count
        let tail = (1 - UncertaintyScale.coverage) / 2
        let low = Int((Double(count + 1) * tail + 1e-9).rounded(.down))
        guard low >= 1, values.allSatisfy({ !$0.isNaN }) else { return nil }
        let sorted = values.sorted()
        return sorted[low - 1]...sorted[count - low]
    }
}
