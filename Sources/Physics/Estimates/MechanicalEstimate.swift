/// Hardness and toughness of a crystal, from its moduli and the volume of an atom.
public struct MechanicalEstimate: Hashable, Sendable {
    public let moduli: ElasticModuli
    /// V₀, Å³ per atom.
    public let volumePerAtom: Double
    /// Whether every element present is a metal.
    public let isMetallic: Bool

    /// - Parameters:
    ///   - bulk: B, GPa.
    ///   - shear: G, GPa.
    ///   - volumePerAtom: Å³.
    ///   - isMetallic: whether every element present is a metal; brings its caveat.
    /// - Throws: ``InvalidQuantity`` naming the first number that no solid can have.
    public init(
        bulk: Double, shear: Double, volumePerAtom: Double, isMetallic: Bool = false
    ) throws(InvalidQuantity) {
        moduli = try ElasticModuli(bulk: bulk, shear: shear)
        self.volumePerAtom = try require(
            volumePerAtom, within: Self.volumeRange, "volume per atom", unit: "Å³")
        self.isMetallic = isMetallic
    }

    /// Å³ per atom; caesium, the largest of the metals, has 115.
    public static let volumeRange = 1.0...1000.0

    /// H_V, GPa.
    public func hardness(_ model: HardnessModel = .mazhnikOganov2019) -> Double { model(moduli) }

    /// K_IC, MPa·m^½.
    public func toughness(_ model: FractureToughnessModel = .mazhnikOganov2019) -> Double {
        model(moduli, volumePerAtom: volumePerAtom)
    }

    public var caveats: [ModelCaveat] {
        ModelCaveat.mechanical(moduli, isMetallic: isMetallic)
    }

    /// Whether the models were made for such a crystal.
    public var isReliable: Bool { caveats.isEmpty }

    /// H_V ≥ 40 GPa, the usual meaning of "superhard", by Mazhnik and Oganov's model.
    public var isSuperhard: Bool { hardness() >= Self.superhardThreshold }

    /// GPa.
    public static let superhardThreshold = 40.0
}
