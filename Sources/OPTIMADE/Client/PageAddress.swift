internal import Foundation

/// Addresses that a database leads on to: only to itself, and never twice.
struct PageAddress {
    private let start: URLComponents
    private var visited: Set<String> = []

    init(_ start: String) throws(ClientFailure) {
        guard let start = URLComponents(string: start) else {
            throw ClientFailure("\(start) is no address")
        }
        self.start = start
    }

    /// The address of a link on the page at `current`.
    ///
    /// - Throws: ``ClientFailure`` where it leads to another host or to where it led before.
    mutating func next(_ link: String, from current: String) throws(ClientFailure) -> String {
        let address = try resolved(link, from: current)
        guard visited.insert(address).inserted else {
            throw ClientFailure("the database leads in a circle, by way of \(address) again")
        }
        return address
    }

    /// - Throws: ``ClientFailure`` where it leads to another host.
    func resolved(_ link: String, from current: String) throws(ClientFailure) -> String {
        guard let url = URL(string: link, relativeTo: URL(string: current)),
            var parts = URLComponents(url: url.absoluteURL, resolvingAgainstBaseURL: true)
        else { throw ClientFailure("the database's link to the next page is no address: \(link)") }
        // Servers behind a door that speaks https often believe that they speak http.
        if start.scheme == "https", parts.scheme == "http", parts.host == start.host,
            parts.port == nil || parts.port == start.port
        {
            parts.scheme = "https"
        }
        guard parts.scheme == start.scheme, parts.host?.lowercased() == start.host?.lowercased(),
            Self.port(parts) == Self.port(start), parts.user == nil, parts.password == nil,
            let address = parts.string
        else {
            throw ClientFailure(
                "the database leads on to another place, \(link); if it is to be trusted, give "
                    + "that address")
        }
        return address
    }

    private static func port(_ parts: URLComponents) -> Int {
        parts.port ?? (parts.scheme == "https" ? 443 : 80)
    }
}
