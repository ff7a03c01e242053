/// How closely two quantities go together, on the same points.
public struct Association: Hashable, Sendable {
    /// Points.
    public var count: Int
    /// Spearman's ρ: Pearson's r of the ranks, equal values sharing their mean rank.
    public var rankCorrelation: Double
    /// η², the share of the variance of y that ten groups of rising x explain (Pearson 1905): also
    /// where y rises and falls again, of which ρ knows nothing. Chance alone gives 9/(count − 1).
    public var correlationRatio: Double

    /// - Precondition: as many x as y, all finite.
    public init(_ x: [Double], _ y: [Double]) {
        precondition(x.count == y.count, "\(x.count) x and \(y.count) y")
        count = x.count
        rankCorrelation = Self.pearson(Self.ranks(x), Self.ranks(y))
        correlationRatio = Self.explained(x, y)
    }

    /// 0, 1, … by size; equal values get the mean of their places.
    static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var ranks = [Double](repeating: 0, count: values.count)
        var first = 0
        while first < order.count {
            var end = first + 1
            while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
            for place in first..<end { ranks[order[place]] = Double(first + end - 1) / 2 }
            first = end
        }
        return ranks
    }

    private static func pearson(_ x: [Double], _ y: [Double]) -> Double {
        let (p, q) = (centered(x), centered(y))
        let (xx, yy) = (p.reduce(0) { $0 + $1 * $1 }, q.reduce(0) { $0 + $1 * $1 })
        return zip(p, q).reduce(0) { $0 + $1.0 * $1.1 } / (xx * yy).squareRoot()
    }

    private static func centered(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.map { $0 - mean }
    }

    private static let groups = 10

    /// Equal values of x stay in one group, which the rank decides.
    private static func explained(_ x: [Double], _ y: [Double]) -> Double {
        let deviations = centered(y)
        var sums = [(sum: Double, count: Double)](repeating: (0, 0), count: groups)
        for (rank, deviation) in zip(ranks(x), deviations) {
            let group = min(groups - 1, Int(rank / Double(x.count) * Double(groups)))
            sums[group].sum += deviation
            sums[group].count += 1
        }
        let between = sums.reduce(0) { $0 + ($1.count > 0 ? $1.sum * $1.sum / $1.count : 0) }
        return between / deviations.reduce(0) { $0 + $1 * $1 }
    }
}
