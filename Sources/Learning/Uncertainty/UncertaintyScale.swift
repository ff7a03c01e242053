internal import Foundation

/// How large an error of one target is to be expected where the members of an ensemble spread by σ:
///
///     u(σ) = √(c² + s² σ²)
///
/// c is the error that all members share, s says how much their spread tells of it (a temperature, as
/// Guo et al., ICML 2017, scale logits by one). Both are those under which the residuals r of crystals
/// that no member was trained on are most likely, if r/u has Laplace's distribution, whose tails are
/// about as heavy as theirs: c and s make Σ ln u + |r|/u small.
public struct UncertaintyScale: Hashable, Sendable, Codable {
    /// c, on the scale of learning.
    public var floor: Double
    /// s
    public var inflation: Double
    /// 90 % of |r|/u are no larger, for crystals like those that it was made on.
    public var quantile: Double

    /// Share of the truths that are to lie within an interval.
    public static let coverage = 0.9

    /// u(σ)
    public func deviation(spread: Double) -> Double {
        (floor * floor + inflation * inflation * spread * spread).squareRoot()
    }

    /// Half the width of the 90 % interval, on the scale of learning.
    public func halfWidth(spread: Double) -> Double { quantile * deviation(spread: spread) }
}

extension UncertaintyScale {
    /// Share of the truths, as far as they are known, that lie within the intervals; nil where none is.
    func share(within means: [Double], _ spreads: [Double], of truths: [Double]) -> Double? {
        let known = truths.indices.filter { truths[$0].isFinite && means[$0].isFinite }
        let inside = known.filter {
            abs(truths[$0] - means[$0]) <= halfWidth(spread: spreads[$0])
        }
        return known.isEmpty ? nil : Double(inside.count) / Double(known.count)
    }
}

extension UncertaintyScale {
    /// Residuals from which a scale can be made.
    static let leastCount = 20

    /// c, s and the quantile are of the same residuals, which costs little: of further ones 89 % are within for
    /// 20 residuals, 90 % for 300. Parts of their own would leave each with half of the few labels there are.
    ///
    /// - Parameters:
    ///   - residuals: truth less prediction on the scale of learning, finite.
    ///   - spreads: of the members about the predictions.
    /// - Returns: nil for fewer residuals than ``leastCount``, or if they are all zero.
    init?(residuals: [Double], spreads: [Double]) {
        precondition(residuals.count == spreads.count, "\(residuals.count), \(spreads.count)")
        let mean = residuals.reduce(0) { $0 + abs($1) } / Double(max(1, residuals.count))
        guard residuals.count >= Self.leastCount, mean > 0 else { return nil }
        var best = UncertaintyScale(floor: mean, inflation: 0, quantile: .nan)
        if spreads.contains(where: { $0 > 0 }) {
            best = Self.search(residuals, spreads, mean: mean)
        }
        let scaled = zip(residuals, spreads).map { abs($0) / best.deviation(spread: $1) }
        guard let quantile = Self.conformalQuantile(scaled) else { return nil }
        best.quantile = quantile
        self = best
    }

    /// The most likely (c, s) of a grid in ln c and ln s, which is then drawn closer around it.
    private static func search(
        _ residuals: [Double], _ spreads: [Double], mean: Double
    ) -> UncertaintyScale {
        var center = (0.0, 0.0)
        var best = UncertaintyScale(floor: mean, inflation: 0, quantile: .nan)
        var least = best.cost(residuals, spreads)
        for step in [0.5, 0.125, 0.03125] {
            var next = center
            for i in -6...6 {
                for j in -6...6 {
                    let (x, y) = (center.0 + step * Double(i), center.1 + step * Double(j))
                    let scale = UncertaintyScale(
                        floor: mean * exp(x), inflation: exp(y), quantile: .nan)
                    let cost = scale.cost(residuals, spreads)
                    if cost < least { (least, best, next) = (cost, scale, (x, y)) }
                }
            }
            center = next
        }
        return best
    }

    /// Mean of ln u + |r|/u.
    private func cost(_ residuals: [Double], _ spreads: [Double]) -> Double {
        let costs = zip(residuals, spreads).map { residual, spread in
            let u = deviation(spread: spread)
            return log(u) + abs(residual) / u
        }
        return costs.reduce(0, +) / Double(costs.count)
    }

    /// The ⌈(n + 1) · 0.9⌉-th smallest of n values: a further one of their kind is no larger with a
    /// probability of at least 90 % (split conformal prediction; Vovk et al. 2005, Lei et al. 2018).
    static func conformalQuantile(_ values: [Double]) -> Double? {
        // 0.9 is a little more as a Double: of 99 values, the 90th is meant.
        let rank = Int((Double(values.count + 1) * coverage - 1e-9).rounded(.up))
        return rank <= values.count ? values.sorted()[rank - 1] : nil
    }
}
