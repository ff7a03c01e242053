internal import Crystals

/// Which crystal it is: its cell, its sites, its symmetry, and whom each atom counts among its neighbours.
enum CrystalStep {
    static let step = PracticalStep("crystal", ChosenCrystal.controls, run)

    private static let run: @Sendable (ChosenCrystal.Choice, FrameSink) throws -> Void = {
        choice, emit in
        let chosen = try ChosenCrystal(choice)
        let graph = ImagedGraph(chosen.crystal)
        let heading = CrystalHeading(chosen)
        try emit(StepFrame("crystal", heading.with(Content(chosen, graph))))
    }

    private struct Content: Encodable {
        var prototype: Named?
        var source: String
        var cell: Cell
        var spaceGroup: SpaceGroupName?
        var neighbors: [Neighborhood]

        struct Named: Encodable { var id, name, compound: String }

        init(_ chosen: ChosenCrystal, _ graph: ImagedGraph) {
            prototype = chosen.known.map { known in
                Named(
                    id: known.prototype.id, name: known.prototype.name,
                    compound: known.prototype.compound)
            }
            source = chosen.known?.source ?? "the pasted text"
            cell = Cell(chosen.crystal)
            spaceGroup = chosen.crystal.spaceGroupName
            neighbors = chosen.crystal.sites.indices.map {
                Neighborhood($0, chosen.crystal, graph)
            }
        }
    }

    private struct Cell: Encodable {
        /// Å and degrees.
        var lengths: [Double]
        var angles: [Double]
        /// Å³
        var volume: Double
        var volumePerAtom: Double
        /// g/cm³
        var density: Double
        var atoms: Int

        init(_ crystal: Crystal) {
            (lengths, angles) = (crystal.lattice.lengths.list, crystal.lattice.angles.list)
            (volume, volumePerAtom) = (crystal.lattice.volume, crystal.volumePerAtom)
            (density, atoms) = (crystal.density, crystal.sites.count)
        }
    }

    /// The edges of one atom: twelve by weight, with tied shells shared.
    private struct Neighborhood: Encodable {
        var atom: Int
        var element: String
        /// R, Å, at which weights fall to a half.
        var boundary: Double?
        var weightSum: Double
        var edges: [Edge]

        struct Edge: Encodable {
            var edge, to: Int
            var element: String
            var shift: [Int32]
            var distance: Float
            var weight: Float
            var ratio: Double
            var isBond: Bool
        }

        init(_ atom: Int, _ crystal: Crystal, _ graph: ImagedGraph) {
            self.atom = atom
            element = crystal.sites[atom].species.label
            boundary = Double(graph.graph.boundaries[atom]).known
            let own = graph.graph.edges(of: atom)
            weightSum = own.reduce(0) { $0 + Double(graph.weights[$1]) }
            edges = own.map { edge in
                let drawn = PicturedEdge(edge, from: atom, graph)
                return Edge(
                    edge: edge, to: drawn.to, element: crystal.sites[drawn.to].species.label,
                    shift: drawn.shift, distance: drawn.distance, weight: drawn.weight,
                    ratio: graph.ratios[edge], isBond: graph.areBonds[edge])
            }
        }
    }
}
