internal import Crystals

/// What the networks say of a crystal.
struct NetworkPrediction: Sendable {
    /// With the ends of the error bars, where the networks have some.
    var quantities = Quantities()
    /// Pairs of moduli that may be true, GPa; empty without error bars.
    var moduli: [(bulk: Double, shear: Double)] = []
    /// From networks to whose training data the crystal is unlike.
    var remarks: [Remark] = []

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

    mutating func set(_ interval: ClosedRange<Double>, of quantity: Quantity) {
        guard let ends = quantity.interval else { return }
        (self[ends.low], self[ends.high]) = (interval.lowerBound, interval.upperBound)
    }
}
