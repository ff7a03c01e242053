/// Everything that follows from two moduli, a volume and a mass: the second rung of the ladder.
///
/// Mechanical properties by ``MechanicalEstimate``; thermal ones by the Debye model with θ_D from
/// the sound velocities, and Leont'ev's γ(ν). The formulas and their sources stand with the types
/// that compute them and in Documents/Formulas.md.
public struct MaterialEstimate: Hashable, Sendable {
    public let mechanics: MechanicalEstimate
    /// M̄, u.
    public let meanAtomicMass: Double
    /// n: atoms of the primitive cell; only Slack's conductivity depends on it.
    public let atomsPerCell: Int
    /// T, K.
    public let temperature: Double
    /// v_l and v_t, m/s.
    public let soundVelocities: SoundVelocities
    /// Of one atom.
    public let debye: DebyeModel

    /// - Parameters:
    ///   - bulk: B, GPa.
    ///   - shear: G, GPa.
    ///   - volumePerAtom: Å³.
    ///   - meanAtomicMass: u.
    ///   - atomsPerCell: of the primitive cell.
    ///   - temperature: K.
    ///   - isMetallic: whether every element present is a metal; brings its caveat.
    /// - Throws: ``InvalidQuantity`` naming the first number that no solid can have.
    public init(
        bulk: Double, shear: Double, volumePerAtom: Double, meanAtomicMass: Double,
        atomsPerCell: Int, temperature: Double = 300, isMetallic: Bool = false
    ) throws(InvalidQuantity) {
        mechanics = try MechanicalEstimate(
            bulk: bulk, shear: shear, volumePerAtom: volumePerAtom, isMetallic: isMetallic)
        self.meanAtomicMass = try require(
            meanAtomicMass, within: Self.massRange, "mean atomic mass", unit: "u")
        self.temperature = try require(
            temperature, within: Self.temperatureRange, "temperature", unit: "K")
        guard atomsPerCell > 0 else {
            throw InvalidQuantity(
                "number of atoms in the cell", Double(atomsPerCell), unit: "",
                requirement: "positive")
        }
        self.atomsPerCell = atomsPerCell
        soundVelocities = SoundVelocities(
            mechanics.moduli, density: Self.density(meanAtomicMass, volumePerAtom))
        let theta = DebyeTemperature.elastic(
            meanVelocity: soundVelocities.mean, volumePerAtom: volumePerAtom)
        debye = DebyeModel(debyeTemperature: theta)
    }

    /// u.
    public static let massRange = 0.1...1000.0
    /// K.
    public static let temperatureRange = 1e-3...1e5

    /// E, GPa.
    public var youngs: Double { mechanics.moduli.youngs }
    /// ν.
    public var poisson: Double { mechanics.moduli.poisson }
    /// B/G.
    public var pughRatio: Double { mechanics.moduli.pughRatio }
    /// H_V, GPa.
    public func hardness(_ model: HardnessModel = .mazhnikOganov2019) -> Double {
        mechanics.hardness(model)
    }
    /// K_IC, MPa·m^½.
    public func toughness(_ model: FractureToughnessModel = .mazhnikOganov2019) -> Double {
        mechanics.toughness(model)
    }

    /// ρ, kg/m³.
    public var density: Double { Self.density(meanAtomicMass, mechanics.volumePerAtom) }

    /// θ_D, K.
    public var debyeTemperature: Double { debye.debyeTemperature }

    /// γ of Leont'ev.
    public var gruneisen: Double { Gruneisen.leontev(poisson: poisson) }

    /// C_v at T, J/(mol·K), of a mole of atoms.
    public var heatCapacity: Double { perMole(debye.heatCapacity(at: temperature)) }

    /// S at T, J/(mol·K), of a mole of atoms.
    public var entropy: Double { perMole(debye.entropy(at: temperature)) }

    /// α_V at T, 1/K; the linear coefficient is a third of it.
    public var volumetricExpansion: Double {
        ThermalExpansion.volumetric(
            gruneisen: gruneisen, heatCapacity: debye.heatCapacity(at: temperature),
            bulk: mechanics.moduli.bulk, volume: mechanics.volumePerAtom)
    }

    /// α·E against f(ν)·c_v·ρ.
    ///
    /// - Parameter linearExpansion: α measured or calculated by other means, 1/K. Without it the
    ///   estimate's own α is put in, and the share of the limit is ¾ for every material, as
    ///   Leont'ev's γ is ¾ of the ceiling: then it says nothing.
    public func expansionBound(linearExpansion: Double? = nil) -> ThermalExpansionBound {
        ThermalExpansionBound(
            mechanics.moduli, linearExpansion: linearExpansion ?? volumetricExpansion / 3,
            volumetricHeatCapacity: volumetricHeatCapacity)
    }

    /// c_v·ρ at T, J/(m³·K).
    public var volumetricHeatCapacity: Double {
        let perAtom =
            debye.heatCapacity(at: temperature) * PhysicalConstants.elementaryCharge
        return perAtom / (mechanics.volumePerAtom * Conversion.cubicAngstrom)
    }

    /// κ of Slack at T, W/(m·K).
    public func slackConductivity(
        volume convention: SlackConductivity.VolumeConvention = .cell
    ) -> Double {
        slack(at: temperature, volume: convention)
    }

    /// κ_min of Cahill at T, W/(m·K).
    public var cahillConductivity: Double {
        MinimumConductivity.cahill(
            soundVelocities, volumePerAtom: mechanics.volumePerAtom, temperature: temperature)
    }

    /// κ_min of Clarke, W/(m·K).
    public var clarkeConductivity: Double {
        MinimumConductivity.clarke(
            mechanics.moduli, volumePerAtom: mechanics.volumePerAtom, density: density)
    }

    /// m/s; a longitudinal wave in diamond has up to 18.6 km/s.
    private static let fastest = 20_000.0

    /// Those of the mechanics, whether sound is too fast, and whether T is too low for Slack's formula.
    public var caveats: [ModelCaveat] {
        let isCold = temperature < slack.acousticDebyeTemperature / 2
        let isFast = soundVelocities.longitudinal > Self.fastest
        return mechanics.caveats + (isFast ? [.fasterThanDiamond] : [])
            + (isCold ? [.coldForSlack] : [])
    }

    private var slack: SlackConductivity {
        SlackConductivity(
            debyeTemperature: debyeTemperature, gruneisen: gruneisen,
            volumePerAtom: mechanics.volumePerAtom, meanAtomicMass: meanAtomicMass,
            atomsPerCell: atomsPerCell)
    }

    /// eV/K of an atom as J/(mol·K).
    private func perMole(_ value: Double) -> Double {
        value / Conversion.boltzmannElectronvolt * PhysicalConstants.molarGas
    }

    /// kg/m³ from u and Å³.
    private static func density(_ mass: Double, _ volume: Double) -> Double {
        mass * PhysicalConstants.atomicMass / (volume * Conversion.cubicAngstrom)
    }
}
