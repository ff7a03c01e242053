import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Oversmoothing")
struct LayerSimilarityTests {
    /// Cosines of all pairs, one after the other.
    private static func slow(_ vectors: Tensor, _ species: [Int]) -> LayerSimilarity.Pair {
        let rows = (0..<vectors.rows).map { row in
            (0..<vectors.columns).map { Double(vectors.scalars[row * vectors.columns + $0]) }
        }
        func dot(_ a: [Double], _ b: [Double]) -> Double {
            zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        }
        func cosine(_ i: Int, _ j: Int) -> Double {
            dot(rows[i], rows[j]) / (dot(rows[i], rows[i]) * dot(rows[j], rows[j])).squareRoot()
        }
        let pairs = rows.indices.flatMap { i in (0..<i).map { (i, $0) } }
        func mean(_ pairs: [(Int, Int)]) -> Double {
            pairs.reduce(0) { $0 + cosine($1.0, $1.1) } / Double(pairs.count)
        }
        return (mean(pairs), mean(pairs.filter { species[$0.0] != species[$0.1] }))
    }

    @Test("is the mean cosine of the pairs, found without looking at pairs")
    func pairs() {
        var generator = SplitMix64(seed: 3)
        for count in [2, 5, 17] {
            let values = (0..<(count * 8)).map { _ in
                Float.random(in: -1...2, using: &generator)
            }
            let (vectors, species) = (
                Tensor(values, shape: [count, 8]), (0..<count).map { $0 % 3 }
            )
            let (fast, slow) = (
                LayerSimilarity.pair(of: vectors, species: species), Self.slow(vectors, species)
            )
            #expect(abs(fast.all - slow.all) < 1e-9 && abs(fast.different - slow.different) < 1e-9)
            #expect(abs(slow.all) > 0.01, "control")
        }
    }

    @Test("is 1 of equal directions, 0 of right angles, nothing of one atom or one species")
    func closed() {
        let (x, y): ([Float], [Float]) = ([2, 0], [0, 5])
        let alike = LayerSimilarity.pair(of: Tensor(x + [3, 0], shape: [2, 2]), species: [0, 1])
        #expect(abs(alike.all - 1) < 1e-12 && abs(alike.different - 1) < 1e-12)
        let right = LayerSimilarity.pair(of: Tensor(x + y, shape: [2, 2]), species: [0, 1])
        #expect(abs(right.all) < 1e-12)
        let one = LayerSimilarity.pair(of: Tensor(x, shape: [1, 2]), species: [0])
        #expect(one.all.isNaN && one.different.isNaN)
        let same = LayerSimilarity.pair(of: Tensor(x + y, shape: [2, 2]), species: [4, 4])
        #expect(abs(same.all) < 1e-12 && same.different.isNaN)
    }

    @Test("is told of every depth, and the vectors of the last are those that are pooled")
    func depths() throws {
        var shape = CGCNN.Configuration()
        (shape.width, shape.hiddenWidth, shape.convolutions) = (16, 16, 3)
        var generator = SplitMix64(seed: 4)
        let networks = (0..<2).map { _ in CGCNN(shape, using: &generator) }
        let crystals = [SampleCrystals.rockSalt, SampleCrystals.skewed]
        let graphs = crystals.map { CrystalGraph($0, rule: shape.rule) }
        let batch = GraphBatch(graphs)
        let vectors = networks[0].atomVectors(batch)
        #expect(vectors.count == 4)
        let read = networks[0].readout(vectors[3], batch).scalars
        #expect(read == networks[0].inference(batch).scalars)
        #expect(vectors[2].scalars != vectors[3].scalars, "control")

        let both = LayerSimilarity(networks, graphs: graphs)
        let each = networks.map { LayerSimilarity($0, graphs: graphs) }
        #expect(both.all.count == 4 && both.crystals == (2, 2))
        for depth in 0..<4 {
            let mean = (each[0].different[depth] + each[1].different[depth]) / 2
            #expect(abs(both.different[depth] - mean) < 1e-12)
            #expect(abs(both.different[depth]) <= 1)
        }
        // In rock salt all atoms of a species are equivalent: 12 of 28 pairs are of cosine 1.
        let salt = LayerSimilarity(networks[0], graphs: [graphs[0]])
        for depth in 0..<4 {
            let expected = (12 + 16 * salt.different[depth]) / 28
            #expect(abs(salt.all[depth] - expected) < 1e-5)
        }
    }
}
