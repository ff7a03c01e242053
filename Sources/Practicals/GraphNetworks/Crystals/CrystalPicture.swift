internal import Crystals

/// A crystal as a page draws it.
struct CrystalPicture: Encodable {
    /// Rows, Å.
    var lattice: [[Double]]
    var sites: [PicturedSite]
    var bonds: [DrawnBond]

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

    init(_ crystal: Crystal) {
        lattice = crystal.lattice.rows.map(\.list)
        sites = crystal.sites.map { PicturedSite($0, in: crystal.lattice) }
        bonds = DrawnBond.all(of: crystal)
    }
}
