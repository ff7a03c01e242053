internal import Discovery
internal import Store

/// Properties of our own, behind the prefix: what stores know of crystals besides the structure.
enum OwnFields {
    /// - Parameter properties: all numbers that crystals have.
    static func all(_ properties: [CatalogueProperty]) -> [StructureField] {
        fixed + properties.map(number)
    }

    private static let fixed: [StructureField] = [
        text("collection", "Collection", "The collection that the structure is in.", .collection),
        text("name", "Name", "The name of the structure in its store.", .name),
        text("source", "Source", "The file or the prototype that it came from.", .source),
        own(
            "volume", "Volume", "Of the cell.", .float,
            FieldUnit(symbol: "angstrom^3", title: "Å³"),
            .volume),
        own(
            "mass_density", "Density", "Of the structure as it stands.", .float,
            FieldUnit(symbol: "g/cm^3", title: "gram per cubic centimetre"), .density),
        own(
            "rank", "Rank", "The place among all crystals of its screening, from 1.", .integer,
            .dimensionless, .rank),
        own(
            "front", "Pareto front",
            "The front of hardness and toughness that it is on, from 1.", .integer,
            .dimensionless, .front),
        text(
            "status", "Status",
            "How far it came in its screening: shortlisted, refined, screened or filtered.",
            .status),
    ]

    private static func text(
        _ name: String, _ title: String, _ description: String, _ column: CatalogueColumn
    ) -> StructureField {
        own(name, title, description, .string, .inapplicable, column)
    }

    private static func own(
        _ name: String, _ title: String, _ description: String, _ type: StructureField.FieldType,
        _ unit: FieldUnit, _ column: CatalogueColumn
    ) -> StructureField {
        StructureField(
            name: Specification.prefix + name, title: title, description: description, type: type,
            unit: unit, meaning: .column(column))
    }

    private static func number(_ property: CatalogueProperty) -> StructureField {
        let quantity = QuantityText(property.name)
        return own(
            quantity.fieldName, quantity.title, quantity.description(unit: property.unit), .float,
            unit(property.unit), .property(property.name))
    }

    private static func unit(_ text: String) -> FieldUnit {
        switch text {
        case "": FieldUnit(symbol: "unknown", title: "a unit that the source did not tell")
        case "1": .dimensionless
        default: FieldUnit(symbol: symbol(text), title: text)
        }
    }

    /// Symbols are of ASCII.
    private static func symbol(_ unit: String) -> String {
        unit.replacing("Å", with: "angstrom").replacing("³", with: "^3").replacing(
            "^½", with: "^(1/2)"
        )
        .replacing("·", with: "*").replacing(" per mole of atoms", with: "")
    }
}

/// A number's name in OPTIMADE, and what it is in words.
struct QuantityText {
    private let name: String
    private let end: String

    /// - Parameter property: as in stores.
    init(_ property: String) {
        let quantity = Quantity.allCases.first {
            $0.interval?.low.rawValue == property || $0.interval?.high.rawValue == property
        }
        name = quantity?.rawValue ?? property
        end = quantity == nil ? "" : property.hasSuffix("_low") ? "_low" : "_high"
    }

    /// Of small letters, digits and underscores, as the standard wants it.
    var fieldName: String {
        let plain = Self.words[name]?.name ?? name
        let letters = plain.lowercased().unicodeScalars.map { scalar in
            (scalar >= "a" && scalar <= "z") || (scalar >= "0" && scalar <= "9")
                ? Character(scalar) : "_"
        }
        return String(letters) + end
    }

    var title: String {
        let title = Self.words[name]?.title ?? name
        return switch end {
        case "_low": "\(title), lower end"
        case "_high": "\(title), upper end"
        default: title
        }
    }

    func description(unit: String) -> String {
        let unit = unit.isEmpty ? "in the unit of its source" : unit == "1" ? "a pure number" : unit
        let known = Self.words[name]?.description ?? "A number that came with the structure"
        return end.isEmpty
            ? "\(known); \(unit)."
            : "The \(end == "_low" ? "lower" : "upper") end of its 90 % interval. \(known); \(unit)."
    }

    private static let words: [String: (name: String, title: String, description: String)] = [
        "K": ("bulk_modulus", "Bulk modulus", "Predicted by a network, or a label"),
        "G": ("shear_modulus", "Shear modulus", "Predicted by a network, or a label"),
        "E": ("young_modulus", "Young's modulus", "From bulk and shear modulus"),
        "poisson": ("poisson_ratio", "Poisson's ratio", "From bulk and shear modulus"),
        "hardness": ("hardness", "Hardness", "By Mazhnik and Oganov (2019) from the moduli"),
        "toughness": (
            "toughness", "Fracture toughness", "By Mazhnik and Oganov (2019) from the moduli"
        ),
        "e_form": ("formation_energy", "Formation energy", "Predicted by a network, or a label"),
        "e_hull": ("energy_above_hull", "Energy above the hull", "A label of the source"),
        "band_gap": ("band_gap", "Band gap", "Predicted by a network, or a label"),
        "volume": (
            "predicted_volume", "Predicted volume per atom", "What the volume network says"
        ),
        "volume_per_atom": (
            "volume_per_atom", "Volume per atom", "Of the cell that the moduli were predicted for"
        ),
        "cell_volume": ("label_volume", "Volume as labelled", "What the source says of the cell"),
        "density": ("density", "Density", "From the Debye model's cell, or a label"),
        "debye_temperature": ("debye_temperature", "Debye temperature", "From the moduli"),
        "hardness_chen": ("hardness_chen", "Hardness by Chen", "By Chen et al. (2011)"),
        "hardness_tian": ("hardness_tian", "Hardness by Tian", "By Tian et al. (2012)"),
        "toughness_niu": ("toughness_niu", "Toughness by Niu", "By Niu et al. (2019)"),
        "sound_velocity": ("sound_velocity", "Sound velocity", "The mean, from the moduli"),
        "grueneisen": ("grueneisen", "Grüneisen parameter", "From the Debye model"),
        "heat_capacity": ("heat_capacity", "Heat capacity", "From the Debye model"),
        "entropy": ("entropy", "Entropy", "From the Debye model"),
        "thermal_expansion": (
            "thermal_expansion", "Thermal expansion of the volume", "From the Debye model"
        ),
        "thermal_conductivity": (
            "thermal_conductivity", "Thermal conductivity", "From the Debye model"
        ),
        "synthesizability": (
            "synthesizability", "Synthesizability",
            "How much it is like crystals that were made, 0 to 1, by a network"
        ),
    ]
}
