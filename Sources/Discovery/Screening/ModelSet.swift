public import Crystals
public import Learning

/// The networks of a run, found by what they predict.
///
/// Every crystal is asked for its moduli, from which hardness and toughness follow. Models that
/// predict neither, of formation energy, gap and synthesizability, are asked only of crystals that pass the
/// second rung's filters so far: what they say of the others would decide nothing.
public struct ModelSet: Sendable {
    /// Each model by itself: whose number it is.
    private let members: [any CrystalPredictor]
    /// What is asked of the volume, of all crystals, and of those that pass ``gate``.
    private let sizer: ModelPanel
    private let mechanics: ModelPanel
    private let rest: ModelPanel
    /// The filters of the second rung that can be judged before ``rest`` is asked.
    let gate: Filters

    /// A model of nothing else is asked when the moduli are known.
    static let late: Set<Quantity> = [.formationEnergy, .bandGap, .synthesizability]

    /// How wrong the moduli may be; nil without error bars.
    private let scenarios: ModulusScenarios?

    /// Where several models predict one quantity, the first does, those of all crystals before the others.
    ///
    /// - Throws: ``MissingModels`` unless bulk and shear modulus are predicted, the volume where
    ///   there are crystals to be sized, and what the ladder filters by.
    public init(
        _ models: [any CrystalPredictor], sizesCrystals: Bool, ladder: Ladder
    ) throws(MissingModels) {
        let missing = ladder.needs(sizesCrystals).filter { quantity in
            !models.contains { $0.quantities.contains(quantity) }
        }
        if !missing.isEmpty { throw MissingModels(quantities: missing) }
        // Others, of superconductors or of thermal properties, would only cost time.
        let known = models.filter { !$0.quantities.isEmpty }
        let (later, first) = (known.filter(\.canWait), known.filter { !$0.canWait })
        members = first + later
        let sizing = first.firstIndex { $0.quantities.contains(.predictedVolume) }
        sizer = ModelPanel(sizing.map { [first[$0]] } ?? [])
        // A model that is wanted for the volume alone need not be asked twice.
        let isOnlySizer = sizing.map { first[$0].quantities == [.predictedVolume] } ?? false
        mechanics = ModelPanel(
            first.indices.filter { !isOnlySizer || $0 != sizing }.map { first[$0] })
        rest = ModelPanel(later, besides: mechanics.quantities)
        gate = ladder.rungs.count > 1 ? ladder.rungs[1].filters.ofMechanics : Filters()
        scenarios = ModulusScenarios(first.compactMap { $0 as? ModelPredictor })
    }

    /// The models for a run's record.
    public var record: [RunRecord.Model] {
        members.map { RunRecord.Model(predicts: $0.names, fingerprint: $0.fingerprint) }
    }

    /// Which network each predicted quantity comes from.
    public var origins: [Quantity: Origin] {
        var origins: [Quantity: Origin] = [:]
        for quantity in Quantity.allCases {
            guard let model = members.first(where: { $0.quantities.contains(quantity) }) else {
                continue
            }
            let origin = Origin(
                kind: .network, name: model.names, fingerprint: model.fingerprint)
            origins[quantity] = origin
            if let ends = quantity.interval {
                (origins[ends.low], origins[ends.high]) = (origin, origin)
            }
        }
        return origins
    }

    /// [crystals] what the volume's model says: Å³ per atom, which the scale of the cells does not
    /// change. Nothing without such a model.
    func sizes(of crystals: [Crystal]) -> [NetworkPrediction] {
        sizer.answers(for: crystals).map { NetworkPrediction($0, only: .predictedVolume) }
    }

    /// [crystals] what is asked of all crystals; the volume only if no model of its own gives that.
    func mechanics(of crystals: [Crystal]) -> [NetworkPrediction] {
        mechanics.answers(for: crystals).map { answer in
            var prediction = NetworkPrediction(answer)
            if let scenarios, let bulk = answer[.bulkModulus], let shear = answer[.shearModulus] {
                prediction.moduli = scenarios.moduli(bulk: bulk, shear: shear)
            }
            return prediction
        }
    }

    /// [crystals] what is asked only of those that pass ``gate``.
    func rest(of crystals: [Crystal]) -> [NetworkPrediction] {
        rest.answers(for: crystals).map { NetworkPrediction($0) }
    }
}

extension CrystalPredictor {
    /// Those that a screening knows.
    fileprivate var quantities: [Quantity] {
        properties.compactMap { Quantity(rawValue: $0.name) }
    }

    /// Whether nothing that follows from the moduli needs it.
    fileprivate var canWait: Bool { quantities.allSatisfy(ModelSet.late.contains) }

    fileprivate var names: String { properties.map(\.name).joined(separator: ", ") }
}

/// A run lacks models that it cannot do without.
public struct MissingModels: Error, Hashable, CustomStringConvertible {
    public var quantities: [Quantity]

    public var description: String {
        "no model predicts \(quantities.map(\.rawValue).joined(separator: ", ")); "
            + "screening needs K and G, volume for hypothetical crystals, and what its ladder "
            + "filters by"
    }
}

extension Ladder {
    /// What must be predicted; hardness, toughness and Debye temperature follow from the moduli.
    fileprivate func needs(_ sizesCrystals: Bool) -> [Quantity] {
        let filtersEnergy = rungs.contains { $0.filters.maximumFormationEnergy != nil }
        let filtersSynthesizability = rungs.contains {
            $0.filters.minimumSynthesizability != nil
        }
        return [.bulkModulus, .shearModulus] + (sizesCrystals ? [.predictedVolume] : [])
            + (filtersEnergy ? [.formationEnergy] : [])
            + (filtersSynthesizability ? [.synthesizability] : [])
    }
}
