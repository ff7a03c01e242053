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

    /// Of crystals; ``siteProperties`` of their sites.
    public var properties: [PredictedProperty] {
        columns.map { Self.property(model.card.targets[$0]) }
    }

    /// Of each site of a crystal.
    public var siteProperties: [PredictedProperty] {
        siteColumns.map { Self.property(model.card.targets[$0]) }
    }

    /// The targets of crystals, and those of sites.
    var columns: [Int] { model.card.targets.indices.filter { !model.card.targets[$0].isOfSites } }
    var siteColumns: [Int] {
        model.card.targets.indices.filter { model.card.targets[$0].isOfSites }
    }

    private static func property(_ target: Target) -> PredictedProperty {
        PredictedProperty(name: target.name, unit: target.unit)
    }

    public func predict(_ crystals: [Crystal]) -> [[Double]] {
        ModelSuite([self]).predict(crystals)
    }

    /// A sentence on those of a crystal's elements that the model has never seen; nil if it has seen
    /// them all.
    public func objection(toUnseen elements: some Sequence<Element>) -> String? {
        let unseen = elements.filter { !seen.contains($0) }.map(\.symbol)
        if unseen.isEmpty { return nil }
        return "\(unseen.joined(separator: ", ")) was not in the training data of \(names); "
            + "do not rely on it"
    }

    /// The targets, as a sentence has them.
    private var names: String { model.card.targets.map(\.name).joined(separator: ", ") }

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
        // Never "1.0 times": it is beyond.
        let digits = remoteness < 1.1 ? 100.0 : 10
        let times = max((remoteness * digits).rounded() / digits, 1 + 1 / digits)
        return
            "to the network of \(names) its graph is unlike the training data (\(times) times the "
            + "distance within which 199 of 200 like them are); do not rely on it"
    }

    /// What the model says of every site of crystals, with its error bars.
    ///
    /// - Returns: [crystals][sites][``siteProperties``]
    public func siteEstimates(for crystals: [Crystal]) -> [[[PropertyEstimate]]] {
        ModelSuite([self]).siteEstimates(for: crystals)
    }

    /// Estimates of ``properties`` by target; nothing of targets of sites.
    public func byTarget(_ estimates: [PropertyEstimate]) -> [PropertyEstimate] {
        byTarget(estimates, columns)
    }

    /// Estimates of ``siteProperties`` by target; nothing of targets of crystals.
    public func byTarget(ofSite estimates: [PropertyEstimate]) -> [PropertyEstimate] {
        byTarget(estimates, siteColumns)
    }

    private func byTarget(
        _ estimates: [PropertyEstimate], _ columns: [Int]
    ) -> [PropertyEstimate] {
        var all = model.card.targets.map { _ in PropertyEstimate.none }
        for (column, estimate) in zip(columns, estimates) { all[column] = estimate }
        return all
    }

    /// - Parameters:
    ///   - batch: graphs by the rule of the model's card.
    ///   - edges: on the grid of the model's basis.
    /// - Returns: [crystals][targets], behind them [sites][targets] if the model answers for sites
    func estimates(_ batch: GraphBatch, _ edges: CubicEdges) -> [[PropertyEstimate]] {
        let graphs = networks.compactMap { network -> (InferenceNetwork, Tensor)? in
            guard case .crystalGraph(let network) = network else { return nil }
            return (network, network.features(batch, edges))
        }
        // Of the crystals alone: what is usual of a mean over sites is not of one site.
        let ofCrystals = graphs.first.flatMap { graph in
            model.coverage?.remoteness(graph.1.rows(0..<batch.crystals))
        }
        let remoteness = ofCrystals.map { values in
            values + (siteColumns.isEmpty ? [] : batch.spread(values))
        }
        return estimates(graphs.map { $0.outputs($1) }, remoteness: remoteness)
    }

    /// - Parameter compositions: not empty.
    /// - Returns: [compositions][targets]; NaN where the model reads crystal graphs.
    func estimates(_ compositions: [Composition]) -> [[PropertyEstimate]] {
        guard case .composition(let shape) = model.card.network else {
            let nothing = model.card.targets.map { _ in PropertyEstimate.none }
            return compositions.map { _ in nothing }
        }
        let encoded = compositions.map { EncodedComposition($0, encoding: shape.encoding) }
        let batch = CompositionBatch(encoded)
        let outputs = networks.compactMap { network -> Tensor? in
            if case .composition(let network) = network { network.inference(batch) } else { nil }
        }
        return estimates(outputs, kernel: model.kernel.map { ($0.answers(encoded), $0.shares) })
    }

    /// - Parameters:
    ///   - outputs: [members]; of each [materials, targets], behind them perhaps [sites, targets].
    ///   - kernel: what a kernel regression says, [materials][targets], and its shares.
    ///   - remoteness: of each row; nil where the model does not say.
    private func estimates(
        _ outputs: [Tensor], kernel: (answers: [[Double]], shares: [Double])? = nil,
        remoteness: [Double]? = nil
    ) -> [[PropertyEstimate]] {
        let card = model.card
        let members = outputs.map { $0.restored(by: card.normalizers) }
        let answers =
            kernel.map { EnsembleAnswers(members, kernel: $0.answers, shares: $0.shares) }
            ?? EnsembleAnswers(members)
        let (means, spreads) = (answers.means, answers.spreads)
        return means.indices.map { row in
            card.targets.indices.map { k in
                var estimate = PropertyEstimate(
                    mean: means[row][k], spread: spreads[row][k],
                    target: card.targets[k], scale: card.calibration?.scales[k])
                if let remoteness { estimate.remoteness = remoteness[row] }
                return estimate
            }
        }
    }
}
