internal import Crystals
internal import Discovery
internal import Learning
internal import Physics

/// What the shipped networks say of one crystal, and what follows from it by formulas.
struct CrystalEstimate {
    let moduli: [Modulus]
    /// What the other networks say.
    let properties: [Property]
    let mechanics: MechanicalEstimate
    /// Pairs that may be true, for the errors of the moduli.
    let scenarios: [(hardness: Double, toughness: Double)]
    /// 90 %; nil without error bars.
    let intervals: (hardness: ClosedRange<Double>, toughness: ClosedRange<Double>)?
    let remarks: [String]

    struct Modulus: Encodable {
        var symbol: String
        var unit = "GPa"
        var value: Double
        var low, high: Double?
        /// What each network of the ensemble says.
        var members: [Double]
    }

    struct Property: Encodable {
        var name, unit: String
        var value: Double
        var low, high: Double?
    }

    /// - Throws: ``StepRefusal`` where no hardness follows from what the networks say.
    init(_ crystal: Crystal, _ models: [ModelPredictor]) throws {
        guard
            let model = models.first(where: { $0.properties.map(\.name).starts(with: ["K", "G"]) })
        else { throw StepRefusal("no model predicts the moduli K and G") }
        let estimates = model.estimates(for: [crystal])[0]
        let (bulk, shear) = (estimates[0], estimates[1])
        let members = Self.members(of: model, crystal)
        moduli = zip(["K", "G"], [bulk, shear]).enumerated().map { k, pair in
            Modulus(
                symbol: pair.0, value: pair.1.value, low: pair.1.low.known,
                high: pair.1.high.known, members: members.map { $0[k] })
        }
        do {
            mechanics = try MechanicalEstimate(
                bulk: bulk.value, shear: shear.value, volumePerAtom: crystal.volumePerAtom,
                isMetallic: crystal.composition.isMetallic)
        } catch {
            throw StepRefusal("no hardness follows: \(error)")
        }
        let pairs = ModulusScenarios([model])?.moduli(bulk: bulk, shear: shear) ?? []
        (scenarios, intervals) = (pairs.mechanics(of: crystal), pairs.intervals(of: crystal))
        let others = models.filter { $0.fingerprint != model.fingerprint }
        let said = others.map { ($0, $0.estimates(for: [crystal])[0]) }
        properties = said.flatMap { model, estimates in
            zip(model.properties, estimates).map { property, estimate in
                Property(
                    name: property.name, unit: property.unit, value: estimate.value,
                    low: estimate.low.known, high: estimate.high.known)
            }
        }
        remarks = Self.remarks(crystal, [(model, estimates)] + said, mechanics)
    }

    /// [members][targets] in the targets' units.
    private static func members(of model: ModelPredictor, _ crystal: Crystal) -> [[Double]] {
        let card = model.model.card
        return model.model.networks.compactMap(\.crystalGraph).map { network in
            let graph = CrystalGraph(crystal, rule: network.configuration.rule)
            let learned = InferenceNetwork(network).predictions(
                for: [graph], normalizers: card.normalizers)[0]
            return zip(card.targets, learned).map { $0.restored($1) }
        }
    }

    /// Coverage by the training data, validity of the formulas, and what cannot be.
    private static func remarks(
        _ crystal: Crystal, _ said: [(ModelPredictor, [PropertyEstimate])],
        _ mechanics: MechanicalEstimate
    ) -> [String] {
        let elements = crystal.elements.sorted()
        let coverage = said.flatMap { model, estimates in
            [
                model.objection(toUnseen: elements),
                estimates.first.flatMap { model.objection(toRemoteness: $0.remoteness) },
            ].compactMap { $0 }
        }
        let limit = PredictionLimits.objection(
            bulk: mechanics.moduli.bulk, shear: mechanics.moduli.shear)
        return coverage + [limit?.message].compactMap { $0 } + mechanics.caveats.map(\.text)
    }
}
