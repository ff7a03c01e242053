/// Successive halving: many settings are trained for a few epochs, the best of them longer, and so on
/// (Jamieson & Talwalkar, AISTATS 2016). Each rung keeps one in η and gives it η times the epochs, so
/// that all rungs cost about the same:
///
///     n_i = ⌊n η^−i⌋,   r_i = ⌊R η^(i − s)⌋,   s the largest with η^s ≤ n and η^s ≤ R / r_min
///
/// A run begins anew at every rung: a schedule of learning rates is made for its number of epochs, and
/// the beginning of a long training is no short one.
public struct HalvingSchedule: Hashable, Sendable {
    public let rungs: [Rung]

    public struct Rung: Hashable, Sendable {
        /// n_i
        public var runs: Int
        /// r_i
        public var epochs: Int
    }

    public static let eta = 3

    /// - Parameters:
    ///   - runs: n, settings to begin with.
    ///   - epochs: R, of the last rung.
    ///   - least: r_min, below which a training tells nothing.
    public init(runs: Int, epochs: Int, least: Int = 1, eta: Int = eta) {
        precondition(
            runs > 0 && epochs > 0 && least > 0 && eta > 1,
            "halving of \(runs) runs, \(epochs) epochs, at least \(least), by \(eta)")
        var factors = [1]
        while let last = factors.last, last * eta <= runs, last * eta * least <= epochs {
            factors.append(last * eta)
        }
        rungs = factors.indices.map { i in
            Rung(runs: runs / factors[i], epochs: epochs / factors[factors.count - 1 - i])
        }
    }

    /// The runs that go on to a rung with `count` places, the least error first; of equal ones the
    /// earlier, and none without an error.
    public static func survivors(_ count: Int, of errors: [Double]) -> [Int] {
        let known = errors.indices.filter { errors[$0].isFinite }
        return Array(known.sorted { (errors[$0], $0) < (errors[$1], $1) }.prefix(count))
    }
}
