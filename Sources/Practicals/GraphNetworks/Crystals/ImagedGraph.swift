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
        let radii = crystal.sites.map(\.species.covalentRadius)
        let metals = crystal.sites.map(\.species.isMetal)
        let distances = graph.distances
        ratios = zip(centers, graph.neighbors).enumerated().map { edge, pair in
            Double(distances[edge]) / (radii[pair.0] + radii[Int(pair.1)])
        }
        // In a compound the large radii of metals would join them to each other across the anions.
        let isCompound = metals.contains(false)
        areBonds = zip(zip(centers, graph.neighbors), ratios).map { pair, ratio in
            ratio <= Self.longestBond
                && !(isCompound && metals[pair.0] && metals[Int(pair.1)])
        }
    }

    /// Of the sum of covalent radii.
    private static let longestBond = 1.25

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

extension Species {
    /// Å; of a mixture the mean.
    fileprivate var covalentRadius: Double {
        let all = components.map { $0.element.covalentRadius / 100 }
        return all.reduce(0, +) / Double(all.count)
    }

    fileprivate var isMetal: Bool { components.allSatisfy(\.element.isMetal) }
}
