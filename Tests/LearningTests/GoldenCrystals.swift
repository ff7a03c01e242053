import Crystals
import Foundation
import Learning
import Tensors
import TestKit

/// A published network with its normalisation undone.
struct PublishedNetwork {
    let network: InferenceNetwork
    fileprivate let normalizer: Normalizer
    private let isClassifier: Bool

    init(_ name: String) throws {
        try self.init(decoding: SharedFile.data("cgcnn/\(name).safetensors"))
    }

    init(decoding data: Data) throws {
        let file = try SafeTensors(decoding: data)
        network = InferenceNetwork(try CGCNN(published: file))
        normalizer = Normalizer(
            mean: file.metadata["mean"].flatMap(Double.init) ?? .nan,
            deviation: file.metadata["std"].flatMap(Double.init) ?? .nan)
        isClassifier = network.network.configuration.outputs == 2
    }

    /// One value in the network's unit, or the probabilities of the classes.
    func outputs(of graph: CrystalGraph) -> [Double] {
        let output = network(GraphBatch([graph]))
        return isClassifier
            ? output.logSoftmax().scalars.map { exp(Double($0)) }
            : output.scalars.map { normalizer.restored(Double($0)) }
    }
}

extension PublishedNetwork {
    /// Of a network with one output, that of each graph, all in one batch.
    func outputs(of graphs: [CrystalGraph]) -> [Double] {
        network(GraphBatch(graphs)).scalars
            .map { normalizer.restored(Double($0)) }
    }
}

enum SharedFile {
    static func data(_ path: String) throws -> Data {
        guard let folder = SharedData.folder else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: folder.appending(path: path))
    }
}

/// A row of golden64.json: stored neighbours and published predictions.
struct GoldenCrystal {
    let graph: CrystalGraph
    let predictions: [String: [Double]]

    private struct Row: Decodable {
        var id: String
        var nbr_idx: [[Int32]]
        var nbr_dist: [[Float]]
        var pred: [String: Values]
    }

    /// A number, or a list of them.
    private struct Values: Decodable {
        var numbers: [Double]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let single = try? container.decode(Double.self)
            numbers = try single.map { [$0] } ?? container.decode([Double].self)
        }
    }

    /// The three crystals whose structures are kept apart; their atoms stand, as in all of the
    /// set, by rising electronegativity.
    private static let others = [
        "mp-768199": "Li12 Sb4 S12", "mp-568439": "K1 Na1 B2 H8", "mp-36890": "Ta1 Bi3 O7",
    ]

    static var all: [GoldenCrystal] {
        get throws {
            let rows = try JSONDecoder().decode(
                [Row].self, from: SharedFile.data("cgcnn/golden64.json"))
            let elements = try self.elements(of: Set(rows.map(\.id)))
            return try rows.map { row in
                guard let atoms = elements[row.id], atoms.count == row.nbr_idx.count else {
                    throw CocoaError(.coderReadCorrupt)
                }
                return GoldenCrystal(
                    graph: graph(of: row, atoms), predictions: row.pred.mapValues(\.numbers))
            }
        }
    }

    private static func elements(of ids: Set<String>) throws -> [String: [Element]] {
        var found = others.mapValues { text in
            text.split(separator: " ").flatMap { part in
                let symbol = part.prefix { $0.isLetter }
                let count = Int(part.dropFirst(symbol.count)) ?? 0
                return [Element](repeating: Element(symbol) ?? .all[0], count: count)
            }
        }
        guard let folder = SharedData.folder else { return [:] }
        let file = folder.appending(path: "mp36k_eform_gap.jsonl.gz").path(percentEncoded: false)
        for input in CrystalInputs([file]) where ids.contains(input.id) {
            found[input.id] = input.verdict.record?.crystal.sites.compactMap {
                $0.species.components.first?.element
            }
        }
        return found
    }

    private static func graph(of row: Row, _ elements: [Element]) -> CrystalGraph {
        let one = Crystal(lattice: .cubic(3), sites: [Site(elements[0], at: Fractional(0, 0, 0))])
        var graph = CrystalGraph(one, rule: .published)
        graph.species = elements.map(Species.element)
        graph.atoms = elements.indices.map(Int32.init)
        graph.offsets = (0...elements.count).map { Int32(12 * $0) }
        graph.neighbors = row.nbr_idx.flatMap { $0 }
        graph.distances = row.nbr_dist.flatMap { $0 }
        graph.boundaries = elements.map { _ in .infinity }
        return graph
    }
}

/// Cubic structures by their primitive cells.
struct SimpleCrystal {
    var a: Double
    var rows: [SIMD3<Double>]
    var atoms: [(String, Double)]

    private static let fccRows = [SIMD3(0, 0.5, 0.5), SIMD3(0.5, 0, 0.5), SIMD3(0.5, 0.5, 0)]
    private static let bccRows = [
        SIMD3(-0.5, 0.5, 0.5), SIMD3(0.5, -0.5, 0.5), SIMD3(0.5, 0.5, -0.5),
    ]

    static func fcc(_ x: String, _ a: Double) -> Self {
        Self(a: a, rows: fccRows, atoms: [(x, 0)])
    }
    static func bcc(_ x: String, _ a: Double) -> Self {
        Self(a: a, rows: bccRows, atoms: [(x, 0)])
    }
    static func diamond(_ x: String, _ a: Double) -> Self { zincblende(x, x, a) }
    static func zincblende(_ x: String, _ y: String, _ a: Double) -> Self {
        Self(a: a, rows: fccRows, atoms: [(x, 0), (y, 0.25)])
    }
    static func rocksalt(_ x: String, _ y: String, _ a: Double) -> Self {
        Self(a: a, rows: fccRows, atoms: [(x, 0), (y, 0.5)])
    }

    var crystal: Crystal {
        get throws {
            let sites = try atoms.map { symbol, f in
                guard let element = Element(symbol) else { throw CocoaError(.coderInvalidValue) }
                return Site(element, at: Fractional(f, f, f))
            }
            return Crystal(lattice: Lattice(rows: rows.map { $0 * a }), sites: sites)
        }
    }
}
