internal import Foundation

/// How well probabilities answer a question of yes or no.
public struct ClassificationMetrics: Hashable, Sendable, Codable {
    /// Rows counted: those with a finite truth and prediction.
    public var count: Int
    /// Rows whose answer is yes.
    public var positives: Int
    /// Share of answers that are right when a probability above ½ means yes.
    public var accuracy: Double
    /// 2 · precision · recall / (precision + recall) of yes; 0 where no yes is found.
    public var f1: Double
    /// Probability that a yes has a higher probability than a no, ties counted as half: the area under
    /// the receiver operating characteristic. NaN unless both occur.
    public var areaUnderCurve: Double
    /// Mean −ln of the probability given to the right answer.
    public var logLoss: Double

    /// - Parameters:
    ///   - probabilities: of yes.
    ///   - truths: 1 for yes, 0 for no.
    public init(probabilities: [Double], truths: [Double]) {
        let pairs = zip(probabilities, truths).filter { $0.isFinite && $1.isFinite }
        let n = Double(pairs.count)
        let found = pairs.filter { $0.0 > 0.5 }
        let hits = found.filter { $0.1 > 0.5 }.count
        count = pairs.count
        positives = pairs.filter { $0.1 > 0.5 }.count
        accuracy = Double(pairs.filter { ($0.0 > 0.5) == ($0.1 > 0.5) }.count) / n
        f1 =
            found.count + positives > 0
            ? 2 * Double(hits) / Double(found.count + positives) : 0
        areaUnderCurve = areaUnderROC(
            positives: pairs.filter { $0.1 > 0.5 }.map(\.0),
            negatives: pairs.filter { $0.1 <= 0.5 }.map(\.0))
        logLoss = pairs.reduce(0) { $0 + Self.surprise($1.0, $1.1 > 0.5) } / n
    }

    /// −ln p, with p no smaller than what a Double near 1 leaves.
    private static func surprise(_ probability: Double, _ isYes: Bool) -> Double {
        -log(max(isYes ? probability : 1 - probability, 1e-16))
    }
}
