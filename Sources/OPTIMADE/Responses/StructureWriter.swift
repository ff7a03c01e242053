internal import Crystals
internal import Store

/// Writes structures as resource objects.
struct StructureWriter: Sendable {
    private let fields: [StructureField]
    /// [fields] their names as members of an object.
    private let names: [[UInt8]]
    /// Names that were asked for and that no structure has.
    private let unknown: [[UInt8]]
    /// What has to be read of the catalogue for the numbers among the fields, in their order.
    let columns: [CatalogueColumn]
    private let positions: [CatalogueColumn: Int]

    /// - Parameter fields: attributes in the order of the answer.
    init(_ fields: [StructureField], unknown: [String] = []) {
        self.fields = fields.filter { $0.name != "id" && $0.name != "type" }
        names = self.fields.map { JSONBuffer.named($0.name) }
        self.unknown = unknown.map(JSONBuffer.named)
        columns = fields.compactMap { field in
            guard case .column(.property(let name)) = field.meaning else { return nil }
            return .property(name)
        }
        positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    }

    func write(_ entry: CatalogueEntry, _ crystal: Crystal, to json: inout JSONBuffer) {
        let species = NamedSpecies.all(of: crystal)
        json.object { json in
            json.name("id")
            json.string(entry.identifier)
            json.name("type")
            json.string("structures")
            json.name("attributes")
            json.object { json in
                for (field, name) in zip(fields, names) {
                    json.name(written: name)
                    write(field, entry, crystal, species, to: &json)
                }
                for name in unknown {
                    json.name(written: name)
                    json.null()
                }
            }
        }
    }

    private func write(
        _ field: StructureField, _ entry: CatalogueEntry, _ crystal: Crystal,
        _ species: [NamedSpecies], to json: inout JSONBuffer
    ) {
        switch field.meaning {
        case .column(let column): write(column, entry, to: &json)
        case .number(let value): json.integer(Int(value))
        case .text(let text): json.string(text)
        case .elements: json.strings(entry.elements.map(\.symbol).sorted())
        case .elementRatios: Self.ratios(of: crystal, to: &json)
        case .species: Self.species(species, to: &json)
        case .speciesAtSites: Self.names(species, of: crystal, to: &json)
        case .structureFeatures: json.strings(entry.isOrdered ? [] : ["disorder"])
        case .dimensionTypes: json.array { json in for _ in 0..<3 { json.integer(1) } }
        case .latticeVectors:
            json.array { json in for row in crystal.lattice.rows { Self.vector(row, to: &json) } }
        case .sitePositions:
            json.array { json in
                for site in crystal.sites {
                    Self.vector(crystal.lattice.cartesian(site.position).vector, to: &json)
                }
            }
        case .unknown: json.null()
        }
    }

    private func write(
        _ column: CatalogueColumn, _ entry: CatalogueEntry, to json: inout JSONBuffer
    ) {
        switch column {
        case .identifier: json.string(entry.identifier)
        case .collection: json.string(entry.collection)
        case .name: json.string(entry.name)
        case .source: json.string(entry.source)
        case .formula: json.string(entry.formula)
        case .reducedFormula: json.string(entry.reducedFormula)
        case .hillFormula: json.string(entry.hillFormula)
        case .anonymousFormula: json.string(entry.anonymousFormula)
        case .chemicalSystem:
            json.string(entry.elements.map(\.symbol).sorted().joined(separator: "-"))
        case .elementCount: json.integer(entry.elements.count)
        case .siteCount: json.integer(entry.sites)
        case .speciesCount: json.null()
        case .isOrdered: json.truth(entry.isOrdered)
        case .spaceGroup: json.integer(entry.spaceGroup?.number)
        case .spaceGroupSymbol: json.string(entry.spaceGroup?.symbol)
        case .hermannMauguin: json.string(entry.hermannMauguin)
        case .volume: json.number(entry.volume)
        case .density: json.number(entry.density)
        case .rank: json.integer(entry.rank)
        case .front: json.integer(entry.front)
        case .status: json.string(entry.status)
        case .lastModified: json.string(InternetTime.text(entry.lastModified))
        case .property: json.number(positions[column].flatMap { entry.values[$0] })
        }
    }

    private static func ratios(of crystal: Crystal, to json: inout JSONBuffer) {
        let composition = crystal.composition
        let amounts = composition.amounts.sorted { $0.element.symbol < $1.element.symbol }
        json.array { json in
            for amount in amounts { json.number(amount.amount / composition.total) }
        }
    }

    private static func names(
        _ species: [NamedSpecies], of crystal: Crystal, to json: inout JSONBuffer
    ) {
        json.array { json in
            for site in crystal.sites {
                json.string(species.first { $0.species == site.species }?.name)
            }
        }
    }

    private static func species(_ species: [NamedSpecies], to json: inout JSONBuffer) {
        json.array { json in
            for one in species {
                let components = one.species.components
                let empty = 1 - components.reduce(0) { $0 + $1.occupancy }
                let isPartial = empty > 1e-9
                json.object { json in
                    json.name("name")
                    json.string(one.name)
                    json.name("chemical_symbols")
                    json.strings(components.map(\.element.symbol) + (isPartial ? ["vacancy"] : []))
                    json.name("concentration")
                    json.array { json in
                        for component in components { json.number(component.occupancy) }
                        if isPartial { json.number(rounded(empty)) }
                    }
                }
            }
        }
    }

    private static func vector(_ r: SIMD3<Double>, to json: inout JSONBuffer) {
        json.numbers(rounded(r.x), rounded(r.y), rounded(r.z))
    }

    /// Twelve decimals, as in every file that the program writes.
    private static func rounded(_ value: Double) -> Double {
        abs(value) < 1e3 ? (value * 1e12).rounded() / 1e12 : value
    }
}
