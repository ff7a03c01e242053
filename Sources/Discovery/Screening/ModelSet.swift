public import Crystals
public import Learning

/// The networks of a run, found by what they predict.
public struct ModelSet: Sendable {
    /// Each model by itself: whose number it is.
    private let members: [any CrystalPredictor]
    /// What is asked for the volume, and what for everything else.
    private let sizer: Column?
    private let others: [any CrystalPredictor]

    /// The models whose cards say which elements they have seen.
    private var experienced: [ModelPredictor] = []
    /// How wrong the moduli may be; nil without error bars.
    private var scenarios: ModulusScenarios?

    private struct Column: Sendable {
        var predictor: any CrystalPredictor
        var index: Int
    }

    /// Models that are asked one by one. Where several predict one quantity, the first does.
    ///
    /// - Throws: ``MissingModels`` unless bulk and shear modulus are predicted, the volume where
    ///   there are crystals to be sized, and what the ladder filters by.
    public init(
        _ models: [any CrystalPredictor], sizesCrystals: Bool, ladder: Ladder
    ) throws(MissingModels) {
        try self.init(models, needed: ladder.needs(sizesCrystals)) { $0 }
    }

    /// Trained networks; those that read the same kind of graph share it.
    public init(
        _ models: [ModelPredictor], sizesCrystals: Bool, ladder: Ladder
    ) throws(MissingModels) {
        // Others, of superconductors or of thermal properties, would only cost time.
        let models = models.filter { model in
            model.properties.contains { Quantity(rawValue: $0.name) != nil }
        }
        try self.init(models, needed: ladder.needs(sizesCrystals)) { others in
            [ModelSuite(others.compactMap { $0 as? ModelPredictor })]
        }
        (experienced, scenarios) = (models, ModulusScenarios(models))
    }

    private init(
        _ models: [any CrystalPredictor], needed: [Quantity],
        joining: ([any CrystalPredictor]) -> [any CrystalPredictor]
    ) throws(MissingModels) {
        let missing = needed.filter { quantity in
            !models.contains { $0.column(of: quantity) != nil }
        }
        if !missing.isEmpty { throw MissingModels(quantities: missing) }
        members = models
        let sizing = models.firstIndex { $0.column(of: .predictedVolume) != nil }
        sizer = sizing.flatMap { index in
            models[index].column(of: .predictedVolume).map {
                Column(predictor: models[index], index: $0)
            }
        }
        // A model that is wanted for the volume alone need not be asked twice.
        let isOnlySizer = sizing.map { models[$0].quantities == [.predictedVolume] } ?? false
        others = joining(models.indices.filter { !isOnlySizer || $0 != sizing }.map { models[$0] })
    }

    /// The models for a run's record.
    public var record: [RunRecord.Model] {
        members.map { RunRecord.Model(predicts: $0.names, fingerprint: $0.fingerprint) }
    }

    /// Which network each predicted quantity comes from.
    public var origins: [Quantity: Origin] {
        var origins: [Quantity: Origin] = [:]
        for quantity in Quantity.allCases {
            guard let model = members.first(where: { $0.column(of: quantity) != nil }) else {
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

    /// A remark for each model that has never seen an element of the crystal.
    func remarks(onUnseen elements: ElementSet) -> [Remark] {
        experienced.compactMap { model in
            model.objection(toUnseen: elements).map {
                Remark(category: "unseen-element", message: $0)
            }
        }
    }

    /// [crystals] volumes per atom, Å³; NaN where there is no answer. The scale of the cells does
    /// not matter.
    public func volumesPerAtom(of crystals: [Crystal]) -> [Double] {
        guard let sizer, !crystals.isEmpty else { return crystals.map { _ in .nan } }
        return sizer.predictor.predict(crystals).map { $0[sizer.index] }
    }

    /// From models to whose training data a crystal is unlike.
    private static func remarks(
        on estimates: [PropertyEstimate], by predictor: any CrystalPredictor
    ) -> [Remark] {
        guard let suite = predictor as? ModelSuite else { return [] }
        return suite.objections(to: estimates).map {
            Remark(category: "far-from-training", message: $0)
        }
    }

    /// [crystals] what the networks say of each, but for the volume where a model of its own
    /// gives that.
    func predictions(for crystals: [Crystal]) -> [NetworkPrediction] {
        var results = [NetworkPrediction](repeating: .init(), count: crystals.count)
        guard !crystals.isEmpty else { return results }
        var moduli: [Quantity: [PropertyEstimate]] = [:]
        var taken = Set<Quantity>()
        for predictor in others {
            let columns = predictor.properties.enumerated().compactMap { column, property in
                Quantity(rawValue: property.name).map { (quantity: $0, column: column) }
            }.filter { taken.insert($0.quantity).inserted }
            for (k, values) in predictor.estimates(for: crystals).enumerated() {
                results[k].remarks += Self.remarks(on: values, by: predictor)
                for (quantity, column) in columns {
                    results[k].quantities.set(values[column], of: quantity)
                    if quantity == .bulkModulus || quantity == .shearModulus {
                        moduli[quantity, default: []].append(values[column])
                    }
                }
            }
        }
        guard let scenarios, let bulk = moduli[.bulkModulus], let shear = moduli[.shearModulus]
        else { return results }
        for k in results.indices {
            results[k].moduli = scenarios.moduli(bulk: bulk[k], shear: shear[k])
        }
        return results
    }
}

extension Quantities {
    fileprivate mutating func set(_ estimate: PropertyEstimate, of quantity: Quantity) {
        self[quantity] = estimate.value
        guard let ends = quantity.interval, estimate.hasInterval else { return }
        (self[ends.low], self[ends.high]) = (estimate.low, estimate.high)
    }
}

extension CrystalPredictor {
    fileprivate func column(of quantity: Quantity) -> Int? {
        properties.firstIndex { $0.name == quantity.rawValue }
    }

    /// Those that a screening knows.
    fileprivate var quantities: [Quantity] {
        properties.compactMap { Quantity(rawValue: $0.name) }
    }

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
