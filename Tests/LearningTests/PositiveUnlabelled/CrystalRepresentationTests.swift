import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Representations of crystals")
struct CrystalRepresentationTests {
    private static func network() -> CGCNN {
        var configuration = CGCNN.Configuration()
        (configuration.width, configuration.convolutions) = (16, 2)
        var generator = SplitMix64(seed: 6)
        return CGCNN(configuration, using: &generator)
    }

    private static func graphs(_ crystals: [Crystal], _ rule: GraphRule) -> [CrystalGraph] {
        var builder = CrystalGraphBuilder(rule: rule)
        return crystals.map { builder.graph(of: $0) }
    }

    @Test("the means of the last depth lead through the head to the network's own answer")
    func head() throws {
        let network = Self.network()
        var generator = SplitMix64(seed: 2)
        let crystals = (0..<70).map { _ in
            RandomCrystals.any(count: 5, edges: 3...6, using: &generator)
        }
        let graphs = Self.graphs(crystals, network.configuration.rule)
        let representation = CrystalRepresentation(network)
        let rows = representation.rows(of: graphs)
        #expect(rows.shape == [70, 2 * 16 * 3])
        // log(softplus(v̄) + 0.05) undone is what the head reads.
        let pooled = rows.columns(64..<80)
        let read = Tensor(pooled.scalars.map { exp($0) - 0.05 }, shape: pooled.shape)
        let expected = InferenceNetwork(network)(GraphBatch(graphs))
        let found = network.head(read)
        let scale = expected.scalars.map(abs).max() ?? 0
        #expect(scale > 0.01)
        for (a, b) in zip(found.scalars, expected.scalars) {
            #expect(abs(a - b) < 1e-4 * scale + 1e-5)
        }
    }

    @Test("a row does not depend on the rows beside it, nor on the threads")
    func independence() {
        let network = Self.network()
        var generator = SplitMix64(seed: 3)
        let crystals = (0..<100).map { _ in
            RandomCrystals.any(count: 5, edges: 3...6, using: &generator)
        }
        let graphs = Self.graphs(crystals, network.configuration.rule)
        let representation = CrystalRepresentation(network)
        let all = representation.rows(of: graphs)
        #expect(Set(all.scalars).count > 1000)
        let alone = representation(GraphBatch([graphs[77]]))
        #expect(Array(all.scalars[(77 * all.columns)..<(78 * all.columns)]) == alone.scalars)
        #expect(Workers.withCount(1) { representation.rows(of: graphs) }.scalars == all.scalars)
    }

    @Test("after standardisation features have mean 0 and deviation 1, and none is beyond six")
    func standardization() {
        let features = Tensor(
            (0..<600).map { Float($0 % 7 * ($0 % 3)) + ($0 == 590 ? 1e6 : 0) }, shape: [200, 3])
        let rows = Array(0..<150)
        let standard = Standardization(of: features, rows: rows)(features)
        for c in 0..<3 {
            let column = rows.map { Double(standard.scalars[$0 * 3 + c]) }
            let mean = column.reduce(0, +) / 150
            let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 150
            #expect(abs(mean) < 1e-5)
            // The first column is 0 throughout.
            #expect(abs(variance - (c == 0 ? 0 : 1)) < 1e-4)
        }
        #expect(standard.scalars.max() == 6)
    }
}
