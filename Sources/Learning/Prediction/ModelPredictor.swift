public import Crystals
internal import Tensors

/// A trained model behind the promise of ``CrystalPredictor``.
public struct ModelPredictor: CrystalPredictor {
    public let model: TrainedModel
    public let fingerprint: String

    public init(_ model: TrainedModel, fingerprint: String) {
        (self.model, self.fingerprint) = (model, fingerprint)
    }

    public var properties: [PredictedProperty] {
        model.card.targets.map { PredictedProperty(name: $0.name, unit: $0.unit) }
    }

    public func predict(_ crystals: [Crystal]) -> [[Double]] {
        let graphs = Self.graphs(of: crystals, rule: model.card.network.rule)
        return predict(graphs)
    }

    /// - Parameter graphs: built by the rule of the model's card.
    public func predict(_ graphs: [CrystalGraph]) -> [[Double]] {
        let targets = model.card.targets
        return model.network.predictions(for: graphs, normalizers: model.card.normalizers)
            .map { row in zip(row, targets).map { $1.restored($0) } }
    }

    /// Graphs in parallel: each depends on its crystal alone.
    public static func graphs(of crystals: [Crystal], rule: GraphRule) -> [CrystalGraph] {
        let pieces = (crystals.count + graphPiece - 1) / graphPiece
        return Workers.map(pieces) { piece in
            let first = piece * graphPiece
            return crystals[first..<min(first + graphPiece, crystals.count)].map {
                CrystalGraph($0, rule: rule)
            }
        }.flatMap { $0 }
    }

    /// Crystals whose graphs one thread builds at a time.
    private static let graphPiece = 16
}
