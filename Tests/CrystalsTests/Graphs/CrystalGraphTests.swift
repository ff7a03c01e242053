import Crystals
import Foundation
import TestKit
import Testing

private func crystal(_ lattice: Lattice, _ sites: [(String, Fractional)]) -> Crystal {
    Crystal(
        lattice: lattice,
        sites: sites.compactMap { symbol, position in
            Element(symbol).map { Site($0, at: position) }
        })
}

/// Half the face diagonals of a cube of edge a.
private func faceCentred(_ a: Double) -> Lattice {
    Lattice(
        a: Cartesian(0, a / 2, a / 2), b: Cartesian(a / 2, 0, a / 2), c: Cartesian(a / 2, a / 2, 0))
}

private let origin = Fractional(0, 0, 0)

@Suite("Crystal graphs")
struct CrystalGraphTests {
    @Test("Body-centred W: 8 edges of weight 1 and 6 of weight 4/6 at the cube's edge")
    func tungsten() {
        let graph = CrystalGraph(
            crystal(.cubic(3.165), [("W", origin), ("W", Fractional(0.5, 0.5, 0.5))]),
            rule: .standard)
        #expect(graph.species == Element("W").map { [.element($0)] })
        #expect(graph.offsets == [0, 14, 28])
        for edge in graph.edges(of: 0) {
            let isNear = edge < 8
            let expected = isNear ? 3.165 * 0.75.squareRoot() : 3.165
            #expect(abs(Double(graph.distances[edge]) - expected) < 1e-6)
            #expect(abs(graph.weights[edge] - (isNear ? 1 : 4.0 / 6)) < 1e-5)
        }
    }

    @Test("Diamond: 4 bonds and 8 twelfths of the second shell")
    func diamond() {
        let graph = CrystalGraph(
            crystal(faceCentred(3.567), [("C", origin), ("C", Fractional(0.25, 0.25, 0.25))]),
            rule: .standard)
        #expect(graph.offsets == [0, 16, 32])
        let weights = graph.weights[0..<16]
        #expect(weights.prefix(4).allSatisfy { $0 == 1 })
        #expect(weights.dropFirst(4).allSatisfy { abs($0 - 8.0 / 12) < 1e-5 })
        #expect(abs(Double(graph.distances[0]) - 3.567 * 0.1875.squareRoot()) < 1e-6)
        #expect(abs(Double(graph.distances[15]) - 3.567 * 0.5.squareRoot()) < 1e-6)
    }

    @Test("NaCl: 6 unlike neighbours and half of the 12 like ones")
    func salt() {
        let graph = CrystalGraph(
            crystal(faceCentred(5.64), [("Na", origin), ("Cl", Fractional(0.5, 0.5, 0.5))]),
            rule: .standard)
        #expect(graph.offsets == [0, 18, 36])
        #expect(graph.atoms == [0, 1])
        #expect(graph.neighbors[0..<18].prefix(6).allSatisfy { $0 == 1 })
        #expect(graph.neighbors[0..<18].dropFirst(6).allSatisfy { $0 == 0 })
        #expect(graph.weights[0..<6].allSatisfy { $0 == 1 })
        #expect(graph.weights[6..<18].allSatisfy { abs($0 - 0.5) < 1e-5 })
    }

    @Test("Where the 13th neighbour is clearly farther, the rule is the published one")
    func closePacked() {
        let copper = crystal(faceCentred(3.615), [("Cu", origin)])
        let (shared, cut) = (
            CrystalGraph(copper, rule: .standard), CrystalGraph(copper, rule: .published)
        )
        #expect(shared.distances == cut.distances)
        #expect(shared.neighbors == cut.neighbors)
        #expect(shared.edgeCount == 12)
        #expect(shared.weights == cut.weights)
        #expect(cut.weights.allSatisfy { $0 == 1 })
        #expect(shared.boundaries[0].isFinite)
    }

    @Test("The weights of every atom sum to 12 wherever 12 are well inside the sphere")
    func sums() {
        var generator = SplitMix64(seed: 21)
        var atoms = 0
        for trial in 0..<200 {
            let crystal = RandomCrystals.any(
                count: 1 + trial % 12, edges: 2...7, using: &generator)
            for rule in [GraphRule.standard, .scaleFree] {
                let graph = CrystalGraph(crystal, rule: rule)
                for atom in graph.atoms.indices where graph.boundaries[atom].isFinite {
                    let sum = graph.weights[graph.edges(of: atom)].reduce(0, +)
                    #expect(abs(sum - 12) < 1e-4)
                    atoms += 1
                }
            }
        }
        #expect(atoms > 2000)
    }

    @Test("Fewer than 12 in the sphere: all count, less so near its rim")
    func sparse() {
        let graph = CrystalGraph(crystal(.cubic(7.6), [("Ar", origin)]), rule: .standard)
        #expect(graph.edgeCount == 6)
        #expect(graph.boundaries == [.infinity])
        #expect(graph.weights.allSatisfy { abs($0 - 0.5) < 1e-5 })
        let alone = CrystalGraph(crystal(.cubic(20), [("Ar", origin)]), rule: .standard)
        #expect(alone.offsets == [0, 0])
    }

    /// One atom moves through a cell in steps of 0.002 Å; the sphere holds about 12 neighbours, so they
    /// come and go through its rim, and ties form and break. A jump would show in one step.
    @Test("Weights do not jump, neither at ties nor at the rim nor where 12 begin to fit")
    func continuity() {
        var generator = SplitMix64(seed: 22)
        for edges in [3.0...4.0, 7.0...7.6, 8.5...9.5] {
            var mobile = RandomCrystals.any(count: 3, edges: edges, using: &generator)
            mobile.sites[0].position = Fractional(0.3, 0.1, 0.2)
            mobile.sites[1].position = Fractional(0.75, 0.6, 0.55)
            mobile.sites[2].position = Fractional(0.2, 0.7, 0.9)
            var before = Environments(CrystalGraph(mobile, rule: .standard))
            var travelled = 0.0
            for _ in 0..<400 {
                mobile.sites[0].position.vector.x += 0.002 / mobile.lattice.lengths.x
                let now = Environments(CrystalGraph(mobile, rule: .standard))
                let step = now.difference(from: before)
                #expect(step < 0.15)
                travelled += step
                before = now
            }
            #expect(travelled > 1)
        }
    }

    @Test("Atoms on one point, none at all, and 20 on one point do not crash")
    func degenerate() {
        let pile = crystal(.cubic(3), (0..<20).map { _ in ("C", origin) })
        let graph = CrystalGraph(pile, rule: .standard)
        #expect(graph.offsets.count == 21)
        #expect(graph.weights.allSatisfy { $0 == 1 })
        #expect(CrystalGraph(crystal(.cubic(3), []), rule: .scaleFree).offsets == [0])
        let pair = crystal(.cubic(3), [("C", origin), ("C", origin)])
        #expect(CrystalGraph(pair, rule: .standard).weights.allSatisfy { $0.isFinite })
    }

    @Test("One builder for many crystals gives each the graph that it has alone")
    func builder() {
        var generator = SplitMix64(seed: 23)
        for rule in [GraphRule.published, .standard, .scaleFree] {
            var builder = CrystalGraphBuilder(rule: rule)
            var graphs = Set<CrystalGraph>()
            for trial in 0..<60 {
                let crystal = RandomCrystals.any(
                    count: [7, 0, 90, 1, 3][trial % 5], edges: trial % 2 == 0 ? 3...6 : 8...20,
                    spread: 2, using: &generator)
                let graph = builder.graph(of: crystal)
                #expect(graph == CrystalGraph(crystal, rule: rule), "trial \(trial)")
                graphs.insert(graph)
            }
            #expect(graphs.count > 45)
        }
    }

    @Test("A rule survives JSON; one that is no rule is refused")
    func coding() throws {
        for rule in [GraphRule.published, .standard, .scaleFree] {
            let data = try JSONEncoder().encode(rule)
            #expect(try JSONDecoder().decode(GraphRule.self, from: data) == rule)
        }
        let bad = #"{"neighbors":12,"radius":0,"ties":{"cut":{}},"isScaleFree":false}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(GraphRule.self, from: Data(bad.utf8))
        }
    }
}
