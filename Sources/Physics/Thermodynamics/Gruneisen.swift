/// The Grüneisen parameter γ = −d ln θ/d ln V from quantities that need no phonons; dimensionless.
public enum Gruneisen {
    /// γ = (3/2)(1 + ν)/(2 − 3ν): Leont'ev, Akust. Zh. 27, 554 (1981); Belomestnykh & Tesleva,
    /// Tech. Phys. 49, 1098 (2004).
    public static func leontev(poisson nu: Double) -> Double {
        1.5 * (1 + nu) / (2 - 3 * nu)
    }

    /// γ_max = 2(1 + ν)/(2 − 3ν): the ceiling that the bound α·E ≤ f(ν)·c_v·ρ implies
    /// (``ThermalExpansionBound``), 4/3 of ``leontev(poisson:)`` whatever ν.
    public static func ceiling(poisson nu: Double) -> Double {
        2 * (1 + nu) / (2 - 3 * nu)
    }

    /// γ = B′/2 − 1/6: Slater, Introduction to Chemical Physics (1939), chapter XIV; all elastic
    /// constants are taken to change with volume as the bulk modulus does.
    public static func slater(bulkPressureDerivative: Double) -> Double {
        bulkPressureDerivative / 2 - 1.0 / 6
    }
}
