public import Crystals
internal import Tensors

/// A trained model behind the promise of ``CrystalPredictor``.
public struct ModelPredictor: CrystalPredictor {
    public let model: TrainedModel
    public let fingerprint: String
    private let seen: Set<Element>
    private let networks: [NetworkInference]

    public init(_ model: TrainedModel, fingerprint: String) {
        (self.model, self.fingerprint) = (model, fingerprint)
        networks = model.networks.map { NetworkInference($0) }
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

    /// Whether it can be asked about a formula without a structure.
    public var readsCompositions: Bool { model.card.network.crystalGraph == nil }

    /// What the model says of formulas, with its error bars.
    ///
    /// - Returns: [formulas][targets]; NaN where the model needs a structure.
    public func estimates(for formulas: [Composition]) -> [[PropertyEstimate]] {
        ModelSuite([self]).estimates(for: formulas)
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
        estimates(
            networks.compactMap {
                if case .crystalGraph(let network) = $0 { network(batch, edges) } else { nil }
            })
    }

    /// - Parameter compositions: not empty.
    /// - Returns: [compositions][targets]; NaN where the model reads crystal graphs.
    func estimates(_ compositions: [Composition]) -> [[PropertyEstimate]] {
        guard case .composition(let shape) = model.card.network else {
            let nothing = model.card.targets.map { _ in PropertyEstimate.none }
            return compositions.map { _ in nothing }
        }
        let batch = CompositionBatch(
            compositions.map { EncodedComposition($0, encoding: shape.encoding) })
        return estimates(
            networks.compactMap {
                if case .composition(let network) = $0 { network.inference(batch) } else { nil }
            })
    }

    /// - Parameter outputs: [members]; of each [materials, targets].
    private func estimates(_ outputs: [Tensor]) -> [[PropertyEstimate]] {
        let card = model.card
        let answers = EnsembleAnswers(outputs.map { $0.restored(by: card.normalizers) })
        return zip(answers.means, answers.spreads).map { means, spreads in
            card.targets.indices.map { k in
                PropertyEstimate(
                    mean: means[k], spread: spreads[k], target: card.targets[k],
                    scale: card.calibration?.scales[k])
            }
        }
    }
}
