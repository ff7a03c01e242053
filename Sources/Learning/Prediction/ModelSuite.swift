public import Crystals
internal import Tensors

/// Several models asked together: models that read the same kind of graph share it.
public struct ModelSuite: CrystalPredictor {
    public let models: [ModelPredictor]

    public init(_ models: [ModelPredictor]) { self.models = models }

    public var properties: [PredictedProperty] { models.flatMap(\.properties) }

    /// The properties, and whether their predictions have error bars.
    public var calibrated: [(property: PredictedProperty, hasInterval: Bool)] {
        models.flatMap { model in
            let scales = model.model.card.calibration?.scales
            return model.properties.enumerated().map { ($1, scales?[$0] != nil) }
        }
    }

    /// [models] the first of each model's ``properties``.
    public var firstColumns: [Int] {
        models.indices.map { k in models[..<k].reduce(0) { $0 + $1.properties.count } }
    }

    /// The models' fingerprints, in order, joined by "+".
    public var fingerprint: String { models.map(\.fingerprint).joined(separator: "+") }

    public func predict(_ crystals: [Crystal]) -> [[Double]] {
        estimates(for: crystals).map { $0.map(\.value) }
    }

    /// The same with error bars.
    ///
    /// - Returns: [crystals][properties]
    public func estimates(for crystals: [Crystal]) -> [[PropertyEstimate]] {
        inPieces(crystals, predictPiece)
    }

    /// The same of formulas without a structure; NaN of models that need one.
    ///
    /// - Returns: [formulas][properties]
    public func estimates(for formulas: [Composition]) -> [[PropertyEstimate]] {
        inPieces(formulas) { piece in
            models.map { $0.estimates(piece) }.reduce(piece.map { _ in [] }) { rows, values in
                zip(rows, values).map { $0 + $1 }
            }
        }
    }

    /// Whole materials on each thread, from neighbours to outputs: nothing is shared, and the pieces do
    /// not depend on the number of threads.
    private func inPieces<Material: Sendable>(
        _ materials: [Material], _ predict: @Sendable ([Material]) -> [[PropertyEstimate]]
    ) -> [[PropertyEstimate]] {
        let size = Self.pieceSize
        return Workers.map((materials.count + size - 1) / size) { piece in
            predict(Array(materials[piece * size..<min((piece + 1) * size, materials.count)]))
        }.flatMap { $0 }
    }

    /// Crystals that one thread takes at a time: large enough to fill the matrix products.
    private static let pieceSize = 64

    private func predictPiece(_ crystals: [Crystal]) -> [[PropertyEstimate]] {
        var batches: [GraphKind: (GraphBatch, CubicEdges)] = [:]
        var rows = [[PropertyEstimate]](repeating: [], count: crystals.count)
        for model in models {
            let values = estimates(model, crystals, &batches)
            for (row, values) in values.enumerated() { rows[row] += values }
        }
        return rows
    }

    private func estimates(
        _ model: ModelPredictor, _ crystals: [Crystal],
        _ batches: inout [GraphKind: (GraphBatch, CubicEdges)]
    ) -> [[PropertyEstimate]] {
        guard let shape = model.model.card.network.crystalGraph else {
            return model.estimates(crystals.map(\.composition))
        }
        let kind = GraphKind(shape)
        let (batch, edges) = batches[kind] ?? kind.batch(of: crystals)
        batches[kind] = (batch, edges)
        return model.estimates(batch, edges)
    }

    /// What two models must have in common to read the same batch.
    private struct GraphKind: Hashable {
        let rule: GraphRule
        let basis: GaussianBasis

        init(_ network: CGCNN.Configuration) { (rule, basis) = (network.rule, network.basis) }

        func batch(of crystals: [Crystal]) -> (GraphBatch, CubicEdges) {
            var builder = CrystalGraphBuilder(rule: rule)
            let batch = GraphBatch(crystals.map { builder.graph(of: $0) })
            return (batch, CubicEdges(batch.edges, grid: BondGrid(basis)))
        }
    }
}
