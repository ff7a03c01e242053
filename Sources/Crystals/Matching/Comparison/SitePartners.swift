/// Which sites of one cell may lie on which of another.
struct SitePartners {
    /// [sites of the fixed cell] kind after kind: where the partners of each stand in the moving cell.
    private let partners: [(sites: Range<Int>, partners: [Range<Int>])]
    /// The first site of the fixed cell of those with the fewest partners.
    let anchor: Int
    /// Its partners.
    let anchors: [Int]

    /// nil where sites are left without partners for sure.
    init?(of fixed: MatchingCell, in moving: MatchingCell, by species: SpeciesComparison) {
        partners = fixed.kinds.map { kind in
            let others = moving.kinds.filter { species.allows($0.species, kind.species) }
            return (kind.sites, others.map(\.sites))
        }
        // As many as the sites of the kind, or the rest would have none.
        for (sites, partners) in partners {
            let count = partners.reduce(0) { $0 + $1.count }
            guard species == .equal ? count == sites.count : count >= sites.count else {
                return nil
            }
        }
        let rarest = partners.min { Self.count($0.partners) < Self.count($1.partners) }
        guard let rarest else { return nil }
        anchor = rarest.sites.lowerBound
        anchors = rarest.partners.flatMap { Array($0) }
    }

    private static func count(_ ranges: [Range<Int>]) -> Int { ranges.reduce(0) { $0 + $1.count } }

    /// Whether every site of the fixed cell, moved by `translation`, has a partner within `reach`.
    func isCovered(
        _ fixed: [CellPoint], by moving: [CellPoint], _ translation: CellPoint,
        _ reach: PointReach
    ) -> Bool {
        moving.withUnsafeBufferPointer { moving in
            for (sites, ranges) in partners {
                for site in sites {
                    let point = fixed[site] &+ translation
                    var isFound = false
                    for range in ranges where !isFound {
                        for other in range where reach.holds(moving[other] &- point) {
                            isFound = true
                            break
                        }
                    }
                    if !isFound { return false }
                }
            }
            return true
        }
    }

    /// Calls `body` with every site of the fixed cell and each of its partners.
    func forEachPair(_ body: (_ fixed: Int, _ moving: Int) -> Void) {
        for (sites, ranges) in partners {
            for site in sites {
                for range in ranges {
                    for other in range { body(site, other) }
                }
            }
        }
    }
}
