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

    /// - Parameters:
    ///   - batch: graphs by the rule of the model's card.
    ///   - edges: on the grid of the model's basis.
    /// - Returns: [crystals][targets]
    func estimates(_ batch: GraphBatch, _ edges: CubicEdges) -> [[PropertyEstimate]] {
        let card = model.card
        let answers = answers(batch, edges)
        return zip(answers.means, answers.spreads).map { means, spreads in
            card.targets.indices.map { k in
                PropertyEstimate(
                    mean: means[k], spread: spreads[k], target: card.targets[k],
                    scale: card.calibration?.scales[k])
            }
        }
    }

    /// What each member says, on the scale of learning.
    private func answers(_ batch: GraphBatch, _ edges: CubicEdges) -> EnsembleAnswers {
        let normalizers = model.card.normalizers
        return EnsembleAnswers(
            networks.map { network in
                let output = network(batch, edges)
                return (0..<batch.crystals).map { row in
                    normalizers.indices.map { k in
                        normalizers[k].restored(Double(output.scalars[row * output.columns + k]))
                    }
                }
            })
    }
}
