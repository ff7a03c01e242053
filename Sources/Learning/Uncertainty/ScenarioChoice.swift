internal import Crystals
internal import Foundation

/// Chooses few of many scenarios such that intervals by the few are those by all.
///
/// To first order what follows from the targets is a weighted sum of them. So of sums in several directions
/// the interval by the few is compared with all scenarios, and one of the few is exchanged for another again
/// and again, where that brings the shares below and above nearer to a twentieth. As many at random
/// would miss the share within by 2 %.
struct ScenarioChoice {
    /// [directions][scenarios] the sums, and the same sorted.
    private let sums: [[Double]]
    private let sorted: [[Double]]
    private let count: Int

    /// - Parameter rows: [scenarios][targets], NaN where a target is not known.
    init(_ rows: [[Double]]) {
        let known = rows[0].indices.filter { k in rows.contains { $0[k].isFinite } }
        sums = Self.directions(known).map { direction in
            rows.map { row in direction.reduce(0) { $0 + $1.weight * row[$1.target] } }
        }
        sorted = sums.map { $0.filter(\.isFinite).sorted() }
        count = rows.count
    }

    /// Angles between two targets.
    private static let angles = 16
    private static let exchanges = 3000

    /// Each target alone, and each two at several angles.
    private static func directions(_ targets: [Int]) -> [[(target: Int, weight: Double)]] {
        let pairs = targets.flatMap { a in targets.filter { $0 > a }.map { (a, $0) } }
        let between = pairs.flatMap { a, b in
            (1..<angles).filter { 2 * $0 != angles }.map { step in
                let angle = Double.pi * Double(step) / Double(angles)
                return [(a, cos(angle)), (b, sin(angle))]
            }
        }
        return targets.map { [($0, 1)] } + between
    }

    /// Which scenarios, ascending; the same for the same scenarios.
    func best(_ few: Int) -> [Int] {
        precondition(few > 0 && few <= count, "\(few) of \(count) scenarios")
        var generator = SplitMix64(seed: UInt64(count))
        var chosen = (0..<few).map { $0 * count / few }
        var others = Set(0..<count).subtracting(chosen).sorted()
        guard !others.isEmpty else { return chosen }
        var least = distance(chosen)
        for _ in 0..<Self.exchanges {
            let a = Int.random(in: 0..<few, using: &generator)
            let b = Int.random(in: 0..<others.count, using: &generator)
            swap(&chosen[a], &others[b])
            let new = distance(chosen)
            if new < least { least = new } else { swap(&chosen[a], &others[b]) }
        }
        return chosen.sorted()
    }

    /// Sum over directions of the squared errors of both tails.
    private func distance(_ chosen: [Int]) -> Double {
        let tail = (1 - UncertaintyScale.coverage) / 2
        return sums.indices.reduce(0) { total, direction in
            let values = chosen.map { sums[direction][$0] }.filter(\.isFinite)
            guard let bars = Calibration.interval(values) else { return total }
            let below = share(of: direction, below: bars.lowerBound) - tail
            let above = 1 - share(of: direction, below: bars.upperBound) - tail
            return total + below * below + above * above
        }
    }

    /// Share of all scenarios whose sum is below a value.
    private func share(of direction: Int, below value: Double) -> Double {
        let all = sorted[direction]
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < value { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(all.count)
    }
}
