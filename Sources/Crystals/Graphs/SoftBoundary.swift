/// Solves for the boundary R of ``GraphRule/Ties/shared(width:)``, where the formulas stand.
///
/// R depends on the sorted distances alone, so neither the order of the atoms, nor the choice of the
/// cell, nor a rotation moves a weight, and a change in the last digit of a coordinate moves it in
/// proportion. The taper t makes leaving the sphere continuous; it is part of the sum that R solves,
/// so the weights sum to k wherever the sphere holds that much.
struct SoftBoundary {
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

    /// d_0, d_1, …, ascending.
    private var distances: [Double] = []
    /// T_m = Σ_{j<m} t_j, for m = 0…n.
    private var tapers: [Double] = []
    /// D_m = Σ_{j<m} t_j d_j, for m = 0…n.
    private var moments: [Double] = []

    init(count: Int, width: Double, radius: Double) {
        (self.count, self.width, self.radius) = (count, width, radius)
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
    /// - Parameter distances: ascending; every neighbour within min(c, reach · d_k).
    mutating func solve(_ distances: [Double]) -> Double {
        accumulate(distances)
        let n = distances.count
        guard tapers[n] >= Double(count) else { return .infinity }
        // Only atoms on one point (all d = 0) bring x to infinity; R > 0 keeps d/R a number.
        return max(1 / (middleOfGap() ?? walk()), Double(Float.leastNormalMagnitude))
    }

    private mutating func accumulate(_ distances: [Double]) {
        self.distances = distances
        tapers.removeAll(keepingCapacity: true)
        moments.removeAll(keepingCapacity: true)
        var (taper, moment) = (0.0, 0.0)
        for d in distances {
            tapers.append(taper)
            moments.append(moment)
            let t = min(1, max(0, (radius - d) / (radius * Self.taperShare)))
            taper += t
            moment += t * d
        }
        tapers.append(taper)
        moments.append(moment)
    }

    /// x where the first m neighbours count fully, the others not at all, and that makes k: any x
    /// of an interval will do. The middle of its upper end is taken, which moves continuously as the
    /// gap closes. nil without such a gap.
    private func middleOfGap() -> Double? {
        guard let m = tapers.firstIndex(where: { $0 >= Double(count) }),
            m > 0, tapers[m] == Double(count)
        else { return nil }
        let upper = (1 - width / 2) / distances[m - 1]
        let lower = m < distances.count ? (1 + width / 2) / distances[m] : 0
        guard lower <= upper else { return nil }
        return (max(lower, upper * (1 - Self.margin)) + upper) / 2
    }

    /// x where the line meets k, between breakpoints; neighbours 0..<a are full, a..<b falling.
    private func walk() -> Double {
        var (a, b) = (distances.count, distances.count)
        while b > 0 {
            let begins = a > 0 ? (1 - width / 2) / distances[a - 1] : .infinity
            let ends = a < b ? (1 + width / 2) / distances[b - 1] : .infinity
            if a < b {
                let falling = (1 + width / 2) * (tapers[b] - tapers[a])
                let x = (falling - width * (Double(count) - tapers[a])) / (moments[b] - moments[a])
                if x <= min(begins, ends) { return x }
            }
            if begins <= ends, a > 0 { a -= 1 } else { b -= 1 }
        }
        return .infinity
    }
}
