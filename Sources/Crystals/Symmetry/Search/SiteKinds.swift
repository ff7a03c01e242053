/// The sites of a cell by kind, the rarest kind first, of those the first in the crystal; a kind is a
/// species or a mixture.
struct SiteKinds {
    /// [sites], kind after kind, in the order of the crystal within each.
    var points: [CellPoint]
    /// [kinds] where each stands in `points`.
    var kinds: [Range<Int>]

    init(_ crystal: Crystal) {
        let kindOfSite = Self.kindOfEachSite(crystal)
        var counts = [Int](repeating: 0, count: (kindOfSite.max() ?? 0) + 1)
        var present: [Int] = []
        for kind in kindOfSite {
            if counts[kind] == 0 { present.append(kind) }
            counts[kind] += 1
        }
        // A stable order, as `present` is.
        let order = present.enumerated().sorted {
            (counts[$0.element], $0.offset) < (counts[$1.element], $1.offset)
        }
        kinds = []
        var next = counts
        for (_, kind) in order {
            next[kind] = kinds.last?.upperBound ?? 0
            kinds.append(next[kind]..<next[kind] + counts[kind])
        }
        points = [CellPoint](repeating: .zero, count: kindOfSite.count)
        for (kind, site) in zip(kindOfSite, crystal.sites) {
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
