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

    /// A sentence on a crystal whose graph is unlike those of the training; nil for others.
    public func objection(toRemoteness remoteness: Double) -> String? {
        guard remoteness > 1 else { return nil }
        let names = properties.map(\.name).joined(separator: ", ")
        let times = (remoteness * 10).rounded() / 10
        return
            "to the network of \(names) its graph is unlike the training data (\(times) times the "
            + "distance within which 199 of 200 like them are); do not rely on it"
    }

    /// - Parameters:
    ///   - batch: graphs by the rule of the model's card.
    ///   - edges: on the grid of the model's basis.
    /// - Returns: [crystals][targets]
    func estimates(_ batch: GraphBatch, _ edges: CubicEdges) -> [[PropertyEstimate]] {
        let graphs = networks.compactMap { network -> (InferenceNetwork, Tensor)? in
            guard case .crystalGraph(let network) = network else { return nil }
            return (network, network.pooled(batch, edges))
        }
        let remoteness = graphs.first.flatMap { model.coverage?.remoteness($0.1) }
        return estimates(graphs.map { $0.outputs($1) }, remoteness: remoteness)
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

    /// - Parameters:
    ///   - outputs: [members]; of each [materials, targets].
    ///   - remoteness: [materials]; nil where the model does not say.
    private func estimates(
        _ outputs: [Tensor], remoteness: [Double]? = nil
    ) -> [[PropertyEstimate]] {
        let card = model.card
        let answers = EnsembleAnswers(outputs.map { $0.restored(by: card.normalizers) })
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
}
