/// A crystal on a primitive cell: right-handed, on short vectors, each site once.
struct PrimitiveSites {
    let lattice: Lattice
    let matcher: SiteMatcher
    /// Translations in the given cell.
    let copies: Int

    /// Sites of the primitive cell.
    var count: Int { matcher.sites.points.count }

    /// nil where the tolerance decides what a translation is.
    init?(_ crystal: Crystal, tolerance: Double) {
        let all = SiteKinds(crystal)
        guard let given = SiteMatcher(all, in: crystal.lattice, tolerance: tolerance),
            !given.hasCloseSites, let translations = given.translations,
            let primitive = PrimitiveBasis(of: translations)
        else { return nil }
        copies = translations.count
        let reduced = ReducedLattice(primitive.lattice(in: crystal.lattice))
        let isRightHanded = reduced.lattice.signedVolume > 0
        lattice = isRightHanded ? reduced.lattice : reduced.lattice.scaled(by: -1)
        let turn = IntegerMatrix(rows: reduced.transform).inverse * primitive.toBasis
        let points = all.mapped(by: isRightHanded ? turn : -turn)
        guard
            let sites = SiteMatcher(points, in: lattice, tolerance: tolerance)?.merged(copies),
            let matcher = SiteMatcher(sites, in: lattice, tolerance: tolerance)
        else { return nil }
        self.matcher = matcher
    }
}

extension IntegerMatrix {
    /// x ↦ x · M, for the rows of M.
    fileprivate init(rows: [SIMD3<Double>]) {
        self.init(
            a: SIMD3<Int32>(rows[0]), b: SIMD3<Int32>(rows[1]), c: SIMD3<Int32>(rows[2]))
    }
}

extension SiteKinds {
    fileprivate func mapped(by matrix: IntegerMatrix) -> SiteKinds {
        SiteKinds(points: points.map { matrix($0) }, kinds: kinds)
    }
}

extension SiteMatcher {
    /// The translations that leave the crystal as it is, the zero vector first; nil where the
    /// tolerance decides.
    ///
    /// Each brings the first site of the rarest kind to another of that kind.
    fileprivate var translations: [CellPoint]? {
        guard let rarest = sites.kinds.first else { return nil }
        var found = [CellPoint.zero]
        for site in rarest.dropFirst() {
            let translation = sites.points[site] &- sites.points[rarest.lowerBound]
            switch fit(.identity, translation) {
            case .within: found.append(translation)
            case .unsure: return nil
            case .beyond: continue
            }
        }
        return found
    }

    /// One of each `copies` sites that stand on one point; nil where they are not so many.
    fileprivate func merged(_ copies: Int) -> SiteKinds? {
        if copies == 1 { return sites }
        var merged = SiteKinds(points: [], kinds: [])
        for kind in sites.kinds {
            let start = merged.points.count
            for site in kind {
                let point = sites.points[site]
                let isThere = merged.points[start...].contains { isSame($0, point) }
                if !isThere { merged.points.append(point) }
            }
            guard (merged.points.count - start) * copies == kind.count else { return nil }
            merged.kinds.append(start..<merged.points.count)
        }
        return merged
    }
}
