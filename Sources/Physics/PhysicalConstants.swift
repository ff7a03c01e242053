/// The constants of nature used here, CODATA 2018 (Tiesinga et al., Rev. Mod. Phys. 93, 025010,
/// 2021), in SI units; all but the atomic mass are exact by definition.
public enum PhysicalConstants {
    /// h, J·s.
    public static let planck = 6.626_070_15e-34
    /// ħ = h/2π, J·s.
    public static let reducedPlanck = planck / (2 * Double.pi)
    /// k_B, J/K.
    public static let boltzmann = 1.380_649e-23
    /// N_A, 1/mol.
    public static let avogadro = 6.022_140_76e23
    /// R = N_A·k_B, J/(mol·K).
    public static let molarGas = avogadro * boltzmann
    /// e, C; also one electronvolt in J.
    public static let elementaryCharge = 1.602_176_634e-19
    /// u, kg; relative uncertainty 3·10⁻¹⁰.
    public static let atomicMass = 1.660_539_066_60e-27
}

/// Where the project's units (Å, eV, GPa, u) turn into SI and back.
enum Conversion {
    /// One Å in m.
    static let angstrom = 1e-10
    /// One Å³ in m³.
    static let cubicAngstrom = 1e-30
    /// One GPa in Pa.
    static let gigapascal = 1e9
    /// One eV/Å³ in GPa.
    static let electronvoltPerCubicAngstrom =
        PhysicalConstants.elementaryCharge / cubicAngstrom / gigapascal
    /// k_B in eV/K.
    static let boltzmannElectronvolt =
        PhysicalConstants.boltzmann / PhysicalConstants.elementaryCharge
}
