import Crystals
import Testing

@testable import Tensors

@Suite("Edges with their distances on Gaussians")
struct GaussianEdgesTests {
    let edges: GaussianEdges = {
        var generator = SplitMix64(seed: 5)
        return GaussianEdges(randomEdges(&generator), basis: .published)
    }()

    @Test("the order of a piece's edges is a permutation of them, by their first Gaussian")
    func order() {
        for piece in 0..<3 {
            let range = edges.edges.edges(of: piece)
            let order = edges.order[range].map(Int.init)
            #expect(order.sorted() == Array(range))
            let first = order.map { edges.first[$0] }
            #expect(first == first.sorted() && Set(first).count > 2)
            #expect(order != Array(range), "control: the edges were not in order before")
        }
    }

    @Test("edges of the same first Gaussian keep their order")
    func ties() {
        for (one, next) in zip(edges.order, edges.order.dropFirst())
        where edges.first[Int(one)] == edges.first[Int(next)] { #expect(one < next) }
        #expect(Set(edges.first).count < edges.first.count, "control: there are ties")
    }

    @Test("the place of an edge is where the order has it, counted from the piece's first")
    func places() {
        for piece in 0..<3 {
            let range = edges.edges.edges(of: piece)
            for e in range {
                let place = range.lowerBound + Int(edges.places[e])
                #expect(range.contains(place) && Int(edges.order[place]) == e)
            }
        }
        #expect(edges.edges.count > 30, "control")
    }

    @Test("the weights of atoms and of Gaussians are sums over edges")
    func weights() {
        let (batch, u) = (edges.edges, edges.expanded())
        for atom in 0..<batch.atoms {
            let from = zip(batch.centers, batch.weights).filter { $0.0 == atom }.map(\.1)
            let to = zip(batch.neighbors, batch.weights).filter { $0.0 == atom }.map(\.1)
            #expect(abs(edges.centerWeights[atom] - from.reduce(0, +)) < 1e-5)
            #expect(abs(edges.neighborWeights[atom] - to.reduce(0, +)) < 1e-5)
        }
        for k in 0..<41 {
            let sum = batch.weights.indices.reduce(Float(0)) {
                $0 + batch.weights[$1] * u.scalars[$1 * 41 + k]
            }
            #expect(abs(edges.functionWeights[k] - sum) < 1e-5)
        }
        #expect(
            edges.functionWeights.contains { $0 > 1 } && edges.centerWeights[0] > 0.1, "control")
    }
}
