internal import Foundation
public import Store

/// Answers what is asked under the base URL.
///
///     /versions
///     /info, /info/structures, /links, /structures, /structures/ID      here and under /v1, /v1.2, /v1.2.0
public struct OptimadeService: Sendable {
    private let catalogue: Catalogue
    private let fields = FieldMemory()
    private let memory = StructureMemory()

    public init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    public func answer(_ request: OptimadeRequest) async -> OptimadeAnswer {
        do {
            return try await checked(request)
        } catch let error as OptimadeError {
            return Self.answer(error, request)
        } catch {
            // What went wrong inside is no concern of a stranger's.
            return Self.answer(
                OptimadeError(
                    status: 500, title: "Internal Server Error",
                    detail: "the catalogue could not be read; try again later"), request)
        }
    }

    private static func answer(_ error: OptimadeError, _ request: OptimadeRequest) -> OptimadeAnswer
    {
        let body = ErrorResponse.json(
            status: error.status, title: error.title, detail: error.detail,
            representation: Self.representation(request))
        return OptimadeAnswer(
            status: error.status, reason: error.title, contentType: Specification.mediaType,
            body: body)
    }

    private func checked(_ request: OptimadeRequest) async throws -> OptimadeAnswer {
        var path = request.path[...]
        let isVersioned = try Self.takeVersion(&path)
        if path.isEmpty { return LandingPage.answer(request.base) }
        if !isVersioned, path == ["versions"] {
            return OptimadeAnswer(
                status: 200, contentType: "text/csv; header=present",
                body: Array("version\n1\n".utf8))
        }
        let parameters = try QueryParameters(request.query)
        if !isVersioned { try Self.check(hint: parameters["api_hint"]) }
        if path.count == 2, path.first == "structures" {
            return try await single(request, parameters, path[path.startIndex + 1])
        }
        switch Array(path) {
        case ["info"]: return document(request) { InfoResponse.base(request.base, to: &$0) }
        case ["links"]: return document(request) { LinksResponse.write(request.base, to: &$0) }
        case ["info", "structures"]: return try await information(request)
        case ["structures"]: return try await listing(request, parameters)
        default:
            throw OptimadeError.notFound("there is nothing at /\(path.joined(separator: "/"))")
        }
    }

    /// Whether the path begins with a version, which is taken off it.
    private static func takeVersion(_ path: inout ArraySlice<String>) throws(OptimadeError) -> Bool
    {
        guard let first = path.first else { return false }
        if Specification.versions.contains(first) {
            path.removeFirst()
            return true
        }
        if first.first == "v", first.dropFirst().first?.isNumber == true {
            throw .versionNotSupported(
                "version \(first) is not served: use one of "
                    + Specification.versions.joined(separator: ", "))
        }
        return false
    }

    /// "Version Negotiation": v1 is served up to its minor version 2.
    private static func check(hint: String?) throws(OptimadeError) {
        guard let hint, !hint.isEmpty else { return }
        guard let match = hint.wholeMatch(of: /v(\d+)(?:\.(\d+))?/) else {
            throw .badRequest("api_hint is a version such as v1 or v1.2, not \"\(hint)\"")
        }
        if match.1 != "1" {
            throw .versionNotSupported("version \(hint) is not served: use v1")
        }
    }

    private static func representation(_ request: OptimadeRequest) -> String {
        var path = request.path[...]
        _ = try? takeVersion(&path)
        let query = request.query.isEmpty ? "" : "?" + request.query
        return "/" + path.joined(separator: "/") + query
    }

    private func document(
        _ request: OptimadeRequest, _ data: (inout JSONBuffer) -> Void
    ) -> OptimadeAnswer {
        var json = JSONBuffer()
        json.object { json in
            data(&json)
            ResponseMeta(representation: Self.representation(request)).write(to: &json)
        }
        return Self.answer(json)
    }

    private static func answer(_ json: JSONBuffer) -> OptimadeAnswer {
        OptimadeAnswer(status: 200, contentType: Specification.mediaType, body: json.bytes)
    }
}

// Structures.
extension OptimadeService {
    private func information(_ request: OptimadeRequest) async throws -> OptimadeAnswer {
        let known = try await catalogue.read { [fields] reader in
            try fields.table(reader).all.filter { field in
                if case .unknown = field.meaning { false } else { true }
            }
        }
        return document(request) { InfoResponse.structures(known, to: &$0) }
    }

    private func single(
        _ request: OptimadeRequest, _ parameters: QueryParameters, _ identifier: String
    ) async throws -> OptimadeAnswer {
        try await catalogue.read { [fields] reader in
            let listing = try ListingRequest(
                parameters, fields.table(reader), isSingle: true)
            guard
                let entry = try reader.entry(identifier, values: listing.writer.columns),
                let crystal = try reader.structure(entry.key)
            else { throw OptimadeError.notFound("there is no structure \(identifier)") }
            var json = JSONBuffer()
            json.object { json in
                json.name("data")
                listing.writer.write(entry, crystal, to: &json)
                ResponseMeta(
                    representation: Self.representation(request), dataReturned: 1,
                    warnings: listing.warnings
                ).write(to: &json)
            }
            return Self.answer(json)
        }
    }

    private func listing(
        _ request: OptimadeRequest, _ parameters: QueryParameters
    ) async throws -> OptimadeAnswer {
        try await catalogue.read { [fields, memory] reader in
            let listing = try ListingRequest(parameters, fields.table(reader))
            let page = listing.page
            // One more tells whether there is a next page.
            var keys = try reader.keys(
                listing.condition, order: listing.order, after: page.after, offset: page.offset,
                limit: page.limit + 1)
            let isMore = keys.count > page.limit
            if isMore { keys.removeLast() }
            let structures = try memory.structures(
                keys, by: listing.writer, isUsual: listing.isUsual, reader)
            let damaged = keys.count - structures.count
            let warning = "\(damaged) structures of this page are damaged and left out"
            let meta = ResponseMeta(
                representation: Self.representation(request), isMoreAvailable: isMore,
                dataReturned: try reader.count(listing.condition),
                dataAvailable: try reader.count(),
                warnings: listing.warnings + (damaged > 0 ? [warning] : []))
            let next = isMore ? Self.next(request, parameters, listing, keys.last) : nil
            return Self.page(structures, next: next, meta)
        }
    }

    private static func page(
        _ structures: [[UInt8]], next: String?, _ meta: ResponseMeta
    ) -> OptimadeAnswer {
        var json = JSONBuffer(capacity: 2048 + structures.reduce(0) { $0 + $1.count + 1 })
        json.object { json in
            json.name("data")
            json.array { json in for structure in structures { json.raw(structure) } }
            json.name("links")
            json.object { json in
                json.name("next")
                json.string(next)
            }
            json.name("included")
            json.array { _ in }
            meta.write(to: &json)
        }
        return Self.answer(json)
    }

    /// The address of the page behind one that ends with a key.
    private static func next(
        _ request: OptimadeRequest, _ parameters: QueryParameters, _ listing: ListingRequest,
        _ last: Int64?
    ) -> String {
        let page = listing.page
        let place =
            listing.order.isEmpty
            ? ("page_above", "\(last ?? 0)") : ("page_offset", "\(page.offset + page.limit)")
        let query = parameters.encoded(replacing: [place, ("page_limit", "\(page.limit)")])
        return "\(request.base)/\(request.path.joined(separator: "/"))?\(query)"
    }
}
