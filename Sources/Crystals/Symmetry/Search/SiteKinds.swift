/// The sites of a cell by kind, the rarest kind first; a kind is a species or a mixture.
struct SiteKinds {
    /// [sites], kind after kind, in the order of the crystal within each.
    var points: [CellPoint]
    /// [kinds] where each stands in `points`.
    var kinds: [Range<Int>]

    init(_ crystal: Crystal) {
        let kinds = Self.kindOfEachSite(crystal)
        var counts = [Int](repeating: 0, count: (kinds.max() ?? 0) + 1)
        for kind in kinds { counts[kind] += 1 }
        let order = counts.indices.filter { counts[$0] > 0 }.sorted {
            (counts[$0], $0) < (counts[$1], $1)
        }
        var next = counts
        self.kinds = []
        for kind in order {
            let start = self.kinds.last?.upperBound ?? 0
            self.kinds.append(start..<start + counts[kind])
            next[kind] = start
        }
        points = [CellPoint](repeating: .zero, count: kinds.count)
        for (kind, site) in zip(kinds, crystal.sites) {
            points[next[kind]] = CellPoint(site.position)
            next[kind] += 1
        }
    }

    /// [sites] the atomic number, or a larger number for each mixture.
    private static func kindOfEachSite(_ crystal: Crystal) -> [Int] {
        var mixtures: [Species] = []
        return crystal.sites.map { site in
            if case .element(let element) = site.species { return element.atomicNumber }
            let known = mixtures.firstIndex(of: site.species) ?? mixtures.count
            if known == mixtures.count { mixtures.append(site.species) }
            return Element.range.upperBound + 1 + known
        }
    }

    init(points: [CellPoint], kinds: [Range<Int>]) { (self.points, self.kinds) = (points, kinds) }
}
