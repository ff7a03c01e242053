internal import Foundation
internal import Physics

/// What `kimberlite physics` prints: quantities with unit and model, and what to doubt.
struct PhysicsReport {
    /// A line of the report; of the JSON, an object of `results`.
    struct Entry: Encodable {
        var quantity: String
        var value: Double
        /// Empty for a pure number.
        var unit: String
        /// Who gave the formula; empty where it follows from a definition.
        var model: String
    }

    private(set) var entries: [Entry] = []
    var caveats: [ModelCaveat] = []

    mutating func add(_ matrix: Stiffness) throws(StiffnessError) {
        for average in StiffnessAverage.allCases {
            let moduli = try matrix.moduli(average)
            let name = average.rawValue.capitalized
            append("bulk modulus", moduli.bulk, "GPa", name)
            append("shear modulus", moduli.shear, "GPa", name)
        }
        append("universal anisotropy", try matrix.universalAnisotropy(), "", "Ranganathan 2008")
        append("least eigenvalue of stiffness", matrix.eigenvalues[0], "GPa", "Born: stable")
    }

    mutating func add(_ moduli: ElasticModuli) {
        append("Young's modulus", moduli.youngs, "GPa", "")
        append("Poisson ratio", moduli.poisson, "", "")
        append(
            "Pugh ratio B/G", moduli.pughRatio, "", moduli.isDuctileByPugh ? "ductile" : "brittle")
        for model in HardnessModel.allCases {
            append("hardness", model(moduli), "GPa", model.name)
        }
    }

    mutating func add(_ estimate: MechanicalEstimate) {
        add(estimate.moduli)
        for model in FractureToughnessModel.allCases {
            append("fracture toughness", estimate.toughness(model), "MPa·m^½", model.name)
        }
        caveats = estimate.caveats
    }

    /// - Parameters:
    ///   - showsSlack: whether the number of atoms in the cell is known.
    ///   - linearExpansion: 1/K, where it is known otherwise.
    mutating func add(
        _ estimate: MaterialEstimate, showsSlack: Bool, linearExpansion: Double?
    ) {
        add(estimate.mechanics)
        let at = "at \(Self.digits(estimate.temperature)) K"
        append("density", estimate.density / 1000, "g/cm³", "")
        append("longitudinal sound velocity", estimate.soundVelocities.longitudinal, "m/s", "")
        append("transverse sound velocity", estimate.soundVelocities.transverse, "m/s", "")
        append("Debye temperature", estimate.debyeTemperature, "K", "Anderson 1963")
        append("Grüneisen parameter", estimate.gruneisen, "", "Leont'ev 1981")
        append(
            "heat capacity C_v \(at)", estimate.heatCapacity, "J/(mol·K)",
            "Debye, per mole of atoms")
        append("entropy \(at)", estimate.entropy, "J/(mol·K)", "Debye, per mole of atoms")
        append("volumetric expansion \(at)", estimate.volumetricExpansion, "1/K", "Grüneisen")
        addConductivity(estimate, showsSlack: showsSlack)
        if let linearExpansion { addBound(estimate, linearExpansion) }
        caveats = estimate.caveats.filter { showsSlack || $0 != .coldForSlack }
    }

    private mutating func addConductivity(_ estimate: MaterialEstimate, showsSlack: Bool) {
        let unit = "W/(m·K)"
        if showsSlack {
            append("conductivity", estimate.slackConductivity(), unit, "Slack 1979, cell volume")
            append(
                "conductivity", estimate.slackConductivity(volume: .atom), unit,
                "Slack 1979, atom volume")
        }
        append("least conductivity", estimate.cahillConductivity, unit, "Cahill 1992")
        append("least conductivity", estimate.clarkeConductivity, unit, "Clarke 2003")
    }

    private mutating func addBound(_ estimate: MaterialEstimate, _ linearExpansion: Double) {
        let bound = estimate.expansionBound(linearExpansion: linearExpansion)
        append("αE/(c_v·ρ)", bound.ratio, "", "given α, Debye c_v")
        append("f(ν)", bound.limit, "", "bound")
        let verdict = bound.isViolated ? "above the bound" : "within the bound"
        append("αE/(f·c_v·ρ)", bound.shareOfLimit, "", verdict)
    }

    private mutating func append(
        _ quantity: String, _ value: Double, _ unit: String, _ model: String
    ) {
        entries.append(Entry(quantity: quantity, value: value, unit: unit, model: model))
    }

    /// The table, then one line for each caveat.
    var lines: [String] {
        var table = Table([.words("quantity"), .number("value"), .words("unit"), .words("model")])
        for entry in entries {
            table.append([entry.quantity, Self.digits(entry.value), entry.unit, entry.model])
        }
        return table.lines + caveats.map { "caution: \($0.text)" }
    }

    /// One object on one line.
    func json() throws -> String {
        struct Doubt: Encodable {
            var name: String
            var text: String
        }
        struct Document: Encodable {
            var results: [Entry]
            var caveats: [Doubt]
        }
        let doubts = caveats.map { Doubt(name: $0.rawValue, text: $0.text) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(Document(results: entries, caveats: doubts))
        return String(decoding: data, as: UTF8.self)
    }

    /// Five significant digits, more than the models are worth.
    private static func digits(_ value: Double) -> String { String(format: "%.5g", value) }
}
