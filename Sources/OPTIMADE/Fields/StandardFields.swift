internal import Store

/// The properties that OPTIMADE 1.2 defines for structures.
enum StandardFields {
    /// In the order of the standard, those that no structure of ours has included.
    static let all: [StructureField] = identity + composition + geometry + symmetry + others

    private static let identity = [
        field(
            "id", "Identifier", "The name of the structure in this database.", .string,
            .column(.identifier), support: "must", definition: "core/id"),
        field(
            "type", "Type", "The kind of the entry: structures.", .string, .text("structures"),
            support: "must", definition: "core/type"),
        field(
            "immutable_id", "Immutable identifier", "Unknown: identifiers here can change.",
            .string, .unknown, definition: "core/immutable_id"),
        field(
            "last_modified", "Last modified",
            "When the store that the structure is in was last written.", .timestamp,
            .column(.lastModified), isDefault: true, support: "should",
            definition: "core/last_modified"),
    ]

    private static let composition = [
        field(
            "elements", "Elements", "The elements of the structure, by symbol.", .list, .elements,
            isDefault: true, support: "should"),
        field(
            "nelements", "Number of elements", "How many different elements there are.", .integer,
            unit: .dimensionless, .column(.elementCount), isDefault: true, support: "should"),
        field(
            "elements_ratios", "Shares of the elements",
            "The share of the atoms of each element, in the order of elements.", .list,
            unit: .dimensionless, .elementRatios, isDefault: true, support: "should"),
        field(
            "chemical_formula_descriptive", "Formula as people write it",
            "The smallest formula, elements by rising electronegativity.", .string,
            .column(.formula), isDefault: true, support: "should"),
        field(
            "chemical_formula_reduced", "Reduced formula",
            "The smallest whole numbers, elements by symbol.", .string,
            .column(.reducedFormula), isDefault: true, support: "should"),
        field(
            "chemical_formula_hill", "Hill formula",
            "The contents of the cell in Hill's order; unknown where it holds parts of atoms.",
            .string, .column(.hillFormula)),
        field(
            "chemical_formula_anonymous", "Anonymous formula",
            "The reduced formula's numbers, the largest first, with letters for the elements.",
            .string, .column(.anonymousFormula), isDefault: true, support: "should"),
    ]

    private static let geometry = [
        field(
            "dimension_types", "Periodicity",
            "1 for each direction in which the structure is periodic: all three.", .list,
            unit: .dimensionless, .dimensionTypes, isDefault: true, support: "should"),
        field(
            "nperiodic_dimensions", "Number of periodic directions", "Always 3.", .integer,
            unit: .dimensionless, .number(3), isDefault: true, support: "should"),
        field(
            "lattice_vectors", "Lattice vectors", "The three lattice vectors, Å.", .list,
            unit: .angstrom, .latticeVectors, isDefault: true, support: "should"),
        field(
            "cartesian_site_positions", "Positions",
            "Where the sites of the cell are, Cartesian, Å.", .list, unit: .angstrom,
            .sitePositions, isDefault: true, support: "should"),
        field(
            "nsites", "Number of sites", "How many sites the cell has.", .integer,
            unit: .dimensionless, .column(.siteCount), isDefault: true, support: "should"),
        field(
            "species", "Species",
            "What stands on sites: elements with their concentrations; vacancy is what is empty.",
            .list, .species, isDefault: true, support: "should"),
        field(
            "species_at_sites", "Species at sites", "The name of the species of each site.", .list,
            .speciesAtSites, isDefault: true, support: "should"),
    ]

    private static let symmetry = [
        field(
            "space_group_it_number", "Space group number",
            "As in International Tables for Crystallography A, 1 to 230; found within 0.01 Å.",
            .integer, unit: .dimensionless, .column(.spaceGroup)),
        field(
            "space_group_symbol_hermann_mauguin", "Space group symbol",
            "The short Hermann–Mauguin symbol, with a space before each axis.", .string,
            .column(.hermannMauguin)),
        field(
            "space_group_symbol_hermann_mauguin_extended", "Extended space group symbol",
            "Unknown.", .string, .unknown),
        field("space_group_symbol_hall", "Hall symbol", "Unknown.", .string, .unknown),
        field(
            "space_group_symmetry_operations_xyz", "Symmetry operations", "Unknown.", .list,
            .unknown),
    ]

    private static let others = [
        field(
            "assemblies", "Assemblies", "Unknown: no structure has correlated sites.", .list,
            .unknown),
        field(
            "structure_features", "Features",
            "\"disorder\" where a site holds a mixture or is partly empty.", .list,
            .structureFeatures, isDefault: true, support: "must"),
    ]

    private static func field(
        _ name: String, _ title: String, _ description: String, _ type: StructureField.FieldType,
        unit: FieldUnit = .inapplicable, _ meaning: StructureField.Meaning,
        isDefault: Bool = false, support: String = "may", definition: String? = nil
    ) -> StructureField {
        StructureField(
            name: name, title: title, description: description, type: type, unit: unit,
            meaning: meaning, isDefault: isDefault, support: support,
            definition: definition ?? "optimade/structures/\(name)")
    }
}
