public import Crystals

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
    /// Volume of the cell over the one expected. The network errs by 2 %, and a cell under 100 GPa
    /// may have lost a third; beyond, lengths are in another unit or atoms are missing.
    public static let strain = 0.5...2.0
    /// The same, within which there is nothing to remark: of relaxed crystals of compositions that the
    /// network never saw, 99.6 % are.
    public static let usualStrain = 0.88...1.14

    /// Why the moduli (GPa) are not to be believed; nil if they may be.
    public static func objection(bulk: Double?, shear: Double?) -> Remark? {
        guard let bulk, let shear, bulk.isFinite, shear.isFinite else {
            return Remark(
                category: "no-prediction",
                message: "the networks give no elastic moduli for this crystal")
        }
        let isInRange = bulkModulus.contains(bulk) && shearModulus.contains(shear)
        if isInRange && shear <= largestShearRatio * bulk { return nil }
        let given = "K \(figures(bulk, 3)) and G \(figures(shear, 3)) GPa"
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

    /// Share of the sites that must be filled: networks see full sites only.
    public static let leastFilling = 0.8

    /// Why nothing that networks say of the crystal is to be believed; nil if it may be.
    public static func objection(toFillingOf crystal: Crystal) -> Remark? {
        let filled = crystal.sites.reduce(0) { $0 + $1.species.filling }
        let share = filled / Double(crystal.sites.count)
        guard share < leastFilling else { return nil }
        return Remark(
            category: "mostly-empty-sites",
            message:
                "only \(figures(100 * share, 2)) % of the sites are filled, and the networks see "
                + "full ones; give an ordered model of it")
    }

    /// Why a cell (Å³/atom) is not to be believed beside what the volume network expects of its
    /// arrangement at any size; nil if it may be, or where nothing is expected.
    public static func objection(cell: Double?, expected: Double?) -> Remark? {
        guard let cell, let expected, expected > 0, !strain.contains(cell / expected) else {
            return nil
        }
        return Remark(
            category: "implausible-volume",
            message: volumes(cell, expected) + ": check the cell's lengths and whether all atoms "
                + "are there")
    }

    /// What to say of a cell that is strained, but may be meant; nil where there is nothing to say.
    public static func remark(cell: Double?, expected: Double?) -> Remark? {
        guard let cell, let expected, expected > 0, !usualStrain.contains(cell / expected) else {
            return nil
        }
        return Remark(
            category: "unexpected-volume",
            message: volumes(cell, expected) + ": strained, or unlike what it has seen; the "
                + "predictions are for the cell as it is")
    }

    private static func volumes(_ cell: Double, _ expected: Double) -> String {
        "the cell has \(figures(cell, 3)) Å³/atom where the volume network expects "
            + figures(expected, 3)
    }

    private static func range(_ range: ClosedRange<Double>) -> String {
        "\(figures(range.lowerBound, 2))–\(figures(range.upperBound, 3))"
    }
}
