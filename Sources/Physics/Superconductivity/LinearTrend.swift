/// A straight line through points by least squares, with the interval in which its slope lies.
public struct LinearTrend: Hashable, Sendable {
    /// Points.
    public var count: Int
    public var slope: Double
    public var intercept: Double
    /// Pearson's r; NaN where all y are equal.
    public var correlation: Double
    /// Where the middle 95 % of the slopes of resampled points lie.
    public var slopeInterval: ClosedRange<Double>

    /// - Parameters:
    ///   - points: finite, with at least two different x.
    ///   - resamples: draws of as many points with replacement (the percentile bootstrap of
    ///     Efron, Ann. Stat. 7, 1, 1979); at least 20.
    /// - Returns: nil where no line is determined.
    public init?(
        _ points: [(x: Double, y: Double)], resamples: Int = 1000,
        using generator: inout some RandomNumberGenerator
    ) {
        precondition(resamples >= 20, "\(resamples) resamples for an interval of 95 %")
        let sums = Sums(points)
        guard points.count > 2, let slope = sums.slope, slope.isFinite else { return nil }
        (count, self.slope, correlation) = (points.count, slope, sums.correlation)
        intercept = sums.meanY - slope * sums.meanX
        var slopes: [Double] = []
        for _ in 0..<resamples {
            let drawn = points.indices.map { _ in
                points[Int.random(in: points.indices, using: &generator)]
            }
            if let slope = Sums(drawn).slope { slopes.append(slope) }
        }
        slopes.sort()
        guard !slopes.isEmpty else { return nil }
        func quantile(_ share: Double) -> Double { slopes[Int(share * Double(slopes.count - 1))] }
        slopeInterval = quantile(0.025)...quantile(0.975)
    }

    /// Means and centred second moments.
    private struct Sums {
        let meanX: Double
        let meanY: Double
        private var (xx, xy, yy) = (0.0, 0.0, 0.0)

        init(_ points: [(x: Double, y: Double)]) {
            let count = Double(max(1, points.count))
            meanX = points.reduce(0) { $0 + $1.x } / count
            meanY = points.reduce(0) { $0 + $1.y } / count
            for (x, y) in points {
                xx += (x - meanX) * (x - meanX)
                xy += (x - meanX) * (y - meanY)
                yy += (y - meanY) * (y - meanY)
            }
        }

        var slope: Double? { xx > 0 ? xy / xx : nil }
        var correlation: Double { xy / (xx * yy).squareRoot() }
    }
}
