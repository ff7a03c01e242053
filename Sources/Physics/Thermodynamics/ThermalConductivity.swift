internal import Foundation

/// The lattice's heat conduction, limited by collisions of phonons: Slack's model.
public struct SlackConductivity: Hashable, Sendable {
    /// Which volume stands in the formula: they differ by the cube root of the atoms in the cell.
    public enum VolumeConvention: String, CaseIterable, Hashable, Sendable, Codable {
        /// Of the primitive cell, as in Slack's own formula and AGL.
        case cell
        /// Of one atom: the same for every choice of cell.
        case atom
    }

    /// θ_D, K.
    public let debyeTemperature: Double
    /// γ, dimensionless.
    public let gruneisen: Double
    /// Of one atom, Å³.
    public let volumePerAtom: Double
    /// M̄, u.
    public let meanAtomicMass: Double
    /// n, atoms in the primitive cell.
    public let atomsPerCell: Int

    public init(
        debyeTemperature: Double, gruneisen: Double, volumePerAtom: Double,
        meanAtomicMass: Double, atomsPerCell: Int
    ) {
        precondition(
            debyeTemperature > 0 && gruneisen > 0 && volumePerAtom > 0 && meanAtomicMass > 0
                && atomsPerCell > 0,
            "\(debyeTemperature) K, γ \(gruneisen), \(volumePerAtom) Å³, \(meanAtomicMass) u, "
                + "\(atomsPerCell) atoms")
        (self.debyeTemperature, self.gruneisen) = (debyeTemperature, gruneisen)
        (self.volumePerAtom, self.meanAtomicMass) = (volumePerAtom, meanAtomicMass)
        self.atomsPerCell = atomsPerCell
    }

    /// θ_a = θ_D·n^(−⅓), K: of the acoustic branches alone.
    public var acousticDebyeTemperature: Double {
        debyeTemperature / cbrt(Double(atomsPerCell))
    }

    /// κ(T) = κ(θ_a)·θ_a/T, W/(m·K), with
    /// κ(θ_a) = 0.849·3·∛4/(20π³(1 − 0.514/γ + 0.228/γ²))·(k_Bθ_a/ħ)²·k_B·M̄·V^⅓/(ħγ²)
    /// (Slack, Solid State Phys. 34, 1, 1979; in this form Toher et al., Phys. Rev. B 90, 174107,
    /// 2014). Meant for temperatures about θ_a and above; far below, boundaries and isotopes
    /// limit the flow and the true value is lower.
    public func callAsFunction(
        at temperature: Double, volume convention: VolumeConvention = .cell
    ) -> Double {
        precondition(temperature > 0, "temperature \(temperature) K")
        let atoms = convention == .cell ? Double(atomsPerCell) : 1
        let length = cbrt(volumePerAtom * atoms) * Conversion.angstrom
        let theta = acousticDebyeTemperature
        let frequency =
            PhysicalConstants.boltzmann * theta / PhysicalConstants.reducedPlanck
        let mass = meanAtomicMass * PhysicalConstants.atomicMass
        let transport =
            frequency * frequency * PhysicalConstants.boltzmann * mass * length
            / (PhysicalConstants.reducedPlanck * gruneisen * gruneisen)
        return prefactor * transport * theta / temperature
    }

    private var prefactor: Double {
        let anharmonic = 1 - 0.514 / gruneisen + 0.228 / (gruneisen * gruneisen)
        return 0.849 * 3 * cbrt(4) / (20 * Double.pi * Double.pi * Double.pi * anharmonic)
    }
}

/// The least heat that a solid conducts, reached when a phonon goes no farther than its own
/// wavelength: what disorder could bring the conductivity down to.
public enum MinimumConductivity {
    /// κ = (π/6)^⅓·k_B·N^⅔·Σᵢ vᵢ(T/θᵢ)²∫₀^(θᵢ/T) x³eˣ/(eˣ−1)² dx, W/(m·K), over one longitudinal
    /// and two transverse branches, θᵢ = vᵢ(ħ/k_B)(6π²N)^⅓ (Cahill, Watson & Pohl, Phys. Rev. B
    /// 46, 6131, 1992).
    ///
    /// - Parameter volumePerAtom: 1/N, Å³.
    public static func cahill(
        _ velocities: SoundVelocities, volumePerAtom: Double, temperature: Double
    ) -> Double {
        precondition(
            volumePerAtom > 0 && temperature > 0, "\(volumePerAtom) Å³, \(temperature) K")
        let density = 1 / (volumePerAtom * Conversion.cubicAngstrom)
        let quantum = PhysicalConstants.reducedPlanck / PhysicalConstants.boltzmann
        let perVelocity = quantum * cbrt(6 * Double.pi * Double.pi * density)
        func branch(_ velocity: Double) -> Double {
            velocity * cahillShare(velocity * perVelocity / temperature)
        }
        let sum = branch(velocities.longitudinal) + 2 * branch(velocities.transverse)
        let prefactor = cbrt(Double.pi / 6) * PhysicalConstants.boltzmann
        return prefactor * pow(density, 2.0 / 3) * sum
    }

    /// y⁻²∫₀^y x³eˣ/(eˣ−1)² dx, which is ½ for small y: integrated by parts,
    /// (3/2)·D₂(y) − y/(e^y − 1).
    private static func cahillShare(_ y: Double) -> Double {
        1.5 * DebyeFunction.second(y) - y / expm1(y)
    }

    /// κ = 0.87·k_B·V^(−⅔)·√(E/ρ), W/(m·K): the limit at high temperature (Clarke, Surf. Coat.
    /// Technol. 163, 67, 2003).
    ///
    /// - Parameters:
    ///   - volumePerAtom: V, Å³.
    ///   - density: ρ, kg/m³.
    public static func clarke(
        _ moduli: ElasticModuli, volumePerAtom: Double, density: Double
    ) -> Double {
        precondition(volumePerAtom > 0 && density > 0, "\(volumePerAtom) Å³, \(density) kg/m³")
        let area = pow(volumePerAtom * Conversion.cubicAngstrom, 2.0 / 3)
        let velocity = (moduli.youngs * Conversion.gigapascal / density).squareRoot()
        return 0.87 * PhysicalConstants.boltzmann / area * velocity
    }
}
