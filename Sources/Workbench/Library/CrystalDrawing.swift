internal import Crystals

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

    struct Bond: Encodable, Sendable {
        var from: Int
        var to: Int
        /// Cells from one to the other.
        var shift: [Int]
        /// Å
        var distance: Double
    }

    /// Rows are the vectors of the cell, Å.
    var lattice: [[Double]]
    var sites: [Site]
    var bonds: [Bond]

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
        bonds = Self.bonds(of: crystal)
    }

    /// Of the sum of covalent radii: a drawing's convention, not a statement about electrons.
    private static let reach = 1.2
    private static let (mostSites, mostBonds) = (1000, 10_000)

    /// Each bond once; none in cells that would be a thicket.
    private static func bonds(of crystal: Crystal) -> [Bond] {
        guard crystal.sites.count <= mostSites else { return [] }
        // From pm.
        let radii = crystal.sites.map { site in
            (site.species.components.map(\.element.covalentRadius).max() ?? 0) / 100
        }
        let list = NeighborList(crystal, radius: 2 * reach * (radii.max() ?? 0))
        var bonds: [Bond] = []
        for from in crystal.sites.indices {
            for edge in list.edges(of: from) {
                let to = Int(list.neighbors[edge])
                let distance = list.distances[edge]
                guard distance <= reach * (radii[from] + radii[to]) else { continue }
                let shift = list.shifts[edge]
                let isFirst =
                    from != to ? from < to : (shift.x, shift.y, shift.z) > (0, 0, 0)
                guard isFirst, bonds.count < mostBonds else { continue }
                bonds.append(
                    Bond(
                        from: from, to: to, shift: [Int(shift.x), Int(shift.y), Int(shift.z)],
                        distance: distance))
            }
        }
        return bonds
    }
}
