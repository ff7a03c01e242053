/// Says of operations whether they map the sites of a cell onto sites of the same kind.
///
/// Where an answer would be another one with a third or three times the tolerance, it is
/// ``Fit/unsure``: what is symmetric then depends on the order in which one asks.
struct SiteMatcher {
    let sites: SiteKinds
    /// Along each axis, in units of a point: farther apart is farther than `far`.
    private let reach: SIMD3<UInt32>
    /// a·a, b·b, c·c, Å², and twice b·c, a·c, a·b.
    private let squares: SIMD3<Double>
    private let products: SIMD3<Double>
    /// Å²; nearer is symmetric, and farther is not.
    private let (near, far): (Double, Double)

    enum Fit { case within, unsure, beyond }

    /// How much smaller or larger a tolerance must leave every answer as it is.
    static let margin = 3.0

    /// nil where the cell is so flat that the tolerance is a large part of it.
    init?(_ sites: SiteKinds, in lattice: Lattice, tolerance: Double) {
        self.sites = sites
        let extent = SIMD3(repeating: Self.margin * tolerance) / lattice.heights
        guard extent.max() < 0.25 else { return nil }
        reach = SIMD3<UInt32>((extent * CellPoint.unitsPerCell).rounded(.up))
        let (a, b, c) = (lattice.a.vector, lattice.b.vector, lattice.c.vector)
        squares = SIMD3(a.dot(a), b.dot(b), c.dot(c))
        products = SIMD3(b.dot(c), a.dot(c), a.dot(b)) * 2
        near = (tolerance / Self.margin) * (tolerance / Self.margin)
        far = (tolerance * Self.margin) * (tolerance * Self.margin)
    }

    /// Of x ↦ W x + w.
    func fit(_ rotation: IntegerMatrix, _ translation: CellPoint) -> Fit {
        var farthest = 0.0
        for kind in sites.kinds {
            for site in kind {
                let target = rotation(sites.points[site]) &+ translation
                guard let distance = squaredDistance(from: target, toNearestOf: kind) else {
                    return .beyond
                }
                farthest = max(farthest, distance)
            }
        }
        return farthest <= near ? .within : .unsure
    }

    /// Å²; nil if it is beyond any doubt.
    private func squaredDistance(
        from point: CellPoint, toNearestOf kind: Range<Int>
    ) -> Double? {
        for site in kind {
            if let distance = squaredDistance(sites.points[site] &- point) { return distance }
        }
        return nil
    }

    /// Å²; nil if it is beyond any doubt.
    private func squaredDistance(_ difference: CellPoint) -> Double? {
        guard difference.x.magnitude <= reach.x, difference.y.magnitude <= reach.y,
            difference.z.magnitude <= reach.z
        else { return nil }
        let d = difference.fractional
        let crossed = SIMD3(d.y * d.z, d.x * d.z, d.x * d.y)
        let distance = (squares * d * d + products * crossed).sum()
        return distance <= far ? distance : nil
    }

    func isSame(_ p: CellPoint, _ q: CellPoint) -> Bool { squaredDistance(q &- p) != nil }

    /// Whether two sites are so close that each could be taken for the other.
    var hasCloseSites: Bool {
        let order = sites.points.map(\.x).map(UInt32.init(bitPattern:))
        let sorted = order.indices.sorted { order[$0] < order[$1] }
        for (position, i) in sorted.enumerated() {
            for step in 1..<max(1, sorted.count) {
                let j = sorted[(position + step) % sorted.count]
                guard order[j] &- order[i] <= 2 * reach.x else { break }
                if areClose(sites.points[j] &- sites.points[i]) { return true }
            }
        }
        return false
    }

    private func areClose(_ difference: CellPoint) -> Bool {
        let d = difference
        // Halves of a difference within twice the reach, which is less than half a cell.
        return squaredDistance(CellPoint(d.x >> 1, d.y >> 1, d.z >> 1)) != nil
    }
}
