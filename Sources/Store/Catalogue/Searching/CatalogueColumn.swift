internal import GRDB

/// What crystals can be compared and ordered by.
public enum CatalogueColumn: Hashable, Sendable {
    case identifier, collection, name, source
    /// ``CatalogueEntry/formula``.
    case formula
    /// Smallest whole numbers, elements by symbol: "Fe2Li3O12P3"; unknown where there are none. As in OPTIMADE.
    case reducedFormula
    /// Of the cell, in Hill's order; unknown where it holds parts of atoms.
    case hillFormula
    /// The reduced formula's numbers, the largest first, with letters for elements: "A3B2".
    case anonymousFormula
    /// The elements by symbol: "Al-O".
    case chemicalSystem
    case elementCount, siteCount
    /// Different contents of sites.
    case speciesCount
    /// 0 or 1.
    case isOrdered
    case spaceGroup, spaceGroupSymbol
    /// The symbol with spaces and without underscores, as in OPTIMADE: "P 63/m m c".
    case hermannMauguin
    /// Å³ of the cell.
    case volume
    /// g/cm³.
    case density
    case rank, front, status
    /// Seconds since 1970.
    case lastModified
    /// A ``CatalogueProperty`` by name; one that no crystal has is unknown everywhere.
    case property(String)

    /// Whether it is text; otherwise it is a number.
    public var isText: Bool {
        switch self {
        case .identifier, .collection, .name, .source, .formula, .reducedFormula, .hillFormula,
            .anonymousFormula, .chemicalSystem, .spaceGroupSymbol, .hermannMauguin, .status:
            true
        default: false
        }
    }

    /// - Parameter properties: columns of the properties that there are.
    func sql(_ properties: [String: String]) -> String {
        switch self {
        case .identifier: "identifier"
        case .collection:
            "(SELECT c.name FROM collection c WHERE c.id = crystal.collection)"
        case .name: "name"
        case .source: "source"
        case .formula: "formula"
        case .reducedFormula: "reducedFormula"
        case .hillFormula: "hillFormula"
        case .anonymousFormula: "anonymousFormula"
        case .chemicalSystem: "chemicalSystem"
        case .elementCount: "elementCount"
        case .siteCount: "sites"
        case .speciesCount: "speciesCount"
        case .isOrdered: "isOrdered"
        case .spaceGroup: "spaceGroup"
        case .spaceGroupSymbol: "spaceGroupSymbol"
        case .hermannMauguin: "hermannMauguin"
        case .volume: "volume"
        case .density: "density"
        case .rank: "rank"
        case .front: "front"
        case .status: "status"
        case .lastModified: "lastModified"
        case .property(let name): properties[name] ?? "NULL"
        }
    }
}

/// An order of crystals: by a column, those without a value last.
public struct CatalogueOrder: Hashable, Sendable {
    public var column: CatalogueColumn
    public var isDescending: Bool

    public init(_ column: CatalogueColumn, isDescending: Bool = false) {
        (self.column, self.isDescending) = (column, isDescending)
    }
}
