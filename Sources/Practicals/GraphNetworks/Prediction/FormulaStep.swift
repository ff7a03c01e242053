internal import Discovery
internal import Physics

/// One formula between the moduli and the hardness, with the numbers in it.
struct FormulaStep: Encodable {
    var symbol, formula, numbers, unit: String
    var value: Double
    var low, high: Double?

    /// E, ν, χ, H, ξ and K_IC (Mazhnik & Oganov, J. Appl. Phys. 126, 125109, 2019).
    static func all(_ estimate: CrystalEstimate) -> [FormulaStep] {
        let mechanics = estimate.mechanics
        let (k, g) = (figures(mechanics.moduli.bulk, 4), figures(mechanics.moduli.shear, 4))
        let (e, nu) = (mechanics.moduli.youngs, mechanics.moduli.poisson)
        let elasticity = [
            FormulaStep(
                symbol: "E", formula: "E = 9KG/(3K + G)",
                numbers: "9 · \(k) · \(g)/(3 · \(k) + \(g))", unit: "GPa", value: e),
            FormulaStep(
                symbol: "nu", formula: "ν = (3K − 2G)/(2(3K + G))",
                numbers: "(3 · \(k) − 2 · \(g))/(2 · (3 · \(k) + \(g)))", unit: "", value: nu),
        ]
        return elasticity + hardness(estimate, e, nu) + toughness(estimate, e, nu)
    }

    private static func hardness(
        _ estimate: CrystalEstimate, _ e: Double, _ nu: Double
    ) -> [FormulaStep] {
        let chi = HardnessModel.chi(poisson: nu)
        let n = figures(nu, 4)
        return [
            FormulaStep(
                symbol: "chi", formula: "χ = (1 − 8.5ν + 19.5ν²)/(1 − 7.5ν + 12.2ν² + 19.6ν³)",
                numbers:
                    "(1 − 8.5 · \(n) + 19.5 · \(n)²)/(1 − 7.5 · \(n) + 12.2 · \(n)² + 19.6 · \(n)³)",
                unit: "", value: chi),
            FormulaStep(
                symbol: "H", formula: "H = γ₀χE",
                numbers: "\(HardnessModel.gamma0) · \(figures(chi, 6)) · \(figures(e, 6))",
                unit: "GPa", value: estimate.mechanics.hardness(),
                low: estimate.intervals?.hardness.lowerBound,
                high: estimate.intervals?.hardness.upperBound),
        ]
    }

    private static func toughness(
        _ estimate: CrystalEstimate, _ e: Double, _ nu: Double
    ) -> [FormulaStep] {
        let xi = FractureToughnessModel.xi(poisson: nu)
        let n = figures(nu, 4)
        // The power of 3/2 makes an error of rounding larger: six digits give the four that are shown.
        let volume = figures(estimate.mechanics.volumePerAtom, 6)
        let stiffness = "\(figures(xi, 6)) · \(figures(e, 6))"
        let alpha = figures(FractureToughnessModel.alpha0, 4)
        return [
            FormulaStep(
                symbol: "xi",
                formula: "ξ = (1 − 13.7ν + 48.6ν²)/(1 − 15.2ν + 70.2ν² − 81.5ν³)",
                numbers:
                    "(1 − 13.7 · \(n) + 48.6 · \(n)²)/(1 − 15.2 · \(n) + 70.2 · \(n)² − 81.5 · \(n)³)",
                unit: "", value: xi),
            FormulaStep(
                symbol: "K_IC",
                formula: "K_IC = α₀^(−½) V₀^(1/6) (ξE)^(3/2), 1 GPa·Å^½ = 0.01 MPa·m^½",
                numbers: "0.01 · \(alpha)^(−½) · \(volume)^(1/6) · (\(stiffness))^(3/2)",
                unit: "MPa·m^½", value: estimate.mechanics.toughness(),
                low: estimate.intervals?.toughness.lowerBound,
                high: estimate.intervals?.toughness.upperBound),
        ]
    }
}
