internal import Store

/// A property of `structures`, by name: how it is described, filtered and ordered by.
struct StructureField: Sendable {
    var name: String
    var title: String
    var description: String
    var type: FieldType
    var unit: FieldUnit = .inapplicable
    var meaning: Meaning
    /// Whether it is in a response that does not say what it wants.
    var isDefault = false
    /// The standard's word for how far it has to be there; nil where it is not the standard's.
    var support: String?
    /// The name under which schemas.optimade.org defines it; nil where it is not the standard's.
    var definition: String?

    enum FieldType: String, Sendable {
        case string, integer, float, boolean, timestamp, list, dictionary
    }

    /// What a filter compares.
    enum Meaning: Sendable {
        case column(CatalogueColumn)
        /// The same of every structure.
        case number(Double)
        case text(String)
        case elements
        case elementRatios
        case speciesAtSites
        case species
        case structureFeatures
        /// [1, 1, 1]
        case dimensionTypes
        /// As many entries as there are sites, which cannot be filtered by otherwise.
        case sitePositions
        /// Three vectors, which cannot be filtered by otherwise.
        case latticeVectors
        /// No structure has it.
        case unknown
    }

    /// Whether answers can be in its order.
    var sortColumn: CatalogueColumn? {
        if case .column(let column) = meaning { column } else { nil }
    }
}

/// What a number is counted in.
struct FieldUnit: Sendable, Hashable {
    /// "dimensionless" and "inapplicable" are the standard's words.
    var symbol: String
    var title: String

    static let inapplicable = FieldUnit(symbol: "inapplicable", title: "")
    static let dimensionless = FieldUnit(symbol: "dimensionless", title: "")
    static let angstrom = FieldUnit(symbol: "angstrom", title: "ångström")

    var isDefined: Bool { self != .inapplicable && self != .dimensionless }
}
