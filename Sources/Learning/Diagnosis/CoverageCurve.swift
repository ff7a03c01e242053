/// How many truths lie within intervals that are to hold a given share of them.
///
/// An interval of level p has half the width q_p u, where u is the expected size of an error
/// (``UncertaintyScale``) and q_p the ⌈(n + 1) p⌉-th smallest of n scores |r|/u on which the model was
/// calibrated (split conformal prediction). Well calibrated, the curve is the diagonal.
public struct CoverageCurve: Hashable, Sendable {
    public var points: [Point]
    /// Crystals whose truth is known.
    public var count: Int

    public struct Point: Hashable, Sendable {
        /// p
        public var level: Double
        /// Share of the truths within.
        public var covered: Double
        /// Of the share, if errors are independent: √(c (1 − c)/m + p (1 − p)/(n + 2)) with m crystals judged by,
        /// c of them within, and n that it was calibrated on; the second is that of an order statistic.
        public var standardError: Double
    }

    /// 10, 20, … 90, 95 %.
    public static let levels = (1...9).map { Double($0) / 10 } + [0.95]

    /// - Parameters:
    ///   - calibration: |r|/u of the calibration.
    ///   - scores: |r|/u of the crystals to judge it by.
    /// - Returns: nil where there is nothing to judge by; without the levels that so few scores do not
    ///   reach.
    public init?(calibration: [Double], scores: [Double]) {
        let (made, judged) = (calibration.filter(\.isFinite).sorted(), scores.filter(\.isFinite))
        guard !made.isEmpty, !judged.isEmpty else { return nil }
        count = judged.count
        let m = Double(judged.count)
        points = Self.levels.compactMap { level in
            let rank = Int((Double(made.count + 1) * level - 1e-9).rounded(.up))
            guard rank >= 1, rank <= made.count else { return nil }
            let share = Double(judged.count { $0 <= made[rank - 1] }) / m
            let variance =
                share * (1 - share) / m + level * (1 - level) / Double(made.count + 2)
            return Point(
                level: level, covered: share,
                standardError: variance.squareRoot())
        }
    }
}
