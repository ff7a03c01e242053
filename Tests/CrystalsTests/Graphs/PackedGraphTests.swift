import Crystals
import TestKit
import Testing

@Suite("Packed graphs")
struct PackedGraphTests {
    /// Cells of none to 300 atoms, which need two bytes for an index; one with more species than fit into
    /// a byte, and atoms of more than 255 edges.
    private static func graphs() -> [CrystalGraph] {
        var generator = SplitMix64(seed: 61)
        var crystals = [0, 1, 2, 11, 256, 257, 300].map { count in
            RandomCrystals.any(
                count: count, edges: count > 50 ? 14...16 : 3...7, using: &generator)
        }
        crystals.append(mixtures)
        let rules = [GraphRule.published, .standard, .scaleFree]
        let many = GraphRule(neighbors: 300, ties: .shared(width: 0.1))
        return rules.flatMap { rule in crystals.map { CrystalGraph($0, rule: rule) } }
            + [CrystalGraph(crystals[2], rule: many)]
    }

    /// 260 sites, each with a species of its own.
    private static var mixtures: Crystal {
        let elements = Element.all
        let sites = (0..<260).map { k in
            let share = Double(k + 1) / 300
            let species = Species(components: [
                .init(elements[k % 100], occupancy: share),
                .init(elements[k % 100 + 1], occupancy: 1 - share),
            ])
            return Site(species, at: Fractional(Double(k) / 260, 0.3, 0.7))
        }
        return Crystal(lattice: .cubic(17), sites: sites)
    }

    @Test("are the graph again, to the last bit, whatever stands before and behind them")
    func identity() {
        for graph in Self.graphs() {
            var bytes: [UInt8] = [7, 7, 7]
            graph.pack(into: &bytes)
            bytes += [9, 9]
            bytes.withUnsafeBytes { bytes in
                let packed = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3))
                #expect(CrystalGraph(packed: packed, rule: graph.rule) == graph)
                #expect(CrystalGraph.species(packed: packed) == graph.species)
            }
        }
        // Control: what needs the wider indices is there.
        #expect(Self.graphs().contains { $0.species.count > 256 })
        #expect(Self.graphs().contains { $0.atomCount > 0 && $0.edges(of: 0).count > 255 })
        #expect(Self.graphs().contains { $0.neighbors.contains { $0 > 256 } })
    }

    @Test("take 5 bytes an edge and 6 an atom in cells of up to 256 sites")
    func size() {
        var generator = SplitMix64(seed: 62)
        for count in [1, 10, 256] {
            let crystal = RandomCrystals.any(
                count: count, edges: count > 50 ? 14...16 : 4...6, using: &generator)
            let graph = CrystalGraph(crystal, rule: .standard)
            var bytes: [UInt8] = []
            graph.pack(into: &bytes)
            let head = 16 + graph.species.count
            #expect(bytes.count == head + 6 * count + 5 * graph.edgeCount)
            #expect(graph.edgeCount > 10)
        }
    }
}
