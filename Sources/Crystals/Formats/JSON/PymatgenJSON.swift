/// pymatgen's `Structure.as_dict`: one object, or an array of them. Site properties that are numbers are
/// labels of sites; oxidation states are left out.
public struct PymatgenJSON: CrystalFormat {
    public init() {}

    public var name: FormatName { .json }
    public var enclosure: Enclosure? { Enclosure(opening: "[\n", separator: ",\n", closing: "]\n") }

    public func reader(of bytes: ByteReader) -> any RecordReader { JSONDocumentReader(bytes) }

    /// The labels and the id stand beside the keys that pymatgen reads, which it ignores.
    public func text(of record: CrystalRecord) -> String {
        // Both positions of a site are those of the rounded crystal, or they would not agree.
        let crystal = record.crystal.roundedForText
        let lattice = crystal.lattice
        var members: [(String, String)] = [
            ("@module", "\"pymatgen.core.structure\""), ("@class", "\"Structure\""),
            ("id", JSONText.string(record.id)), ("charge", "null"),
            ("lattice", JSONText.object([("matrix", JSONText.vectors(lattice))])),
            (
                "sites",
                JSONText.array(
                    crystal.sites.enumerated().map { k, one in
                        site(one, lattice, record.siteLabels.mapValues { $0[k] })
                    })
            ),
        ]
        for (label, value) in record.labels.sorted(by: { $0.key < $1.key }) {
            members.append((label, JSONText.number(value)))
        }
        return JSONText.object(members) + "\n"
    }

    private func site(
        _ site: Site, _ lattice: Lattice, _ labels: [String: Double]
    ) -> String {
        let species = site.species.components.map {
            JSONText.object([
                ("element", JSONText.string($0.element.symbol)),
                ("occu", JSONText.number($0.occupancy)),
            ])
        }
        return JSONText.object([
            ("species", JSONText.array(species)), ("abc", JSONText.vector(site.position)),
            ("xyz", JSONText.vector(lattice.cartesian(site.position))),
            (
                "properties",
                JSONText.object(
                    labels.sorted { $0.key < $1.key }.map { ($0.key, JSONText.number($0.value)) })
            ),
        ])
    }

    private static let fields = [
        "@module", "@class", "@version", "id", "material_id", "charge", "lattice", "sites",
        "properties", "name", "jid", "task_id", "_id", "formula",
    ]

    static func crystal(_ object: JSONObject) throws -> ParsedCrystal {
        guard let cell = object["lattice"], cell.kind == .object else {
            throw Finding(
                .notACrystal,
                "the record has sites but no \"lattice\" object: a molecule? Give a periodic structure"
            )
        }
        let lattice = try lattice(try cell.object())
        var symbols = SymbolReader()
        let objects = try object.required("sites").array().map { try $0.object() }
        let sites = try objects.enumerated().map {
            try site($1, number: $0 + 1, lattice, &symbols)
        }
        var parsed = ParsedCrystal(
            Crystal(lattice: lattice, sites: sites),
            labels: JSONRecord.labels(object, except: fields), findings: symbols.findings)
        parsed.siteLabels = try siteLabels(objects)
        return parsed
    }

    private static func siteLabels(_ sites: [JSONObject]) throws -> [String: [Double]] {
        var all: [String: [Double]] = [:]
        for (k, site) in sites.enumerated() {
            guard let properties = site["properties"], properties.kind == .object else { continue }
            for (name, value) in try properties.object().members where value.kind == .number {
                all[name, default: sites.map { _ in .nan }][k] = try value.number()
            }
        }
        return all
    }

    private static func lattice(_ object: JSONObject) throws -> Lattice {
        if let matrix = object["matrix"] {
            let rows = try matrix.vectors()
            guard rows.count == 3 else {
                throw Finding(
                    .inconsistentCounts, "\"matrix\" has \(rows.count) rows; it needs three")
            }
            return Lattice(rows: rows)
        }
        func vector(_ names: [String]) throws -> SIMD3<Double> {
            let values = try names.map { try object.required($0).number() }
            return SIMD3(values[0], values[1], values[2])
        }
        return try Lattice.checked(
            lengths: try vector(["a", "b", "c"]), angles: try vector(["alpha", "beta", "gamma"]))
    }

    private static func site(
        _ object: JSONObject, number: Int, _ lattice: Lattice, _ symbols: inout SymbolReader
    ) throws -> Site {
        let components = try object.required("species").array().map {
            try component(try $0.object(), site: number, &symbols)
        }
        let species = Species(components: components)
        if let position = object["abc"] {
            return Site(species, at: Fractional(try vector(position)))
        }
        let position = Cartesian(try vector(try object.required("xyz")))
        return Site(species, at: lattice.fractional(position))
    }

    private static func component(
        _ object: JSONObject, site: Int, _ symbols: inout SymbolReader
    ) throws -> Species.Component {
        let symbol = try object.required("element").string()
        guard let element = symbols.element(symbol) else {
            throw Finding.unknownElement(symbol, at: "site \(site)")
        }
        return Species.Component(element, occupancy: try object["occu"]?.number() ?? 1)
    }

    private static func vector(_ value: JSONValue) throws -> SIMD3<Double> {
        let numbers = try value.numbers()
        guard numbers.count == 3 else {
            throw Finding(
                .inconsistentCounts, "a position has \(numbers.count) numbers; it needs three")
        }
        return SIMD3(numbers[0], numbers[1], numbers[2])
    }
}
