/// Ranks from 1, equal values sharing the mean of theirs.
func averageRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
        var end = first + 1
        while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
        for k in first..<end { ranks[order[k]] = Double(first + 1 + end) / 2 }
        first = end
    }
    return ranks
}

/// The area under the receiver operating characteristic: the probability that a positive scores above
/// a negative, half for equal scores (Mann & Whitney 1947). NaN where one side is empty; scores that are not
/// finite are left out.
public func areaUnderROC(positives: [Double], negatives: [Double]) -> Double {
    let (p, n) = (positives.filter(\.isFinite), negatives.filter(\.isFinite))
    guard !p.isEmpty, !n.isEmpty else { return .nan }
    let sum = averageRanks(p + n)[..<p.count].reduce(0, +)
    let (a, b) = (Double(p.count), Double(n.count))
    return (sum - a * (a + 1) / 2) / (a * b)
}

/// Spearman's rank correlation: Pearson's of the average ranks, over pairs of finite values. NaN for fewer than
/// two, or where one side is all equal.
public func rankCorrelation(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count, "\(x.count) values and \(y.count)")
    let pairs = zip(x, y).filter { $0.isFinite && $1.isFinite }
    let (a, b) = (averageRanks(pairs.map(\.0)), averageRanks(pairs.map(\.1)))
    let mean = Double(pairs.count + 1) / 2
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
        ab += (x - mean) * (y - mean)
        aa += (x - mean) * (x - mean)
        bb += (y - mean) * (y - mean)
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : .nan
}
