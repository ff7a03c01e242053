import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

/// The forward pass against eight networks that others trained and evaluated.
@Suite("Published networks", .enabled(if: SharedData.isPresent))
struct PublishedNetworkTests {
    struct Golden: Decodable {
        var z: [Int]
        var nbr_idx: [[Int32]]
        var nbr_dist: [[Float]]
        var pred: [String: Prediction]

        /// One number, or log-probabilities' exponentials of a classifier.
        enum Prediction: Decodable {
            case value(Double)
            case classes([Double])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let value = try? container.decode(Double.self) {
                    self = .value(value)
                } else {
                    self = .classes(try container.decode([Double].self))
                }
            }
        }

        /// The graph with the stored neighbours, ties cut as they were.
        var graph: CrystalGraph {
            get throws {
                let elements = try z.map { try #require(Element(atomicNumber: $0)) }
                let sites = elements.map { Site($0, at: Fractional(0, 0, 0)) }
                var graph = CrystalGraph(
                    Crystal(lattice: .cubic(30), sites: [sites[0]]), rule: .published)
                graph.species = elements.map(Species.element)
                graph.atoms = elements.indices.map(Int32.init)
                graph.offsets = (0...z.count).map { Int32(12 * $0) }
                graph.neighbors = nbr_idx.flatMap { $0 }
                graph.distances = nbr_dist.flatMap { $0 }
                graph.boundaries = z.map { _ in .infinity }
                return graph
            }
        }
    }

    static let names = [
        "band-gap", "bulk-moduli", "efermi", "final-energy-per-atom", "formation-energy-per-atom",
        "poisson-ratio", "semi-metal-classification", "shear-moduli",
    ]

    static func network(_ name: String) throws -> (CGCNN, Normalizer) {
        let file = try SafeTensors(decoding: SharedData.data("cgcnn/\(name).safetensors"))
        let mean = try #require(file.metadata["mean"].flatMap(Double.init))
        let deviation = try #require(file.metadata["std"].flatMap(Double.init))
        return (try CGCNN(published: file), Normalizer(mean: mean, deviation: deviation))
    }

    @Test("64 crystals with their stored neighbours agree to 1e-4", arguments: names)
    func golden(_ name: String) throws {
        let rows = try JSONDecoder().decode([Golden].self, from: SharedData.data("cgcnn/golden64.json"))
        #expect(rows.count == 64)
        let (network, normalizer) = try Self.network(name)
        #expect(network.parameterCount == (name.hasPrefix("semi") ? 96_674 : 96_641))
        var worst = 0.0
        for row in rows {
            let output = network.inference(GraphBatch([try row.graph], basis: .published))
            switch try #require(row.pred[name]) {
            case .value(let expected):
                worst = max(worst, abs(normalizer.restored(Double(output.item)) - expected))
            case .classes(let expected):
                let probabilities = output.logSoftmax().scalars.map { exp(Double($0)) }
                for (p, e) in zip(probabilities, expected) { worst = max(worst, abs(p - e)) }
            }
        }
        print("golden64 \(name): largest difference \(worst)")
        #expect(worst < 1e-4)
    }

    @Test("one batch of all 64 gives the same as one at a time")
    func batching() throws {
        let rows = try JSONDecoder().decode([Golden].self, from: SharedData.data("cgcnn/golden64.json"))
        let (network, _) = try Self.network("bulk-moduli")
        let graphs = try rows.map { try $0.graph }
        let together = network.inference(GraphBatch(graphs, basis: .published)).scalars
        for (k, graph) in graphs.enumerated() {
            let alone = network.inference(GraphBatch([graph], basis: .published)).item
            #expect(abs(alone - together[k]) < 2e-6)
        }
    }
}
