internal import Crystals
internal import Learning

/// What the networks say of a crystal.
struct NetworkPrediction: Sendable {
    /// With the ends of the error bars, where the networks have some.
    var quantities = Quantities()
    /// Pairs of moduli that may be true, GPa; empty without error bars.
    var moduli: [(bulk: Double, shear: Double)] = []
    /// From networks to whose training data the crystal is unlike.
    var remarks: [Remark] = []

    init() {}

    /// - Parameter only: the one quantity that is wanted; nil for all.
    init(_ answer: ModelPanel.Answer, only: Quantity? = nil) {
        for (quantity, estimate) in answer.estimates where only == nil || quantity == only {
            quantities.set(estimate, of: quantity)
        }
        remarks = answer.remarks
    }

    /// With what follows by formulas; nil where no hardness or toughness follows.
    func withMechanics(of crystal: Crystal) -> Quantities? {
        guard var known = quantities.withMechanics(of: crystal) else { return nil }
        if let (hardness, toughness) = moduli.intervals(of: crystal) {
            known.set(hardness, of: .hardness)
            known.set(toughness, of: .toughness)
        }
        return known
    }
}

extension ClosedRange where Bound == Double {
    /// "74.1–104", with three digits.
    var figures: String {
        "\(Discovery.figures(lowerBound, 3))–\(Discovery.figures(upperBound, 3))"
    }
}

extension Quantities {
    /// The ends of a quantity's 90 % interval; nil where there is none.
    public func interval(of quantity: Quantity) -> ClosedRange<Double>? {
        guard let ends = quantity.interval, let low = self[ends.low], let high = self[ends.high],
            low <= high
        else { return nil }
        return low...high
    }

    fileprivate mutating func set(_ estimate: PropertyEstimate, of quantity: Quantity) {
        self[quantity] = estimate.value
        guard let ends = quantity.interval, estimate.hasInterval else { return }
        (self[ends.low], self[ends.high]) = (estimate.low, estimate.high)
    }

    mutating func set(_ interval: ClosedRange<Double>, of quantity: Quantity) {
        guard let ends = quantity.interval else { return }
        (self[ends.low], self[ends.high]) = (interval.lowerBound, interval.upperBound)
    }
}
