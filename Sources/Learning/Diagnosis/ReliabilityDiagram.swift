/// Probabilities against what happened: of the crystals that a model calls 70 % likely, 70 % should be.
public struct ReliabilityDiagram: Hashable, Sendable {
    /// Those of the ten bins that have crystals.
    public var bins: [Bin]
    /// Σ share of the crystals · |mean probability − share of yes| (Naeini et al., AAAI 2015).
    public var expectedCalibrationError: Double

    public struct Bin: Hashable, Sendable {
        public var count: Int
        /// Mean probability of yes.
        public var predicted: Double
        /// Share of yes.
        public var observed: Double
        /// √(p (1 − p)/n) of the share.
        public var standardError: Double
    }

    /// - Parameters:
    ///   - probabilities: of yes.
    ///   - truths: 1 for yes, 0 for no.
    public init(probabilities: [Double], truths: [Double]) {
        let pairs = zip(probabilities, truths).filter { $0.isFinite && $1.isFinite }
        let groups = Dictionary(grouping: pairs) { min(9, max(0, Int($0.0 * 10))) }
        bins = groups.sorted { $0.key < $1.key }.map { _, pairs in
            let n = Double(pairs.count)
            let yes = pairs.reduce(0) { $0 + ($1.1 > 0.5 ? 1 : 0) } / n
            return Bin(
                count: pairs.count, predicted: pairs.reduce(0) { $0 + $1.0 } / n, observed: yes,
                standardError: (yes * (1 - yes) / n).squareRoot())
        }
        let n = Double(pairs.count)
        expectedCalibrationError = bins.reduce(0) {
            $0 + Double($1.count) / n * abs($1.predicted - $1.observed)
        }
    }
}

/// The receiver operating characteristic: how many of the yes are found at the price of how many false
/// ones, for every threshold.
public struct ROCCurve: Hashable, Sendable {
    /// From (0, 0) to (1, 1), the strictest threshold first.
    public var points: [Point]

    public struct Point: Hashable, Sendable {
        public var falsePositives: Double
        public var truePositives: Double
    }

    /// - Returns: nil unless both answers occur.
    public init?(probabilities: [Double], truths: [Double]) {
        let pairs = zip(probabilities, truths).filter { $0.isFinite && $1.isFinite }
            .sorted { $0.0 > $1.0 }
        let positives = pairs.count { $0.1 > 0.5 }
        let negatives = pairs.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        points = [Point(falsePositives: 0, truePositives: 0)]
        var (hits, alarms) = (0, 0)
        for (k, pair) in pairs.enumerated() {
            if pair.1 > 0.5 { hits += 1 } else { alarms += 1 }
            // Equal probabilities fall under one threshold.
            if k + 1 < pairs.count, pairs[k + 1].0 == pair.0 { continue }
            points.append(
                Point(
                    falsePositives: Double(alarms) / Double(negatives),
                    truePositives: Double(hits) / Double(positives)))
        }
    }

    /// By the trapezoidal rule, which is ``areaUnderROC(positives:negatives:)``.
    public var area: Double {
        zip(points, points.dropFirst()).reduce(0) { sum, pair in
            let (a, b) = pair
            return sum
                + (b.falsePositives - a.falsePositives) * (a.truePositives + b.truePositives) / 2
        }
    }
}
