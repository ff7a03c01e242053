/// A question of yes or no about a label: is T_c above 10 K, is the gap at most 0 (a metal)?
public enum Classification: Hashable, Sendable {
    case above(Double)
    case atMost(Double)

    public func isYes(_ label: Double) -> Bool {
        switch self {
        case .above(let limit): label > limit
        case .atMost(let limit): label <= limit
        }
    }
}

extension Classification: CustomStringConvertible {
    /// "above 10".
    public var description: String {
        switch self {
        case .above(let limit): "above \(limit)"
        case .atMost(let limit): "at most \(limit)"
        }
    }
}

/// `{above: 10}` or `{atMost: 0}`.
extension Classification: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case above, atMost }

    static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        guard values.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "it takes either above or atMost"))
        }
        if let limit = try values.decodeIfPresent(Double.self, forKey: .above) {
            self = .above(limit)
        } else {
            self = .atMost(try values.decode(Double.self, forKey: .atMost))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .above(let limit): try values.encode(limit, forKey: .above)
        case .atMost(let limit): try values.encode(limit, forKey: .atMost)
        }
    }
}
