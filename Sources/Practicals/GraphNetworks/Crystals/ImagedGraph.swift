internal import Crystals

/// A crystal's graph as the networks read it, and of every edge the cell that its neighbour stands in, which
/// only a picture needs.
struct ImagedGraph {
    let graph: CrystalGraph
    /// [edges] lattice translation of the neighbour, in units of the lattice vectors.
    let shifts: [SIMD3<Int32>]
    /// [edges] share with which each counts.
    let weights: [Float]
    /// [edges] whether it is drawn as a bond.
    let areBonds: [Bool]
    /// [edges] distance over the sum of the covalent radii.
    let ratios: [Double]

    /// - Parameter crystal: with every position in the cell.
    init(_ crystal: Crystal, rule: GraphRule = .standard) {
        graph = CrystalGraph(crystal, rule: rule)
        weights = graph.weights
        guard graph.edgeCount > 0 else {
            // In a wide cell no atom sees another, and a list of neighbours within nothing is none.
            (shifts, ratios, areBonds) = ([], [], [])
            return
        }
        // Both lists have an atom's edges by distance, neighbour and shift: the graph's are a beginning.
        let reach = Double(graph.distances.max() ?? 0) * (1 + 1e-6)
        let list = NeighborList(crystal, radius: reach)
        let kept = crystal.sites.indices.flatMap { [graph] atom in
            list.edges(of: atom).prefix(graph.edges(of: atom).count)
        }
        precondition(
            kept.map { list.neighbors[$0] } == graph.neighbors,
            "the graph's \(graph.edgeCount) edges are not the nearest of the neighbour list")
        shifts = kept.map { list.shifts[$0] }
        let centers = Self.centers(of: graph)
        let bonds = BondRule(crystal)
        let edges = centers.indices.map { [graph] edge in
            (centers[edge], Int(graph.neighbors[edge]), Double(graph.distances[edge]))
        }
        ratios = edges.map(bonds.ratio)
        areBonds = edges.map(bonds.isBond)
    }

    private static func centers(of graph: CrystalGraph) -> [Int] {
        (0..<graph.atomCount).flatMap { atom in graph.edges(of: atom).map { _ in atom } }
    }

    /// [edges] the atom at the near end.
    var centers: [Int] { Self.centers(of: graph) }
}

/// An edge of a graph for a page.
struct PicturedEdge: Encodable {
    var edge: Int
    var from: Int
    var to: Int
    var shift: [Int32]
    /// Å
    var distance: Float
    var weight: Float

    init(_ edge: Int, from: Int, _ graph: ImagedGraph) {
        (self.edge, self.from) = (edge, from)
        to = Int(graph.graph.neighbors[edge])
        shift = graph.shifts[edge].list
        (distance, weight) = (graph.graph.distances[edge], graph.weights[edge])
    }
}

extension SIMD3 {
    var list: [Scalar] { [x, y, z] }
}
