public import Crystals
public import Learning
internal import Physics

/// How wrong a network's bulk and shear modulus may be together, and what that means for all that follows
/// from the two by a formula.
///
/// A scenario moves both predictions by the errors that were made on one crystal of the calibration, in
/// units of what was expected there. So the errors of K and G go together as they really do, and a
/// quantity computed from each pair has the distribution of its own error, whatever the formula.
public struct ModulusScenarios: Sendable {
    /// Errors in units of what is expected.
    private let errors: [(bulk: Double, shear: Double)]
    private let bulk: Target
    private let shear: Target

    /// - Returns: nil unless some model has error bars for K, and some for G.
    public init?(_ models: [ModelPredictor]) {
        guard let bulk = Column(of: .bulkModulus, in: models),
            let shear = Column(of: .shearModulus, in: models)
        else { return nil }
        errors = zip(bulk.errors, shear.errors).filter { $0.isFinite && $1.isFinite }
            .map { (bulk: $0, shear: $1) }
        (self.bulk, self.shear) = (bulk.target, shear.target)
    }

    /// A modulus among the models: of several, the first counts.
    private struct Column {
        let target: Target
        /// [scenarios]
        let errors: [Double]

        init?(of quantity: Quantity, in models: [ModelPredictor]) {
            for model in models {
                let card = model.model.card
                guard let k = card.targets.firstIndex(where: { $0.name == quantity.rawValue })
                else { continue }
                guard let calibration = card.calibration, calibration.scales[k] != nil
                else { return nil }
                target = card.targets[k]
                errors = calibration.scenarios.map { $0[k] }
                return
            }
            return nil
        }
    }

    /// Pairs of moduli that may be true, GPa.
    public func moduli(
        bulk: PropertyEstimate, shear: PropertyEstimate
    ) -> [(bulk: Double, shear: Double)] {
        guard bulk.deviation.isFinite, shear.deviation.isFinite else { return [] }
        return errors.map { error in
            (
                self.bulk.restored(bulk.mean + error.bulk * bulk.deviation),
                self.shear.restored(shear.mean + error.shear * shear.deviation)
            )
        }
    }
}

extension Array where Element == (bulk: Double, shear: Double) {
    /// What follows from each pair of moduli (GPa) for one crystal: hardness (GPa) and toughness
    /// (MPa·m^½), 0 where the moduli allow none.
    public func mechanics(of crystal: Crystal) -> [(hardness: Double, toughness: Double)] {
        // There are many pairs of each crystal.
        let volume = crystal.volumePerAtom
        return map { pair in
            guard
                let estimate = try? MechanicalEstimate(
                    bulk: pair.bulk, shear: pair.shear, volumePerAtom: volume)
            else { return (0, 0) }
            return (estimate.hardness(), estimate.toughness())
        }
    }

    /// The 90 % intervals of what follows; nil for too few pairs.
    public func intervals(
        of crystal: Crystal
    ) -> (
        hardness: ClosedRange<Double>, toughness: ClosedRange<Double>
    )? {
        let all = mechanics(of: crystal)
        guard let hardness = Calibration.interval(all.map(\.hardness)),
            let toughness = Calibration.interval(all.map(\.toughness))
        else { return nil }
        return (hardness, toughness)
    }
}
