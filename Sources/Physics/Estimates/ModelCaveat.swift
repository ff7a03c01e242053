/// A reason to doubt an estimate: part of the answer, not a message on the side.
public enum ModelCaveat: String, CaseIterable, Hashable, Sendable, Codable {
    /// Only metals in the composition.
    case metallic
    /// ν below zero.
    case auxetic
    /// Moduli beyond anything measured: more likely a bad label or unit than a discovery.
    case beyondDiamond = "beyond-diamond"
    /// Sound faster than in any solid at hand: the volume or the mass is not that of an atom.
    case fasterThanDiamond = "faster-than-diamond"
    /// Conductivity asked for far below the Debye temperature.
    case coldForSlack = "cold-for-slack"

    /// One sentence for tables and reports.
    public var text: String {
        switch self {
        case .metallic:
            "metal or alloy: plastic flow decides its hardness, which no formula in the moduli "
                + "knows (tungsten: 20 GPa estimated, 3.4 measured), and its toughness is "
                + "underestimated"
        case .auxetic:
            "negative Poisson ratio: outside the crystals that the hardness and toughness models "
                + "were fitted to"
        case .beyondDiamond:
            "stiffer than diamond (B over 500 or G over 600 GPa): check the moduli and their unit"
        case .fasterThanDiamond:
            "sound faster than in diamond (18 km/s): check that volume and mass are those of one atom, "
                + "not of a cell, and the unit of the moduli"
        case .coldForSlack:
            "below half the acoustic Debye temperature: boundaries and isotopes make the "
                + "conductivity lower than Slack's formula"
        }
    }

    /// What the moduli and the kind of composition make doubtful about hardness and toughness.
    ///
    /// - Parameter isMetallic: whether every element present is a metal.
    public static func mechanical(_ moduli: ElasticModuli, isMetallic: Bool) -> [ModelCaveat] {
        var caveats: [ModelCaveat] = []
        if isMetallic { caveats.append(.metallic) }
        if moduli.poisson < 0 { caveats.append(.auxetic) }
        if moduli.bulk > 500 || moduli.shear > 600 { caveats.append(.beyondDiamond) }
        return caveats
    }
}
