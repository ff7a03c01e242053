internal import Foundation

/// What is asked of a database that speaks OPTIMADE.
public struct OptimadeQuery: Hashable, Sendable {
    /// The address of `/structures`, without a query.
    let structures: String
    /// In OPTIMADE's filter language; all structures where nil.
    public var filter: String?
    /// Properties besides the structure.
    public var fields: [String]
    /// Structures of one answer.
    public var pageLimit: Int

    /// What a crystal is read from.
    static let structureFields = [
        "dimension_types", "lattice_vectors", "cartesian_site_positions", "species",
        "species_at_sites",
    ]

    /// - Parameter address: the base URL, with or without a version: "https://example.org/optimade".
    /// - Throws: ``ClientFailure`` where it is no address of http or https.
    public init(
        address: String, filter: String? = nil, fields: [String] = [], pageLimit: Int = 100
    ) throws(ClientFailure) {
        guard var parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
        else {
            throw ClientFailure("\"\(address)\" is no address that begins with http:// or https://")
        }
        (parts.query, parts.fragment) = (nil, nil)
        while parts.path.hasSuffix("/") { parts.path.removeLast() }
        if parts.path.hasSuffix("/structures") { parts.path.removeLast("/structures".count) }
        let last = parts.path.split(separator: "/").last ?? ""
        // The version that is spoken here, where the address names none.
        if last.wholeMatch(of: /v\d[\d.]*/) == nil { parts.path += "/v1" }
        parts.path += "/structures"
        guard let structures = parts.string else {
            throw ClientFailure("\"\(address)\" is no address")
        }
        (self.structures, self.filter, self.fields) = (structures, filter, fields)
        self.pageLimit = pageLimit
    }

    /// The address of the first page.
    public var first: String {
        var parameters = [
            ("response_fields", (Self.structureFields + fields).joined(separator: ",")),
            ("page_limit", "\(pageLimit)"),
        ]
        if let filter { parameters.insert(("filter", filter), at: 0) }
        return structures + "?" + QueryParameters.encoded(parameters)
    }

    /// Where crystals come from, as their source.
    public var source: String { structures }
}

/// Why a database could not be read on, for the user.
public struct ClientFailure: Error, Hashable, CustomStringConvertible {
    public var description: String
    /// What the database answered; nil where that is not the reason.
    let status: UInt?

    init(_ description: String, status: UInt? = nil) {
        (self.description, self.status) = (description, status)
    }

    /// Whether the place that was asked for may be none of the database's: RFC 9110, 15.5.
    public var isOfPlace: Bool { status.map { [400, 404, 410].contains($0) } ?? false }
}
