/// How many times another's error one's error is, both measured under the same seeds.
///
/// R = ȳ / x̄, with the standard error of a ratio of paired values (Cochran, Sampling Techniques, 1977,
/// section 6.3):
///
///     s(R) = √( Σ (y_i − R x_i)² / (n (n − 1)) ) / x̄
///
/// What a seed does to both alike, as a part of the crystals that is easy to learn from, cancels.
public struct RatioOfMeans: Hashable, Sendable {
    /// Pairs.
    public var count: Int
    /// NaN of none.
    public var value: Double
    /// NaN for fewer than two pairs.
    public var standardError: Double

    /// Pairs of which one is not finite are left out.
    public init(_ y: [Double], to x: [Double]) {
        precondition(y.count == x.count, "\(y.count) values beside \(x.count)")
        let pairs = zip(y, x).filter { $0.isFinite && $1.isFinite }
        let n = Double(pairs.count)
        let mean = pairs.reduce(0) { $0 + $1.1 } / n
        let ratio = pairs.reduce(0) { $0 + $1.0 } / n / mean
        let squares = pairs.reduce(0) { sum, pair in
            let residual = pair.0 - ratio * pair.1
            return sum + residual * residual
        }
        (count, value) = (pairs.count, ratio)
        standardError =
            pairs.count > 1 ? (squares / (n * (n - 1))).squareRoot() / abs(mean) : .nan
    }
}
