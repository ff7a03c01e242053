import Physics

/// A cubic crystal at room temperature, as measured.
struct ReferenceCrystal: Sendable, CustomStringConvertible {
    let name: String
    /// c₁₁, c₁₂, c₄₄, GPa.
    let stiffness: (Double, Double, Double)
    /// kg/m³.
    let density: Double
    /// Mean atomic mass, u (IUPAC standard atomic weights, abridged).
    let mass: Double
    /// θ_D from these constants by an independent calculation, K.
    let debyeTemperature: Double

    var description: String { name }

    func moduli() throws -> ElasticModuli {
        try Stiffness(c11: stiffness.0, c12: stiffness.1, c44: stiffness.2).moduli(.hill)
    }

    /// Å³.
    var volumePerAtom: Double { mass * PhysicalConstants.atomicMass / density * 1e30 }

    /// Elastic constants at room temperature as collected in handbooks (Landolt–Börnstein III/29a).
    static let all: [ReferenceCrystal] = [
        .init("diamond", (1079, 124, 578), 3515, 12.011, 2246),
        .init("Si", (165.7, 63.9, 79.6), 2329, 28.085, 649),
        .init("Ge", (128.9, 48.3, 67.1), 5323, 72.630, 373),
        .init("GaAs", (118.8, 53.7, 59.4), 5317, (69.723 + 74.922) / 2, 346),
        .init("Al", (107.3, 60.9, 28.3), 2699, 26.982, 408),
        .init("Cu", (168.4, 121.4, 75.4), 8960, 63.546, 338),
        .init("W", (522.4, 204.4, 160.8), 19250, 183.84, 381),
        .init("MgO", (297, 95.2, 155.7), 3584, (24.305 + 15.999) / 2, 941),
        .init("NaCl", (49.1, 12.8, 12.8), 2165, (22.990 + 35.45) / 2, 306),
        .init("Au", (192.9, 163.8, 41.5), 19300, 196.967, 157),
        .init("Ag", (124, 93.7, 46.1), 10490, 107.868, 219),
        .init("Pb", (49.5, 42.3, 14.9), 11340, 207.2, 94),
        .init("Fe", (230, 134, 117), 7874, 55.845, 471),
        .init("Ir", (590, 249, 262), 22560, 192.217, 427),
        .init("Mo", (463.7, 157.8, 109.2), 10220, 95.95, 465),
    ]

    static func named(_ name: String) -> ReferenceCrystal? { all.first { $0.name == name } }

    private init(
        _ name: String, _ stiffness: (Double, Double, Double), _ density: Double, _ mass: Double,
        _ debyeTemperature: Double
    ) {
        (self.name, self.stiffness, self.density) = (name, stiffness, density)
        (self.mass, self.debyeTemperature) = (mass, debyeTemperature)
    }
}
