internal import Crystals
internal import Tensors

/// The rows of a dataset as a network's batches.
///
/// Graphs are unpacked when a batch wants them. Compositions are small, and what a network reads of them
/// is dear to compute: it is computed once.
struct TrainingRows: Sendable {
    private let dataset: Dataset
    /// [rows]; nil for graphs.
    private let encoded: [EncodedComposition]?

    /// - Precondition: the dataset has what the network reads.
    init(_ dataset: Dataset, for network: PropertyNetwork.Configuration) {
        precondition(
            dataset.rows.first.map { $0.form == network.form } ?? true,
            "a dataset of another kind than the network's, or by another rule")
        self.dataset = dataset
        switch network {
        case .crystalGraph: encoded = nil
        case .composition(let shape): encoded = Self.encoded(dataset, shape.encoding)
        }
    }

    /// Formulas that one thread takes at a time.
    private static let pieceSize = 64

    private static func encoded(
        _ dataset: Dataset, _ encoding: FractionEncoding
    ) -> [EncodedComposition] {
        let rows = dataset.rows
        return Workers.map((rows.count + pieceSize - 1) / pieceSize) { piece in
            let first = piece * pieceSize
            return (first..<min(first + pieceSize, rows.count)).map {
                EncodedComposition(rows[$0].composition, encoding: encoding)
            }
        }.flatMap { $0 }
    }

    /// - Parameters:
    ///   - unlabelled: graphs that follow those of the rows.
    ///   - noise: what dropout is drawn from.
    func batch(
        _ rows: [Int], with unlabelled: [CrystalGraph] = [], noise: UInt64
    ) -> NetworkBatch {
        guard let encoded else {
            return .graphs(GraphBatch(dataset.graphs(rows).unpacked + unlabelled))
        }
        precondition(unlabelled.isEmpty, "graphs among compositions")
        return .compositions(CompositionBatch(rows.map { encoded[$0] }, noise: noise))
    }

    /// Outputs of a network with the normalisation undone, [rows][outputs], on all threads.
    func predictions(
        _ rows: [Int], by network: PropertyNetwork, normalizers: [Normalizer]
    ) -> [[Double]] {
        switch (NetworkInference(network), encoded) {
        case (.crystalGraph(let network), _):
            return network.predictions(for: dataset.graphs(rows), normalizers: normalizers)
        case (.composition(let network), let encoded?):
            let size = Self.pieceSize
            return Workers.map((rows.count + size - 1) / size) { piece in
                let part = rows[piece * size..<min((piece + 1) * size, rows.count)]
                return network.inference(CompositionBatch(part.map { encoded[$0] }))
                    .restored(by: normalizers)
            }.flatMap { $0 }
        case (.composition, nil):
            preconditionFailure("a network of compositions on rows of graphs")
        }
    }
}
