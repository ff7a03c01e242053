public import Crystals
internal import Tensors

/// Several models asked together: models that read the same kind of graph share it.
public struct ModelSuite: CrystalPredictor {
    public let models: [ModelPredictor]

    public init(_ models: [ModelPredictor]) { self.models = models }

    public var properties: [PredictedProperty] { models.flatMap(\.properties) }

    /// Of each site of a crystal.
    public var siteProperties: [PredictedProperty] { models.flatMap(\.siteProperties) }

    /// The properties, and whether their predictions have error bars.
    public var calibrated: [(property: PredictedProperty, hasInterval: Bool)] {
        models.flatMap { model in
            let scales = model.model.card.calibration?.scales
            return zip(model.properties, model.columns).map { ($0, scales?[$1] != nil) }
        }
    }

    /// The same of ``siteProperties``.
    public var calibratedOfSites: [(property: PredictedProperty, hasInterval: Bool)] {
        models.flatMap { model in
            let scales = model.model.card.calibration?.scales
            return zip(model.siteProperties, model.siteColumns).map { ($0, scales?[$1] != nil) }
        }
    }

    /// [models] the first of each model's ``properties``; nil for a model that has none.
    public var firstColumns: [Int?] {
        models.indices.map { k in
            models[k].properties.isEmpty
                ? nil : models[..<k].reduce(0) { $0 + $1.properties.count }
        }
    }

    /// Sentences of models to whose training data a crystal is unlike.
    ///
    /// - Parameter estimates: [properties]
    public func objections(to estimates: [PropertyEstimate]) -> [String] {
        zip(models, firstColumns).compactMap { model, column in
            column.flatMap { model.objection(toRemoteness: estimates[$0].remoteness) }
        }
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
            models.map { model in
                model.estimates(piece).map { row in model.columns.map { row[$0] } }
            }.reduce(piece.map { _ in [] }) { rows, values in
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
            for (row, values) in values.prefix(rows.count).enumerated() {
                rows[row] += model.columns.map { values[$0] }
            }
        }
        return rows
    }

    /// What the models say of every site of crystals, with error bars.
    ///
    /// - Returns: [crystals][sites][``siteProperties``]
    public func siteEstimates(for crystals: [Crystal]) -> [[[PropertyEstimate]]] {
        let pieces = stride(from: 0, to: crystals.count, by: Self.pieceSize).map {
            Array(crystals[$0..<min($0 + Self.pieceSize, crystals.count)])
        }
        return Workers.map(pieces.count) { siteEstimates(ofPiece: pieces[$0]) }.flatMap { $0 }
    }

    private func siteEstimates(ofPiece crystals: [Crystal]) -> [[[PropertyEstimate]]] {
        var batches: [GraphKind: (GraphBatch, CubicEdges)] = [:]
        var sites = [[PropertyEstimate]](
            repeating: [], count: crystals.reduce(0) { $0 + $1.sites.count })
        for model in models where !model.siteColumns.isEmpty {
            let values = estimates(model, crystals, &batches).dropFirst(crystals.count)
            for (site, values) in values.enumerated() {
                sites[site] += model.siteColumns.map { values[$0] }
            }
        }
        var rest = sites[...]
        return crystals.map { crystal in
            defer { rest = rest.dropFirst(crystal.sites.count) }
            return Array(rest.prefix(crystal.sites.count))
        }
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
