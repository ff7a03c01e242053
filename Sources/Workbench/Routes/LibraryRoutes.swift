internal import Crystals
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Store

/// Everything that the catalogue knows.
///
///     GET /api/elements, /api/collections, /api/properties, /api/labels
///     GET /api/crystals?…              a search (``LibraryQuery``), its order and page
///     GET /api/crystals/ID             one crystal; ID/file?format=cif, poscar, json
struct LibraryRoutes {
    private let catalogue: Catalogue
    private let keeper: CatalogueKeeper

    init(_ catalogue: Catalogue, _ keeper: CatalogueKeeper) {
        (self.catalogue, self.keeper) = (catalogue, keeper)
    }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get("elements") { [catalogue] _, _ in
            JSONAnswer(try await catalogue.read { try Self.elements($0) })
        }
        group.get("collections") { [self] _, _ in JSONAnswer(try await collections()) }
        group.get("properties") { [catalogue] _, _ in
            JSONAnswer(try await catalogue.read { try Self.properties($0) })
        }
        group.get("labels") { [catalogue] _, _ in
            JSONAnswer(try await catalogue.read { try $0.labels().map(LabelRow.init) })
        }
        group.get("crystals") { [catalogue] request, _ in
            let parameters = request.uri.queryParameters
            return JSONAnswer(
                try await catalogue.read { reader in
                    try CrystalSearch(parameters, LibraryColumns(reader)).run(reader)
                })
        }
        group.get("crystals/:id") { [self] _, context in
            let id = try Self.identifier(context)
            return JSONAnswer(
                try await catalogue.read { reader in
                    try CrystalDetail(try Self.entry(id, reader), reader)
                })
        }
        group.get("crystals/:id/file") { [self] request, context in
            try await file(request, Self.identifier(context))
        }
    }

    private static func identifier(_ context: WorkbenchContext) throws -> String {
        let text = try context.parameters.require("id")
        return text.removingPercentEncoding ?? text
    }

    private static func entry(_ id: String, _ reader: CatalogueReader) throws -> CatalogueEntry {
        guard let entry = try reader.entry(id) else {
            throw Refusal(.notFound, "there is no crystal \(id)")
        }
        return entry
    }

    private func file(_ request: Request, _ id: String) async throws -> Response {
        let word = request.uri.queryParameters["format"] ?? "cif"
        guard let name = FormatName(rawValue: String(word)) else {
            let names = FormatName.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.badRequest, "format is one of \(names), not \(word)")
        }
        let crystal = try await catalogue.read { reader in
            try reader.structure(try Self.entry(id, reader).key)
        }
        guard let crystal else {
            throw Refusal(.internalServerError, "the structure of \(id) is damaged")
        }
        do {
            let format = name.format
            let text = try format.text(
                of: CrystalRecord(id: id, crystal: crystal, source: Source(file: id)))
            // One crystal of pymatgen's is no list: `Structure.from_file` reads what it writes.
            let enclosure = name == .json ? nil : format.enclosure
            let whole = enclosure.map { $0.opening + text + $0.closing } ?? text
            return Attachment.response(text: whole, named: "\(id).\(name.suffix)")
        } catch {
            throw Refusal(.badRequest, error.message)
        }
    }
}

extension LibraryRoutes {
    private struct ElementCount: Encodable {
        var z: Int
        var symbol: String
        var crystals: Int
        var group: Int?
        var period: Int
    }

    private static func elements(_ reader: CatalogueReader) throws -> [ElementCount] {
        let counts = try reader.elementCounts()
        return Element.all.map {
            ElementCount(
                z: $0.atomicNumber, symbol: $0.symbol, crystals: counts[$0] ?? 0, group: $0.group,
                period: $0.period)
        }
    }

    private struct CollectionRow: Encodable {
        var name: String
        var kind: String
        var crystals: Int
        var source: String
        var state: String
        var progress: Double
        var failure: String?
    }

    private func collections() async throws -> [CollectionRow] {
        let states = await keeper.states
        let known = try await catalogue.read { try $0.collections() }
        var rows = known.map {
            CollectionRow(
                name: $0.name, kind: $0.kind.rawValue, crystals: $0.crystals, source: $0.path,
                state: "ready", progress: 1)
        }
        for (name, state) in states.sorted(by: { $0.key < $1.key }) {
            let place = rows.firstIndex { $0.name == name }
            guard state.progress != nil || state.failure != nil else { continue }
            if place == nil {
                rows.append(
                    CollectionRow(
                        name: name, kind: "screening", crystals: 0, source: "", state: "",
                        progress: 0))
            }
            let index = place ?? rows.count - 1
            rows[index].state = state.failure == nil ? "indexing" : "failed"
            rows[index].progress = state.progress ?? 0
            rows[index].failure = state.failure
        }
        return rows
    }

    private struct PropertyRow: Encodable {
        var name: String
        var unit: String
        var crystals: Int
        var minimum: Double
        var maximum: Double
    }

    private static func properties(_ reader: CatalogueReader) throws -> [PropertyRow] {
        try reader.ranges().map {
            PropertyRow(
                name: $0.property.name, unit: $0.property.unit, crystals: $0.count,
                minimum: $0.low, maximum: $0.high)
        }
    }

    /// A number that can be learned of a collection.
    private struct LabelRow: Encodable {
        var collection, name, unit: String
        var crystals: Int

        init(_ label: CatalogueLabel) {
            (collection, crystals) = (label.collection, label.crystals)
            (name, unit) = (label.property.name, label.property.unit)
        }
    }
}
