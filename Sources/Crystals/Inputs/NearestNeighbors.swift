/// A site and the site nearest to it; the same site where its own image is nearest.
public struct NearestNeighbor: Hashable, Sendable {
    public var site: Int
    public var neighbor: Int
    /// Å.
    public var distance: Double
    /// Sites within ``coordinationReach`` times the distance, the nearest included.
    public var coordination: Int

    /// Between the shells of the common structures: the second shell of bcc stands at 1.155 of
    /// the first, that of fcc at 1.414.
    public static let coordinationReach = 1.15
}

extension Crystal {
    /// The nearest neighbour of every site in order, periodic images included; nil where none is
    /// within `cutoff`, Å.
    public func nearestNeighbors(within cutoff: Double = 8) -> [NearestNeighbor?] {
        var search = NeighborSearch(self)
        var nearest: [NearestNeighbor?] = []
        nearest.reserveCapacity(sites.count)
        for site in sites.indices {
            search.findNearest(
                1, around: site, within: cutoff, reach: NearestNeighbor.coordinationReach)
            nearest.append(
                search.count == 0
                    ? nil
                    : NearestNeighbor(
                        site: site, neighbor: Int(search.site(0)), distance: search.distance(0),
                        coordination: search.count))
        }
        return nearest
    }
}
