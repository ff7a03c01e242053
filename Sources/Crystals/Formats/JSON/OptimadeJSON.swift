/// Structures as the OPTIMADE API gives them (specification 1.2): one entry, a list, or a whole
/// response with its "data".
public struct OptimadeJSON: CrystalFormat {
    public init() {}

    public var name: FormatName { .optimade }
    public var enclosure: Enclosure? {
        Enclosure(opening: "{\"data\":[\n", separator: ",\n", closing: "]}\n")
    }

    public func reader(of bytes: ByteReader) -> any RecordReader { JSONDocumentReader(bytes) }

    public func text(of record: CrystalRecord) -> String {
        let lattice = record.crystal.lattice
        let sites = record.crystal.sites
        let kinds = Self.kinds(sites.map(\.species))
        var attributes: [(String, String)] = [
            ("nsites", "\(sites.count)"), ("dimension_types", "[1,1,1]"),
            ("nperiodic_dimensions", "3"),
            ("lattice_vectors", JSONText.vectors(lattice)),
            (
                "cartesian_site_positions",
                JSONText.array(sites.map { JSONText.vector(lattice.cartesian($0.position)) })
            ),
            ("species", JSONText.array(kinds.map { Self.entry($0.name, $0.species) })),
            (
                "species_at_sites",
                JSONText.array(
                    sites.map { site in
                        JSONText.string(kinds.first { $0.species == site.species }?.name ?? "")
                    })
            ),
        ]
        for (label, value) in record.labels.sorted(by: { $0.key < $1.key }) {
            attributes.append((Self.prefix + label, JSONText.number(value)))
        }
        return JSONText.object([
            ("id", JSONText.string(record.id)), ("type", "\"structures\""),
            ("attributes", JSONText.object(attributes)),
        ]) + "\n"
    }

    /// Properties outside the standard carry the provider's prefix.
    private static let prefix = "_kimberlite_"

    private static func kinds(_ species: [Species]) -> [(name: String, species: Species)] {
        var kinds: [(name: String, species: Species)] = []
        for one in species where !kinds.contains(where: { $0.species == one }) {
            let name = one.components.map(\.element.symbol).joined()
            let isTaken = kinds.contains { $0.name == name }
            kinds.append((isTaken ? "\(name)\(kinds.count + 1)" : name, one))
        }
        return kinds
    }

    private static func entry(_ name: String, _ species: Species) -> String {
        let components = species.components
        let filled = components.map(\.occupancy).reduce(0, +)
        var symbols = components.map { JSONText.string($0.element.symbol) }
        var shares = components.map { JSONText.number($0.occupancy) }
        if filled < 1 - 1e-9 {
            symbols.append("\"vacancy\"")
            shares.append(JSONText.number(Decimal.rounded(1 - filled, GeometryText.decimals)))
        }
        return JSONText.object([
            ("name", JSONText.string(name)), ("chemical_symbols", JSONText.array(symbols)),
            ("concentration", JSONText.array(shares)),
        ])
    }

    static func crystal(_ object: JSONObject) throws -> ParsedCrystal {
        if let periodic = try object["dimension_types"]?.numbers(), periodic.contains(0) {
            throw Finding(
                .notACrystal,
                "\"dimension_types\" says it is not periodic in three directions; leave it out")
        }
        let rows = try object.required("lattice_vectors").vectors()
        guard rows.count == 3 else {
            throw Finding(
                .inconsistentCounts, "\"lattice_vectors\" has \(rows.count) rows; it needs three")
        }
        let lattice = Lattice(rows: rows)
        let positions = try object.required("cartesian_site_positions").vectors()
        let names = try object.required("species_at_sites").array().map { try $0.string() }
        guard names.count == positions.count else {
            throw Finding(
                .inconsistentCounts,
                "\(names.count) names in \"species_at_sites\", but \(positions.count) positions; "
                    + "make them agree")
        }
        var symbols = SymbolReader()
        let kinds = try kinds(object, &symbols)
        let sites = try zip(names, positions).map { name, position in
            Site(
                try species(name, in: kinds, &symbols),
                at: lattice.fractional(Cartesian(position)))
        }
        return ParsedCrystal(
            Crystal(lattice: lattice, sites: sites), labels: labels(object),
            findings: symbols.findings)
    }

    private static func species(
        _ name: String, in kinds: [String: Species], _ symbols: inout SymbolReader
    ) throws -> Species {
        if let species = kinds[name] { return species }
        if kinds.isEmpty, let element = symbols.element(name) { return .element(element) }
        throw Finding(
            .missingField, "\"species\" does not explain \"\(name)\"; add it to the list")
    }

    private static func kinds(
        _ object: JSONObject, _ symbols: inout SymbolReader
    ) throws -> [String: Species] {
        guard let list = object["species"], list.kind == .array else { return [:] }
        var kinds: [String: Species] = [:]
        for entry in try list.array() {
            let kind = try entry.object()
            kinds[try kind.required("name").string()] = try species(kind, &symbols)
        }
        return kinds
    }

    private static func species(
        _ kind: JSONObject, _ reader: inout SymbolReader
    ) throws -> Species {
        let symbols = try kind.required("chemical_symbols").array().map { try $0.string() }
        let shares = try kind["concentration"]?.numbers() ?? symbols.map { _ in 1 }
        guard symbols.count == shares.count else {
            throw Finding(
                .inconsistentCounts,
                "\(symbols.count) symbols of a species, but \(shares.count) concentrations")
        }
        let components = try zip(symbols, shares).compactMap { symbol, share in
            if symbol == "vacancy" { return Species.Component?.none }
            guard let element = reader.element(symbol) else {
                throw Finding.unknownElement(symbol, at: "in \"species\"")
            }
            return Species.Component(element, occupancy: share)
        }
        return Species(components: components)
    }

    private static func labels(_ object: JSONObject) -> [ParsedLabel] {
        object.members.compactMap { name, value in
            guard name.hasPrefix("_") else { return nil }
            let own = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
            return JSONRecord.label(own, value)
        }
    }
}
