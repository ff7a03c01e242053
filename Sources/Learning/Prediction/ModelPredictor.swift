public import Crystals
internal import Tensors

/// A trained model behind the promise of ``CrystalPredictor``.
public struct ModelPredictor: CrystalPredictor {
    public let model: TrainedModel
    public let fingerprint: String
    private let seen: Set<Element>
    private let network: InferenceNetwork

    public init(_ model: TrainedModel, fingerprint: String) {
        (self.model, self.fingerprint) = (model, fingerprint)
        network = InferenceNetwork(model.network)
        seen = Set(model.card.elements.compactMap { Element($0) })
    }

    public var properties: [PredictedProperty] {
        model.card.targets.map { PredictedProperty(name: $0.name, unit: $0.unit) }
    }

    public func predict(_ crystals: [Crystal]) -> [[Double]] {
        ModelSuite([self]).predict(crystals)
    }

    /// A sentence on those of a crystal's elements that the model has never seen; nil if it has seen
    /// them all.
    public func objection(toUnseen elements: some Sequence<Element>) -> String? {
        let unseen = elements.filter { !seen.contains($0) }.map(\.symbol)
        if unseen.isEmpty { return nil }
        let names = properties.map(\.name).joined(separator: ", ")
        return "\(unseen.joined(separator: ", ")) was not in the training data of \(names); "
            + "do not rely on it"
    }

    /// - Parameters:
    ///   - batch: graphs by the rule of the model's card.
    ///   - edges: on the grid of the model's basis.
    /// - Returns: [crystals][targets], in the targets' units.
    func predict(_ batch: GraphBatch, _ edges: CubicEdges) -> [[Double]] {
        let output = network(batch, edges)
        return (0..<batch.crystals).map { row in
            model.card.targets.indices.map { k in
                let learned = Double(output.scalars[row * output.columns + k])
                return model.card.targets[k].restored(
                    model.card.normalizers[k].restored(learned))
            }
        }
    }
}
