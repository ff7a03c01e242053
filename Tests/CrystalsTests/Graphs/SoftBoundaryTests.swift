import Crystals
import TestKit
import Testing

/// The tie rule straight from its definition: every neighbour within the radius, and R by bisection.
private struct PlainBoundary {
    let width = 0.1
    let radius = 8.0

    func weight(_ distance: Double, inverse x: Double) -> Double {
        let soft = (1 + width / 2 - distance * x) / width
        let taper = (radius - distance) / (radius / 10)
        return min(1, max(0, soft)) * min(1, max(0, taper))
    }

    /// [neighbours]; weights that sum to 12, or to what there is.
    func weights(_ distances: [Double]) -> [Double] {
        func sum(_ x: Double) -> Double {
            distances.reduce(0) { $0 + weight($1, inverse: x) }
        }
        var (low, high) = (0.0, 100.0)
        if sum(low) > 12 {
            for _ in 0..<200 {
                let middle = (low + high) / 2
                if sum(middle) > 12 { low = middle } else { high = middle }
            }
        }
        return distances.map { weight($0, inverse: low) }
    }
}

@Suite("The soft boundary")
struct SoftBoundaryTests {
    @Test("Weights are those of the definition, solved by bisection over the whole sphere")
    func definition() {
        var generator = SplitMix64(seed: 51)
        var (full, sparse) = (0, 0)
        for trial in 0..<60 {
            let edges = [2.0...4.0, 3.0...6.0, 6.0...8.0, 8.0...10.0][trial % 4]
            let crystal = RandomCrystals.any(
                count: 1 + trial % 5, edges: edges, using: &generator)
            let graph = CrystalGraph(crystal, rule: .standard)
            let sphere = NeighborList.exhaustive(crystal, radius: 8)
            for atom in graph.atoms.indices {
                let distances = Array(sphere.distances[sphere.edges(of: atom)])
                let expected = zip(distances, PlainBoundary().weights(distances))
                    .filter { $0.1 > 1e-4 }
                let actual = graph.edges(of: atom).map { (graph.distances[$0], graph.weights[$0]) }
                    .filter { $0.1 > 1e-4 }
                #expect(actual.count == expected.count)
                for (p, q) in zip(actual, expected) {
                    #expect(abs(Double(p.0) - q.0) < 1e-5)
                    #expect(abs(Double(p.1) - q.1) < 1e-4)
                }
                if graph.boundaries[atom].isFinite { full += 1 } else { sparse += 1 }
            }
        }
        #expect(full > 50)
        #expect(sparse > 20)
    }
}
