/// The two elastic moduli of an isotropic polycrystal and what follows from them.
///
/// Relations of isotropic elasticity: Landau & Lifshitz, Theory of Elasticity, § 5.
public struct ElasticModuli: Hashable, Sendable {
    /// B, resistance to a change of volume, GPa; positive.
    public let bulk: Double
    /// G, resistance to a change of shape, GPa; positive.
    public let shear: Double

    /// - Parameters:
    ///   - bulk: B, GPa.
    ///   - shear: G, GPa.
    /// - Throws: ``InvalidQuantity`` unless both lie in ``range``: an isotropic body with a modulus
    ///   below zero deforms by itself.
    public init(bulk: Double, shear: Double) throws(InvalidQuantity) {
        self.bulk = try require(bulk, within: Self.range, "bulk modulus", unit: "GPa")
        self.shear = try require(shear, within: Self.range, "shear modulus", unit: "GPa")
    }

    /// - Parameters:
    ///   - youngs: E, GPa.
    ///   - poisson: ν, between −1 and ½, both excluded.
    public init(youngs: Double, poisson: Double) throws(InvalidQuantity) {
        let e = try requirePositive(youngs, "Young's modulus", unit: "GPa")
        guard poisson > -1, poisson < 0.5 else {
            throw InvalidQuantity(
                "Poisson ratio", poisson, unit: "", requirement: "between −1 and 0.5")
        }
        try self.init(bulk: e / (3 * (1 - 2 * poisson)), shear: e / (2 * (1 + poisson)))
    }

    /// GPa, from a jelly to several times diamond, as crystals in the core of a planet may have.
    /// Moduli in MPa nearly always fall outside, those in kbar only beyond 300 GPa.
    public static let range = 1e-3...3000.0

    /// E = 9BG/(3B + G), GPa.
    public var youngs: Double { 9 * bulk * shear / (3 * bulk + shear) }

    /// ν = (3B − 2G)/(2(3B + G)); −1 < ν < ½.
    public var poisson: Double { (3 * bulk - 2 * shear) / (2 * (3 * bulk + shear)) }

    /// B/G (Pugh, Phil. Mag. 45, 823, 1954).
    public var pughRatio: Double { bulk / shear }

    /// Whether B/G is above 1.75, Pugh's line between brittle and ductile.
    public var isDuctileByPugh: Bool { pughRatio > 1.75 }

    /// M = B + 4G/3, GPa: the modulus of a longitudinal wave.
    public var longitudinal: Double { bulk + 4 * shear / 3 }

    /// λ = B − 2G/3, GPa: Lamé's first parameter.
    public var lameFirst: Double { bulk - 2 * shear / 3 }
}
