/// One crystal a line: `{"id", "lattice": 3×3 Å (rows), "z": [atomic numbers] or "sites":
/// [{"Element": occupancy}], "frac": [[…]], …labels}`. A label is a number, or one number or null for each
/// site.
public struct JSONLines: CrystalFormat {
    public init() {}

    public var name: FormatName { .jsonl }
    public var enclosure: Enclosure? { .plain }

    public func reader(of bytes: ByteReader) -> any RecordReader { JSONLineReader(bytes) }

    public func text(of record: CrystalRecord) -> String {
        let crystal = record.crystal
        var members: [(String, String)] = [
            ("id", JSONText.string(record.id)),
            ("lattice", JSONText.vectors(crystal.lattice)),
        ]
        if crystal.isOrdered {
            let numbers = crystal.sites.compactMap(\.species.components.first?.element.atomicNumber)
            members.append(("z", JSONText.array(numbers.map(String.init))))
        } else {
            members.append(("sites", JSONText.array(crystal.sites.map { mixture($0.species) })))
        }
        let positions = crystal.sites.map { JSONText.vector($0.position) }
        members.append(("frac", JSONText.array(positions)))
        for (label, value) in record.labels.sorted(by: { $0.key < $1.key }) {
            members.append((label, JSONText.number(value)))
        }
        for (label, values) in record.siteLabels.sorted(by: { $0.key < $1.key })
        where record.labels[label] == nil {
            members.append((label, JSONText.array(values.map(JSONText.number))))
        }
        return JSONText.object(members) + "\n"
    }

    private func mixture(_ species: Species) -> String {
        JSONText.object(
            species.components.map { ($0.element.symbol, JSONText.number($0.occupancy)) })
    }

    static let fields = ["id", "lattice", "z", "sites", "frac", "formula"]

    static func crystal(_ object: JSONObject) throws -> ParsedCrystal {
        let lattice = try object.required("lattice").vectors()
        guard lattice.count == 3 else {
            throw Finding(
                .inconsistentCounts, "\"lattice\" has \(lattice.count) rows; it needs three")
        }
        let positions = try object.required("frac").vectors()
        var symbols = SymbolReader()
        let species = try species(object, &symbols)
        guard species.count == positions.count else {
            throw Finding(
                .inconsistentCounts,
                "\(species.count) atoms, but \(positions.count) positions in \"frac\"; make them agree"
            )
        }
        let sites = zip(species, positions).map { Site($0, at: Fractional($1)) }
        let crystal = Crystal(lattice: Lattice(rows: lattice), sites: sites)
        return ParsedCrystal(
            crystal, labels: JSONRecord.labels(object, except: fields),
            findings: symbols.findings + conflict(object, crystal))
    }

    /// Where the record's formula is another than that of its sites.
    private static func conflict(_ object: JSONObject, _ crystal: Crystal) -> [Finding] {
        guard let value = object["formula"], value.kind == .string,
            let text = try? value.string(),
            let named = try? Composition.reading(formula: text).composition
        else { return [] }
        let held = crystal.composition
        let elements = Set(named.amounts.map(\.element)).union(held.amounts.map(\.element))
        // Formulas of mixed sites are rounded.
        let isSame = elements.allSatisfy {
            abs(named.fraction(of: $0) - held.fraction(of: $0)) < 0.01
        }
        if isSame { return [] }
        return [
            Finding(
                .conflictingContents,
                "the sites hold \(held.hillFormula), which is not the record's formula \(text); check the "
                    + "atoms and their occupancies")
        ]
    }

    private static func species(
        _ object: JSONObject, _ symbols: inout SymbolReader
    ) throws -> [Species] {
        if let numbers = object["z"] {
            return try numbers.numbers().enumerated().map { index, z in
                guard let number = Int(exactly: z), let element = Element(atomicNumber: number)
                else { throw unknown(z, at: index) }
                return .element(element)
            }
        }
        guard let sites = object["sites"] else {
            _ = try object.required("z")
            return []
        }
        return try sites.array().enumerated().map { try species($1, at: $0, &symbols) }
    }

    private static func species(
        _ site: JSONValue, at index: Int, _ symbols: inout SymbolReader
    ) throws -> Species {
        let components = try site.object().members.map { symbol, occupancy in
            guard let element = symbols.element(symbol) else {
                throw Finding.unknownElement(symbol, at: "site \(index + 1)")
            }
            return Species.Component(element, occupancy: try occupancy.number())
        }
        return Species(components: components)
    }

    private static func unknown(_ z: Double, at index: Int) -> Finding {
        Finding(
            .unknownElement,
            "atomic number \(z.isNaN ? "null" : "\(z)") (atom \(index + 1)) is none of 1…103; correct it"
        )
    }
}
