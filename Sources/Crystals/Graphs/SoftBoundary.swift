/// Solves for the boundary R of ``GraphRule/Ties/shared(width:)``, where the formulas stand.
///
/// R depends on the sorted distances alone, so neither the order of the atoms, nor the choice of the
/// cell, nor a rotation moves a weight, and a change in the last digit of a coordinate moves it in
/// proportion. The taper t makes leaving the sphere continuous; it is part of the sum that R solves,
/// so the weights sum to k wherever the sphere holds that much.
struct SoftBoundary: ~Copyable {
    /// k.
    let count: Int
    /// s, a fraction of R.
    let width: Double
    /// c, in the unit of the distances.
    let radius: Double

    /// Share of the radius over which the taper falls.
    static let taperShare = 0.1

    /// Share of a free interval of 1/R that is looked at: enough for the weights to saturate in
    /// Float, and hardly more to search for.
    private static let margin = 1e-3

    /// T_m = Σ_{j<m} t_j, for m = 0…n.
    private var tapers = Scratch<Double>()
    /// D_m = Σ_{j<m} t_j d_j, for m = 0…n.
    private var moments = Scratch<Double>()

    /// - Parameter rule: one that shares ties; by another, nothing is to be solved.
    init(_ rule: GraphRule) {
        (count, width, radius) = (rule.neighbors, rule.ties.width ?? 1, rule.radius)
    }

    /// Neighbours as far as reach · d_k decide about R, and none beyond has a weight.
    ///
    /// At R = d_k / (1 − s/2) the k nearest have weight 1, so R is no larger (up to the margin), and
    /// weights vanish beyond R (1 + s/2). That holds while no taper touches the k nearest; if one
    /// does, d_k > 0.9 c, and 1/0.9 times that is the whole sphere.
    var reach: Double {
        max(
            (1 + width / 2) / (1 - width / 2) / (1 - Self.margin),
            1 / (1 - Self.taperShare))
    }

    /// R, in the unit of the distances; +∞ if the sphere holds fewer than k.
    ///
    /// In x = 1/R the sum is piecewise linear and never rises: neighbour j begins to fall at
    /// x = (1 − s/2) / d_j and is gone at x = (1 + s/2) / d_j. Walking up the breakpoints from x = 0
    /// (the farthest neighbour first) until the line meets k solves the equation exactly.
    ///
    /// - Parameter distances: [n], ascending; every neighbour within min(c, reach · d_k).
    mutating func solve(_ distances: borrowing Scratch<Double>, _ n: Int) -> Double {
        accumulate(distances, n)
        guard tapers[n] >= Double(count) else { return .infinity }
        // Only atoms on one point (all d = 0) bring x to infinity; R > 0 keeps d/R a number.
        let x = middleOfGap(distances, n) ?? walk(distances, n)
        return max(1 / x, Double(Float.leastNormalMagnitude))
    }

    private mutating func accumulate(_ distances: borrowing Scratch<Double>, _ n: Int) {
        tapers.reserve(n + 1)
        moments.reserve(n + 1)
        let fall = radius * Self.taperShare
        // The farthest has t = 1, and so have all.
        let isUntapered = n > 0 && radius - distances[n - 1] >= fall
        var (taper, moment) = (0.0, 0.0)
        var m = 0
        while m < n {
            let d = distances[m]
            tapers[m] = taper
            moments[m] = moment
            let t = isUntapered ? 1 : min(1, max(0, (radius - d) / fall))
            taper += t
            moment += t * d
            m &+= 1
        }
        tapers[n] = taper
        moments[n] = moment
    }

    /// x where the first m neighbours count fully, the others not at all, and that makes k: any x
    /// of an interval will do. The middle of its upper end is taken, which moves continuously as the
    /// gap closes. nil without such a gap.
    private func middleOfGap(_ distances: borrowing Scratch<Double>, _ n: Int) -> Double? {
        // No taper exceeds 1, so that T_m < k for m < k.
        var m = count
        while tapers[m] < Double(count) { m &+= 1 }
        guard tapers[m] == Double(count) else { return nil }
        let upper = (1 - width / 2) / distances[m - 1]
        let lower = m < n ? (1 + width / 2) / distances[m] : 0
        guard lower <= upper else { return nil }
        return (max(lower, upper * (1 - Self.margin)) + upper) / 2
    }

    /// x where the line meets k, between breakpoints; neighbours 0..<a are full, a..<b falling.
    private func walk(_ distances: borrowing Scratch<Double>, _ n: Int) -> Double {
        let (low, high, k) = (1 - width / 2, 1 + width / 2, Double(count))
        var (a, b) = (n, n)
        var (begins, ends) = (a > 0 ? low / distances[a - 1] : .infinity, Double.infinity)
        while b > 0 {
            if a < b {
                let falling = high * (tapers[b] - tapers[a])
                let x = (falling - width * (k - tapers[a])) / (moments[b] - moments[a])
                if x <= min(begins, ends) { return x }
            }
            if begins <= ends, a > 0 {
                a &-= 1
                begins = a > 0 ? low / distances[a - 1] : .infinity
            } else {
                b &-= 1
            }
            ends = a < b ? high / distances[b - 1] : .infinity
        }
        return .infinity
    }
}
