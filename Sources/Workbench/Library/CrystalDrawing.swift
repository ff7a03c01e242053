internal import Crystals
internal import Practicals

/// What is drawn of a crystal: its cell, its atoms, and lines between those that are near enough for a bond.
struct CrystalDrawing: Encodable, Sendable {
    struct Site: Encodable, Sendable {
        struct Component: Encodable, Sendable {
            var element: String
            var occupancy: Double
        }

        var fractional: [Double]
        /// Å
        var cartesian: [Double]
        var species: [Component]
    }

    /// Rows are the vectors of the cell, Å.
    var lattice: [[Double]]
    var sites: [Site]
    var bonds: [DrawnBond]

    init(_ crystal: Crystal) {
        lattice = crystal.lattice.rows.map { [$0.x, $0.y, $0.z] }
        sites = crystal.sites.map { site in
            let (f, r) = (site.position.vector, crystal.lattice.cartesian(site.position).vector)
            return Site(
                fractional: [f.x, f.y, f.z], cartesian: [r.x, r.y, r.z],
                species: site.species.components.map {
                    Site.Component(element: $0.element.symbol, occupancy: $0.occupancy)
                })
        }
        // None in cells that would be a thicket.
        bonds =
            crystal.sites.count <= Self.mostSites
            ? DrawnBond.all(of: crystal, atMost: Self.mostBonds) : []
    }

    private static let (mostSites, mostBonds) = (1000, 10_000)
}
