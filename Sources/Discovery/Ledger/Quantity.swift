/// A number that the screening knows of a crystal: its column in the tables, and its unit.
///
/// The raw value is the name in the store, which never changes: stores of earlier versions are read by it.
public enum Quantity: String, CaseIterable, Sendable, Codable {
    // Networks, and what follows from them by a formula: every crystal of the first rung, but for
    // formation energy and gap (``ModelSet``).
    case bulkModulus = "K"
    case shearModulus = "G"
    case youngModulus = "E"
    case poissonRatio = "poisson"
    case hardness
    case toughness
    case formationEnergy = "e_form"
    case bandGap = "band_gap"
    /// What the volume network says, whatever cell the crystal came with.
    case predictedVolume = "volume"
    /// The cell that the moduli were predicted for.
    case volumePerAtom = "volume_per_atom"
    case debyeTemperature = "debye_temperature"

    // The Debye model: the crystals of the second rung.
    case hardnessChen = "hardness_chen"
    case hardnessTian = "hardness_tian"
    case toughnessNiu = "toughness_niu"
    case density
    case soundVelocity = "sound_velocity"
    case grueneisenParameter = "grueneisen"
    case heatCapacity = "heat_capacity"
    case entropy
    /// Of the volume: three times the linear one of a cubic crystal.
    case thermalExpansion = "thermal_expansion"
    case thermalConductivity = "thermal_conductivity"

    // The ends of the 90 % intervals, where the networks have error bars.
    case bulkModulusLow = "K_low"
    case bulkModulusHigh = "K_high"
    case shearModulusLow = "G_low"
    case shearModulusHigh = "G_high"
    case hardnessLow = "hardness_low"
    case hardnessHigh = "hardness_high"
    case toughnessLow = "toughness_low"
    case toughnessHigh = "toughness_high"
    case formationEnergyLow = "e_form_low"
    case formationEnergyHigh = "e_form_high"

    /// How much a crystal is like those that were made, by a network, 0…1.
    case synthesizability

    /// The ends of its interval; nil where it has none.
    public var interval: (low: Quantity, high: Quantity)? {
        switch self {
        case .bulkModulus: (.bulkModulusLow, .bulkModulusHigh)
        case .shearModulus: (.shearModulusLow, .shearModulusHigh)
        case .hardness: (.hardnessLow, .hardnessHigh)
        case .toughness: (.toughnessLow, .toughnessHigh)
        case .formationEnergy: (.formationEnergyLow, .formationEnergyHigh)
        default: nil
        }
    }

    /// Those with an interval.
    static let withIntervals = allCases.filter { $0.interval != nil }

    /// The column of `candidates.csv` and `shortlist.csv`.
    var column: String {
        self == .thermalExpansion ? "thermal_expansion_volumetric" : rawValue
    }

    public var unit: String {
        switch self {
        case .bulkModulus, .shearModulus, .youngModulus, .hardness, .hardnessChen, .hardnessTian,
            .bulkModulusLow, .bulkModulusHigh, .shearModulusLow, .shearModulusHigh, .hardnessLow,
            .hardnessHigh:
            "GPa"
        case .toughness, .toughnessNiu, .toughnessLow, .toughnessHigh: "MPa·m^½"
        case .poissonRatio, .grueneisenParameter, .synthesizability: "1"
        case .formationEnergy, .formationEnergyLow, .formationEnergyHigh: "eV/atom"
        case .bandGap: "eV"
        case .predictedVolume, .volumePerAtom: "Å³/atom"
        case .debyeTemperature: "K"
        case .density: "g/cm³"
        case .soundVelocity: "m/s"
        case .heatCapacity, .entropy: "J/(mol·K) per mole of atoms"
        case .thermalExpansion: "1/K"
        case .thermalConductivity: "W/(m·K)"
        }
    }

    /// Position in ``allCases``; fixed for one version of the program, never written to a file.
    ///
    /// Written out, for it is asked for a hundred times a crystal.
    var ordinal: Int {
        switch self {
        case .bulkModulus: 0
        case .shearModulus: 1
        case .youngModulus: 2
        case .poissonRatio: 3
        case .hardness: 4
        case .toughness: 5
        case .formationEnergy: 6
        case .bandGap: 7
        case .predictedVolume: 8
        case .volumePerAtom: 9
        case .debyeTemperature: 10
        case .hardnessChen: 11
        case .hardnessTian: 12
        case .toughnessNiu: 13
        case .density: 14
        case .soundVelocity: 15
        case .grueneisenParameter: 16
        case .heatCapacity: 17
        case .entropy: 18
        case .thermalExpansion: 19
        case .thermalConductivity: 20
        case .bulkModulusLow: 21
        case .bulkModulusHigh: 22
        case .shearModulusLow: 23
        case .shearModulusHigh: 24
        case .hardnessLow: 25
        case .hardnessHigh: 26
        case .toughnessLow: 27
        case .toughnessHigh: 28
        case .formationEnergyLow: 29
        case .formationEnergyHigh: 30
        case .synthesizability: 31
        }
    }
}

/// The numbers known of one crystal; what is not known is nil, never zero.
public struct Quantities: Sendable {
    /// [Quantity.allCases], NaN where unknown.
    private var values = [Double](repeating: .nan, count: Quantity.allCases.count)

    public init() {}

    public init(_ known: [Quantity: Double]) {
        for (quantity, value) in known { self[quantity] = value }
    }

    public subscript(_ quantity: Quantity) -> Double? {
        get {
            let value = values[quantity.ordinal]
            return value.isNaN ? nil : value
        }
        set { values[quantity.ordinal] = newValue ?? .nan }
    }

    /// What is known, in the order of ``Quantity/allCases``.
    public var known: [(quantity: Quantity, value: Double)] {
        zip(Quantity.allCases, values).compactMap { $1.isNaN ? nil : ($0, $1) }
    }

    /// These numbers, and those of `other` where both know one, `other`'s.
    public func merging(_ other: Quantities) -> Quantities {
        var merged = self
        for (quantity, value) in other.known { merged[quantity] = value }
        return merged
    }

    /// Those of these quantities that are known.
    func only(_ wanted: Set<Quantity>) -> Quantities {
        var some = Quantities()
        for (quantity, value) in known where wanted.contains(quantity) { some[quantity] = value }
        return some
    }
}

extension Quantities: Equatable {
    /// Equal where the same quantities are known with the same bits.
    public static func == (a: Self, b: Self) -> Bool {
        zip(a.values, b.values).allSatisfy { ($0.isNaN && $1.isNaN) || $0 == $1 }
    }
}
