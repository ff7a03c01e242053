/// Puts sites of one kind on a smaller cell, where `copies` of them fall on each place.
struct SiteMerging {
    let copies: Int
    /// Onto the vectors of the smaller cell.
    let turn: IntegerMatrix
    /// In the larger cell: what is nearer is a neighbour, no repetition.
    let apart: PointReach
    /// In the smaller cell: what is nearer stands on one place.
    let together: PointReach

    /// [places]; nil unless the sites fall together in sets of `copies`, each with all others of its set.
    func means(of sites: ArraySlice<CellPoint>) -> [CellPoint]? {
        let (given, turned) = (Array(sites), sites.map { turn($0) })
        let sets = given.indices.map { i in
            given.indices.filter { j in
                i == j
                    || (together.holds(turned[j] &- turned[i])
                        && !apart.holds(given[j] &- given[i]))
            }
        }
        var means: [CellPoint] = []
        for (site, set) in sets.enumerated() {
            guard set.count == copies, set.allSatisfy({ sets[$0] == set }) else { return nil }
            if set[0] == site { means.append(Self.mean(of: set.map { turned[$0] })) }
        }
        return means
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
