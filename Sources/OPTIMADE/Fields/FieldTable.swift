internal import Store

/// All properties that structures of a catalogue can be asked for.
struct FieldTable: Sendable {
    let all: [StructureField]
    private let byName: [String: StructureField]
    /// Writes what is answered where a request does not say what it wants.
    let standardWriter: StructureWriter

    init(_ properties: [CatalogueProperty]) {
        var names: Set<String> = []
        // Two labels can have one name in small letters: the first has it.
        all = (StandardFields.all + OwnFields.all(properties)).filter {
            names.insert($0.name).inserted
        }
        byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
        standardWriter = StructureWriter(all.filter(\.isDefault))
    }

    /// A name that a client wrote.
    enum Lookup {
        case field(StructureField)
        /// Of another provider: unknown of every structure, and no error.
        case foreign
        case missing
    }

    /// "Handling unknown property names".
    func lookup(_ name: String) -> Lookup {
        if let field = byName[name] { return .field(field) }
        let isForeign = name.hasPrefix("_") && !name.hasPrefix(Specification.prefix)
        return isForeign ? .foreign : .missing
    }

    subscript(name: String) -> StructureField? { byName[name] }

    static func warning(_ name: String) -> String {
        "\(name) is of a provider that is not known here: it is taken as unknown"
    }
}
