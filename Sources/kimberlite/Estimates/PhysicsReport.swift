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
        /// What the number means, or what it is counted by.
        var remark: String
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
        append(
            "least eigenvalue of stiffness", matrix.eigenvalues[0], "GPa", "Born 1940",
            "above 0: stable")
    }

    mutating func add(_ moduli: ElasticModuli) {
        append("Young's modulus", moduli.youngs, "GPa", "")
        append("Poisson ratio", moduli.poisson, "", "")
        append(
            "Pugh ratio B/G", moduli.pughRatio, "", "Pugh 1954",
            moduli.isDuctileByPugh ? "above 1.75: ductile" : "below 1.75: brittle")
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
        let (mole, perMole) = ("J/(mol·K)", "per mole of atoms")
        append("heat capacity C_v \(at)", estimate.heatCapacity, mole, "Debye", perMole)
        append("entropy \(at)", estimate.entropy, mole, "Debye", perMole)
        let expansion = estimate.volumetricExpansion
        append("volumetric expansion \(at)", expansion, "1/K", "Grüneisen")
        append("linear expansion \(at)", expansion / 3, "1/K", "Grüneisen", "mean of directions")
        addConductivity(estimate, showsSlack: showsSlack)
        if let linearExpansion { addBound(estimate, linearExpansion) }
        caveats = estimate.caveats.filter { showsSlack || $0 != .coldForSlack }
    }

    private mutating func addConductivity(_ estimate: MaterialEstimate, showsSlack: Bool) {
        let (unit, at) = ("W/(m·K)", "at \(Self.digits(estimate.temperature)) K")
        if showsSlack {
            append(
                "thermal conductivity \(at)", estimate.slackConductivity(), unit, "Slack 1979",
                "with the cell's volume")
            append(
                "thermal conductivity \(at)", estimate.slackConductivity(volume: .atom), unit,
                "Slack 1979", "with an atom's volume")
        }
        append("least conductivity \(at)", estimate.cahillConductivity, unit, "Cahill 1992")
        append(
            "least conductivity", estimate.clarkeConductivity, unit, "Clarke 2003",
            "at high temperature")
    }

    private mutating func addBound(_ estimate: MaterialEstimate, _ linearExpansion: Double) {
        let bound = estimate.expansionBound(linearExpansion: linearExpansion)
        append("αE/(c_v·ρ)", bound.ratio, "", "", "α as given, c_v of Debye")
        append("f(ν)", bound.limit, "", "", "its bound")
        append(
            "αE/(f·c_v·ρ)", bound.shareOfLimit, "", "",
            bound.isViolated ? "above 1: beyond the bound" : "below 1: within the bound")
    }

    private mutating func append(
        _ quantity: String, _ value: Double, _ unit: String, _ model: String,
        _ remark: String = ""
    ) {
        entries.append(
            Entry(quantity: quantity, value: value, unit: unit, model: model, remark: remark))
    }

    /// The table, then one line for each caveat.
    var lines: [String] {
        var table = Table([
            .words("quantity"), .number("value"), .words("unit"), .words("model"),
            .words("remark"),
        ])
        for entry in entries {
            table.append([
                entry.quantity, Self.digits(entry.value), entry.unit, entry.model, entry.remark,
            ])
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
