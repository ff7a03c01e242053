internal import Crystals

/// A crystal as a page draws it.
struct CrystalPicture: Encodable {
    /// Rows, Å.
    var lattice: [[Double]]
    var sites: [PicturedSite]
    /// Each once.
    var bonds: [Bond]

    struct PicturedSite: Encodable {
        var element: String
        var species: [Component]
        var fractional: [Double]
        /// Å
        var cartesian: [Double]

        struct Component: Encodable {
            var element: String
            var occupancy: Double
        }

        init(_ site: Site, in lattice: Lattice) {
            element = site.species.label
            species = site.species.components.map {
                Component(element: $0.element.symbol, occupancy: $0.occupancy)
            }
            fractional = site.position.vector.list
            cartesian = lattice.cartesian(site.position).vector.list
        }
    }

    struct Bond: Encodable {
        var from: Int
        var to: Int
        var shift: [Int32]
        var distance: Float
    }

    init(_ crystal: Crystal, _ graph: ImagedGraph) {
        lattice = crystal.lattice.rows.map(\.list)
        sites = crystal.sites.map { PicturedSite($0, in: crystal.lattice) }
        bonds = graph.centers.enumerated().compactMap { edge, from in
            let (to, shift) = (Int(graph.graph.neighbors[edge]), graph.shifts[edge].list)
            let isFirst =
                from < to || (from == to && shift.lexicographicallyPrecedes([0, 0, 0]))
            guard graph.areBonds[edge], isFirst else { return nil }
            return Bond(
                from: from, to: to, shift: shift, distance: graph.graph.distances[edge])
        }
    }

    init(_ crystal: Crystal) { self.init(crystal, ImagedGraph(crystal)) }
}
