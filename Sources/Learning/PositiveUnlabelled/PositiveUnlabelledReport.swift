/// What is always said of a positive-unlabelled learning: the true-positive rate alone can be had by calling
/// everything positive.
public struct PositiveUnlabelledReport: Hashable, Sendable, Codable {
    public var threshold: Double
    public var hiddenPositives: Int
    public var unlabelled: Int
    /// r, share of the hidden positives above the threshold.
    public var truePositiveRate: Double
    /// Pr(f = 1), share of the unlabelled above the threshold.
    public var unlabelledShare: Double
    /// r²/Pr(f = 1) (Lee & Liu, ICML 2003), larger is better; it grows with the F-score, which cannot be
    /// had without negatives.
    public var leeLiu: Double
    /// Of hidden positives against unlabelled, some of which are positive: below what it is against negatives.
    public var areaUnderROC: Double
    /// The true-positive rate where 5, 10, … 50 % of the unlabelled are above.
    public var tradeOff: [Point]

    public struct Point: Hashable, Sendable, Codable {
        public var unlabelledShare: Double
        public var truePositiveRate: Double
        public var threshold: Double
    }

    /// - Parameters: scores of rows by learners that were not taught them; those that are not finite are left
    ///   out, and not counted.
    public init(hiddenPositives: [Double], unlabelled: [Double], threshold: Double = 0.5) {
        let (p, u) = (hiddenPositives.filter(\.isFinite), unlabelled.filter(\.isFinite))
        precondition(!p.isEmpty && !u.isEmpty, "\(p.count) positives, \(u.count) unlabelled")
        self.threshold = threshold
        (self.hiddenPositives, self.unlabelled) = (p.count, u.count)
        truePositiveRate = Self.share(p, above: threshold)
        unlabelledShare = Self.share(u, above: threshold)
        leeLiu = Self.leeLiu(truePositiveRate, unlabelledShare)
        areaUnderROC = Learning.areaUnderROC(positives: p, negatives: u)
        let descending = u.sorted(by: >)
        tradeOff = stride(from: 5, through: 50, by: 5).map { percent in
            let place = min(u.count - 1, u.count * percent / 100)
            let threshold = descending[place]
            return Point(
                unlabelledShare: Self.share(u, above: threshold),
                truePositiveRate: Self.share(p, above: threshold), threshold: threshold)
        }
    }

    static func share(_ scores: [Double], above threshold: Double) -> Double {
        Double(scores.reduce(0) { $0 + ($1 > threshold ? 1 : 0) }) / Double(scores.count)
    }

    static func leeLiu(_ recall: Double, _ share: Double) -> Double {
        share > 0 ? recall * recall / share : .nan
    }
}
