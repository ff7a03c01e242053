/// Says of operations whether they map the sites of a cell onto sites of the same kind.
struct SiteMatcher {
    let sites: SiteKinds
    /// Along each axis, in units of a point: farther apart is farther than the tolerance.
    private let reach: SIMD3<UInt32>
    /// a·a, b·b, c·c, Å², and twice b·c, a·c, a·b.
    private let squares: SIMD3<Double>
    private let products: SIMD3<Double>
    /// Å².
    private let squaredTolerance: Double

    /// nil where the cell is so flat that the tolerance is a large part of it.
    ///
    /// - Parameter tolerance: between a site and where an operation brings another one, Å.
    init?(_ sites: SiteKinds, in lattice: Lattice, tolerance: Double) {
        self.sites = sites
        let extent = SIMD3(repeating: tolerance) / lattice.heights
        guard extent.max() < 0.25 else { return nil }
        reach = SIMD3<UInt32>((extent * CellPoint.unitsPerCell).rounded(.up))
        let (a, b, c) = (lattice.a.vector, lattice.b.vector, lattice.c.vector)
        squares = SIMD3(a.dot(a), b.dot(b), c.dot(c))
        products = SIMD3(b.dot(c), a.dot(c), a.dot(b)) * 2
        squaredTolerance = tolerance * tolerance
    }

    /// Whether x ↦ W x + w does.
    func fits(_ rotation: IntegerMatrix, _ translation: CellPoint) -> Bool {
        for kind in sites.kinds {
            for site in kind {
                let target = rotation(sites.points[site]) &+ translation
                if !hasSite(at: target, of: kind) { return false }
            }
        }
        return true
    }

    private func hasSite(at point: CellPoint, of kind: Range<Int>) -> Bool {
        for site in kind where isNear(sites.points[site] &- point) { return true }
        return false
    }

    func isSame(_ p: CellPoint, _ q: CellPoint) -> Bool { isNear(q &- p) }

    @inline(__always)
    private func isNear(_ difference: CellPoint) -> Bool {
        guard difference.x.magnitude <= reach.x, difference.y.magnitude <= reach.y,
            difference.z.magnitude <= reach.z
        else { return false }
        let d = difference.fractional
        let crossed = SIMD3(d.y * d.z, d.x * d.z, d.x * d.y)
        return (squares * d * d + products * crossed).sum() <= squaredTolerance
    }

    /// Whether two sites are within twice the tolerance, so that each could be taken for the other.
    var hasCloseSites: Bool {
        let along = sites.points.map { UInt32(bitPattern: $0.x) }
        let sorted = along.indices.sorted { along[$0] < along[$1] }
        for (position, i) in sorted.enumerated() {
            for step in 1..<max(1, sorted.count) {
                let j = sorted[(position + step) % sorted.count]
                guard along[j] &- along[i] <= 2 * reach.x else { break }
                let d = sites.points[j] &- sites.points[i]
                if isNear(CellPoint(d.x >> 1, d.y >> 1, d.z >> 1)) { return true }
            }
        }
        return false
    }
}
