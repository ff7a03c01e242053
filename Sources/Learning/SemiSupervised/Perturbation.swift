internal import Crystals
internal import Foundation

/// Chance that a crystal's property outlives: atoms moved a little, edges left out.
struct Perturbation: Sendable {
    /// Å
    let noise: Double
    /// Share of the edges, 0..<1.
    let droppedEdges: Double

    /// The graph of a perturbed crystal.
    func graph(
        of crystal: Crystal, by builder: inout CrystalGraphBuilder,
        using generator: inout SplitMix64
    ) -> CrystalGraph {
        let graph = builder.graph(of: moved(crystal, using: &generator))
        return droppedEdges > 0 ? thinned(graph, using: &generator) : graph
    }

    func moved(_ crystal: Crystal, using generator: inout SplitMix64) -> Crystal {
        guard noise > 0 else { return crystal }
        var crystal = crystal
        for k in crystal.sites.indices {
            let step = Cartesian(
                noise * normal(using: &generator), noise * normal(using: &generator),
                noise * normal(using: &generator))
            let site = crystal.sites[k]
            crystal.sites[k].position = site.position + crystal.lattice.fractional(step)
        }
        return crystal
    }

    /// Without a share of the edges; each atom keeps its nearest neighbour.
    private func thinned(
        _ graph: CrystalGraph, using generator: inout SplitMix64
    ) -> CrystalGraph {
        var thin = graph
        (thin.offsets, thin.neighbors, thin.distances) = ([0], [], [])
        for atom in graph.atoms.indices {
            for (rank, edge) in graph.edges(of: atom).enumerated() {
                let isKept = Double.random(in: 0..<1, using: &generator) >= droppedEdges
                guard isKept || rank == 0 else { continue }
                thin.neighbors.append(graph.neighbors[edge])
                thin.distances.append(graph.distances[edge])
            }
            thin.offsets.append(Int32(thin.neighbors.count))
        }
        return thin
    }
}

/// A number of the standard normal distribution (Box & Muller 1958).
func normal(using generator: inout SplitMix64) -> Double {
    let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
}
