/// What no network may say of a crystal without being disbelieved.
///
/// A network asked about a crystal unlike any that it has seen still answers. These bounds hold for
/// all that is known; outside them the crystal is set aside with the reason, not ranked.
public enum PredictionLimits {
    /// GPa. Solid noble gases have about 1; diamond has 442 and osmium about 420.
    public static let bulkModulus = 1.0...550.0
    /// GPa. Diamond has 535.
    public static let shearModulus = 0.3...600.0
    /// G/K; diamond has 1.21, the highest of the well-measured crystals.
    public static let largestShearRatio = 1.35
    /// Å³/atom. Diamond has 5.67; caesium, the largest of the metals, about 115.
    public static let volumePerAtom = 3.0...150.0

    /// Why the moduli (GPa) are not to be believed; nil if they may be.
    public static func objection(bulk: Double?, shear: Double?) -> Remark? {
        guard let bulk, let shear, bulk.isFinite, shear.isFinite else {
            return Remark(
                category: "no-prediction",
                message: "the networks give no elastic moduli for this crystal")
        }
        let given = "K \(figures(bulk, 3)) and G \(figures(shear, 3)) GPa"
        let isInRange = bulkModulus.contains(bulk) && shearModulus.contains(shear)
        if isInRange && shear <= largestShearRatio * bulk { return nil }
        let why =
            isInRange
            ? "G/K \(figures(shear / bulk, 3)) is above \(largestShearRatio) (diamond: 1.21)"
            : "K must be in \(range(bulkModulus)) and G in \(range(shearModulus))"
        return Remark(
            category: "implausible-moduli",
            message: "predicted \(given) are not to be believed: \(why)")
    }

    /// Why the volume (Å³/atom) is not to be believed; nil if it may be.
    public static func objection(volumePerAtom volume: Double) -> Remark? {
        guard volume.isFinite else {
            return Remark(
                category: "no-prediction", message: "the volume network gives no answer")
        }
        guard !volumePerAtom.contains(volume) else { return nil }
        return Remark(
            category: "implausible-volume",
            message: "predicted \(figures(volume, 3)) Å³/atom is outside \(range(volumePerAtom))")
    }

    private static func range(_ range: ClosedRange<Double>) -> String {
        "\(figures(range.lowerBound, 2))–\(figures(range.upperBound, 3))"
    }
}
