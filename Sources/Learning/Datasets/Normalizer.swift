internal import Foundation

/// How the scale of learning becomes that of a network's output: for a number, by the mean and
/// standard deviation over the training part; for a question, whose answer is a probability, by the
/// logistic function.
public struct Normalizer: Hashable, Sendable, Codable {
    public var mean: Double
    public var deviation: Double
    /// Whether the output is a logit, and its ``restored(_:)`` a probability; nil for no.
    public var isLogistic: Bool?

    public init(mean: Double, deviation: Double) {
        (self.mean, self.deviation) = (mean, deviation)
    }

    /// Of the finite values among `values`; (0, 1) if there are none.
    public init(of values: [Double]) {
        let known = values.filter(\.isFinite)
        let count = Double(max(1, known.count))
        let mean = known.reduce(0, +) / count
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        self.init(mean: mean, deviation: variance > 0 ? variance.squareRoot() : 1)
    }

    /// For probabilities.
    public static var logistic: Normalizer {
        var normalizer = Normalizer(mean: 0, deviation: 1)
        normalizer.isLogistic = true
        return normalizer
    }

    /// For a target with these values in the training part.
    init(_ target: Target, _ values: [Double]) {
        self = target.classification == nil ? Normalizer(of: values) : .logistic
    }

    /// What the loss compares with the output: standard deviations from the mean, or 0 and 1.
    public func normalized(_ value: Double) -> Double { (value - mean) / deviation }

    /// The output on the scale of learning.
    public func restored(_ output: Double) -> Double {
        isLogistic == true ? 1 / (1 + exp(-output)) : output * deviation + mean
    }
}
