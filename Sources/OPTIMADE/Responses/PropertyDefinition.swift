/// A field as `/info/structures` describes it: OPTIMADE 1.2's property definition.
///
/// `type` is the word that clients of 1.1 read, a type of OPTIMADE; those of 1.2 read `x-optimade-type`, which says the
/// same.
struct PropertyDefinition {
    private let field: StructureField

    init(_ field: StructureField) { self.field = field }

    func write(to json: inout JSONBuffer) {
        json.object { json in
            json.name("$id")
            json.string(identifier)
            json.name("title")
            json.string(field.title)
            json.name("description")
            json.string(field.description)
            json.name("type")
            json.string(field.type.rawValue)
            json.name("x-optimade-type")
            json.string(field.type.rawValue)
            writeUnit(to: &json)
            json.name("sortable")
            json.truth(field.sortColumn != nil)
            writeSupport(to: &json)
        }
    }

    private var identifier: String {
        field.definition.map { "https://schemas.optimade.org/defs/v1.2/properties/\($0)" }
            ?? "urn:x-kimberlite:properties:\(field.name)"
    }

    private func writeUnit(to json: inout JSONBuffer) {
        if field.unit.isDefined {
            json.name("unit")
            json.string(field.unit.symbol)
        }
        json.name("x-optimade-unit")
        // Numbers within lists have the unit, the list has none.
        json.string(field.type == .list ? FieldUnit.inapplicable.symbol : field.unit.symbol)
        json.name("x-optimade-property")
        json.object { json in
            json.name("property-format")
            json.string("1.2")
            guard field.unit.isDefined else { return }
            json.name("unit-definitions")
            json.array { json in
                json.object { json in
                    json.name("symbol")
                    json.string(field.unit.symbol)
                    json.name("title")
                    json.string(field.unit.title)
                    json.name("description")
                    json.string("\(field.title) in \(field.unit.title).")
                }
            }
        }
    }

    private func writeSupport(to json: inout JSONBuffer) {
        json.name("x-optimade-implementation")
        json.object { json in
            json.name("sortable")
            json.truth(field.sortColumn != nil)
            json.name("query-support")
            json.string(querySupport)
        }
        guard let support = field.support else { return }
        json.name("x-optimade-requirements")
        json.object { json in
            json.name("support")
            json.string(support)
        }
    }

    private var querySupport: String {
        switch field.meaning {
        case .column, .number, .text, .elements, .elementRatios, .structureFeatures,
            .dimensionTypes:
            "all mandatory"
        case .speciesAtSites, .species, .sitePositions, .latticeVectors: "partial"
        case .unknown: "none"
        }
    }
}
