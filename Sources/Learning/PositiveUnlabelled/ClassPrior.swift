internal import Foundation

/// π, the share of positives among unlabelled rows, from scores of positives and unlabelled that no learner was
/// taught: best bin estimation (Garg, Wu, Smola, Balakrishnan & Lipton, NeurIPS 2021).
///
/// Where c is so high that no negative scores above it, the share of the unlabelled above c is π times that of
/// the positives. With q(c) the shares at or above c,
///
///     ĉ = argmin q_u(c)/q_p(c) + (1 + γ)/q_p(c) · (√(ln(4/δ)/2n_u) + √(ln(4/δ)/2n_p)),  π = q_u(ĉ)/q_p(ĉ)
///
/// which is from above: it is right where some positives are told from every negative.
public struct ClassPrior: Hashable, Sendable {
    /// π̂, in [0, 1].
    public let value: Double
    /// ĉ.
    public let threshold: Double

    public init(
        positives: [Double], unlabelled: [Double], delta: Double = 0.1, gamma: Double = 0.01
    ) {
        precondition(
            !positives.isEmpty && !unlabelled.isEmpty,
            "\(positives.count) positives, \(unlabelled.count) unlabelled")
        let (p, u) = (positives.sorted(by: >), unlabelled.sorted(by: >))
        let logarithm = log(4 / delta)
        let doubt =
            (1 + gamma)
            * ((logarithm / Double(2 * u.count)).squareRoot()
                + (logarithm / Double(2 * p.count)).squareRoot())
        var best = (bound: Double.infinity, value: 1.0, threshold: 0.0)
        var above = 0
        for (k, score) in p.enumerated() {
            // Of equal scores the last has the share at or above.
            if k + 1 < p.count, p[k + 1] == score { continue }
            while above < u.count, u[above] >= score { above += 1 }
            let share = Double(k + 1) / Double(p.count)
            let value = Double(above) / Double(u.count) / share
            let bound = value + doubt / share
            if bound < best.bound { best = (bound, value, score) }
        }
        (value, threshold) = (min(1, best.value), best.threshold)
    }
}
