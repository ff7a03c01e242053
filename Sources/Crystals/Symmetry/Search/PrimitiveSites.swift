/// A crystal on a primitive cell: right-handed, on short vectors, each site once.
struct PrimitiveSites {
    let lattice: Lattice
    let matcher: SiteMatcher
    /// Translations in the given cell.
    let copies: Int

    /// Sites of the primitive cell.
    var count: Int { matcher.sites.points.count }

    /// nil where the translations within the tolerance (Å) are not those of one lattice.
    init?(_ crystal: Crystal, tolerance: Double) {
        let all = SiteKinds(crystal)
        guard let given = SiteMatcher(all, in: crystal.lattice, tolerance: tolerance),
            !given.hasCloseSites, let primitive = PrimitiveBasis(of: given.translations)
        else { return nil }
        copies = primitive.copies
        let reduced = ReducedLattice(primitive.lattice(in: crystal.lattice))
        let isRightHanded = reduced.lattice.signedVolume > 0
        lattice = isRightHanded ? reduced.lattice : reduced.lattice.scaled(by: -1)
        let turn = IntegerMatrix(rows: reduced.transform).inverse * primitive.toBasis
        let points = all.mapped(by: isRightHanded ? turn : -turn)
        guard
            let sites = SiteMatcher(points, in: lattice, tolerance: 2 * tolerance)?.merged(copies),
            let matcher = SiteMatcher(sites, in: lattice, tolerance: tolerance)
        else { return nil }
        self.matcher = matcher
    }
}

extension SiteKinds {
    fileprivate func mapped(by matrix: IntegerMatrix) -> SiteKinds {
        SiteKinds(points: points.map { matrix($0) }, kinds: kinds)
    }
}

extension SiteMatcher {
    /// The translations that leave the crystal as it is, the zero vector first.
    ///
    /// Each brings the first site of the rarest kind to another of that kind. With a translation its
    /// repetitions are taken, which fit less well than it does itself.
    fileprivate var translations: [CellPoint] {
        guard let rarest = sites.kinds.first else { return [] }
        let start = sites.points[rarest.lowerBound]
        var images = [rarest.lowerBound]
        for site in rarest.dropFirst() where !images.contains(site) {
            let translation = sites.points[site] &- start
            guard fits(.identity, translation) else { continue }
            images.append(site)
            for image in images {
                for next in orbit(of: image, under: translation, in: rarest)
                where !images.contains(next) { images.append(next) }
            }
        }
        return images.sorted().map { sites.points[$0] &- start }
    }

    /// Where a translation brings a site, and where it brings that one, until it is back.
    private func orbit(
        of site: Int, under translation: CellPoint, in kind: Range<Int>
    ) -> [Int] {
        var orbit: [Int] = []
        var last = site
        while orbit.count < kind.count {
            let target = sites.points[last] &+ translation
            guard let next = kind.first(where: { isSame(sites.points[$0], target) }),
                next != site
            else { break }
            orbit.append(next)
            last = next
        }
        return orbit
    }

    /// The means of `copies` sites each that stand on one point; nil where they are not so many.
    fileprivate func merged(_ copies: Int) -> SiteKinds? {
        if copies == 1 { return sites }
        var merged = SiteKinds(points: [], kinds: [])
        for kind in sites.kinds {
            let groups = groups(of: kind)
            guard groups.allSatisfy({ $0.count == copies }) else { return nil }
            let start = merged.points.count
            merged.points += groups.map { Self.mean(of: $0) }
            merged.kinds.append(start..<merged.points.count)
        }
        return merged
    }

    private func groups(of kind: Range<Int>) -> [[CellPoint]] {
        var groups: [[CellPoint]] = []
        for point in sites.points[kind] {
            if let known = groups.firstIndex(where: { isSame($0[0], point) }) {
                groups[known].append(point)
            } else {
                groups.append([point])
            }
        }
        return groups
    }

    /// Of points that are all near the first.
    private static func mean(of points: [CellPoint]) -> CellPoint {
        let first = points[0]
        let sum = points.reduce(SIMD3<Int64>.zero) {
            $0 &+ SIMD3<Int64>(truncatingIfNeeded: $1 &- first)
        }
        return first &+ CellPoint(truncatingIfNeeded: sum / Int64(points.count))
    }
}
