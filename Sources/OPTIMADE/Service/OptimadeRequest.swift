internal import Foundation

/// A request under the base URL.
public struct OptimadeRequest: Sendable {
    /// Segments behind the base URL, percent escapes undone: ["v1", "structures", "a.b"].
    public var path: [String]
    /// Behind the question mark, as it was sent.
    public var query: String
    /// The unversioned base URL, without a stroke at the end.
    public var base: String

    /// - Parameter path: behind the base URL, as it was sent.
    public init(path: String, query: String, base: String) {
        self.path = path.split(separator: "/").map {
            String($0).removingPercentEncoding ?? String($0)
        }
        (self.query, self.base) = (query, base)
    }
}

/// An answer to send.
public struct OptimadeAnswer: Sendable {
    public var status: Int
    /// HTTP's words for the status, where it is not one of HTTP's own.
    public var reason: String?
    public var contentType: String
    public var body: [UInt8]
}

/// The parameters of a request, in the order of the address.
struct QueryParameters: Sendable {
    private(set) var all: [(name: String, value: String)] = []

    /// - Throws: 400 for what is no percent encoding of UTF-8.
    init(_ query: String) throws(OptimadeError) {
        for part in query.split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? sides[1] : ""
            all.append((try Self.decoded(sides[0]), try Self.decoded(value)))
        }
    }

    private static func decoded(_ text: Substring) throws(OptimadeError) -> String {
        // Forms write spaces as plus signs; whoever means a plus sign writes %2B.
        let plain = text.replacing("+", with: " ")
        guard let decoded = plain.removingPercentEncoding else {
            throw .badRequest("the query has a percent sign that begins no character: \(text)")
        }
        return decoded
    }

    subscript(name: String) -> String? { all.first { $0.name == name }?.value }

    /// As an address has them, with other values for some.
    func encoded(replacing others: [(name: String, value: String)]) -> String {
        let kept = all.filter { parameter in
            !parameter.name.hasPrefix("page_") && !others.contains { $0.name == parameter.name }
        }
        return Self.encoded(kept + others)
    }

    static func encoded(_ parameters: [(name: String, value: String)]) -> String {
        parameters.map { encoded($0.name) + "=" + encoded($0.value) }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// RFC 3986, 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
