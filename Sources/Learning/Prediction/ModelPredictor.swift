public import Crystals
internal import Tensors

/// A trained model behind the promise of ``CrystalPredictor``.
public struct ModelPredictor: CrystalPredictor {
    public let model: TrainedModel
    public let fingerprint: String
    private let seen: Set<Element>
    private let networks: [InferenceNetwork]

    public init(_ model: TrainedModel, fingerprint: String) {
        (self.model, self.fingerprint) = (model, fingerprint)
        networks = model.networks.map { InferenceNetwork($0) }
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

    /// What the model says of crystals, with its error bars.
    ///
    /// - Returns: [crystals][targets]
    public func estimates(for crystals: [Crystal]) -> [[PropertyEstimate]] {
        ModelSuite([self]).estimates(for: crystals)
    }

    /// A sentence on a crystal whose graph is unlike those of the training; nil for others.
    public func objection(toRemoteness remoteness: Double) -> String? {
        guard remoteness > 1 else { return nil }
        let names = properties.map(\.name).joined(separator: ", ")
        let times = (remoteness * 10).rounded() / 10
        return "to the network of \(names) its graph is unlike the training data (\(times) times the "
            + "distance within which 199 of 200 like them are); do not rely on it"
    }

    /// - Parameters:
    ///   - batch: graphs by the rule of the model's card.
    ///   - edges: on the grid of the model's basis.
    /// - Returns: [crystals][targets]
    func estimates(_ batch: GraphBatch, _ edges: CubicEdges) -> [[PropertyEstimate]] {
        let card = model.card
        let pooled = networks.map { $0.pooled(batch, edges) }
        let answers = answers(pooled)
        let remoteness = model.coverage?.remoteness(pooled[0])
        return answers.means.indices.map { row in
            card.targets.indices.map { k in
                var estimate = PropertyEstimate(
                    mean: answers.means[row][k], spread: answers.spreads[row][k],
                    target: card.targets[k], scale: card.calibration?.scales[k])
                if let remoteness { estimate.remoteness = remoteness[row] }
                return estimate
            }
        }
    }

    /// What each member says, on the scale of learning.
    private func answers(_ pooled: [Tensor]) -> EnsembleAnswers {
        let normalizers = model.card.normalizers
        return EnsembleAnswers(
            zip(networks, pooled).map { network, pooled in
                let output = network.outputs(pooled)
                return (0..<output.rows).map { row in
                    normalizers.indices.map { k in
                        normalizers[k].restored(Double(output.scalars[row * output.columns + k]))
                    }
                }
            })
    }
}
