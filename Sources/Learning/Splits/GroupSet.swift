internal import Foundation

/// Groups by 64 bits of each name: enough to know one again, and small enough for a card.
///
/// Of a hundred thousand names, another is mistaken for one once in 10¹⁴ times.
public struct GroupSet: Hashable, Sendable {
    /// Ascending.
    private let hashes: [UInt64]

    public init(_ groups: some Sequence<String>) {
        hashes = Set(groups.map(Self.hash)).sorted()
    }

    public var count: Int { hashes.count }

    public func contains(_ group: String) -> Bool {
        let hash = Self.hash(group)
        var (low, high) = (0, hashes.count)
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash
    }

    private static func hash(_ group: String) -> UInt64 { Split.draw(group, seed: 0) }
}

/// A word of base 64: 8 bytes a group, the lowest first.
extension GroupSet: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Data(base64Encoded: try container.decode(String.self)),
            bytes.count % 8 == 0
        else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no groups")
        }
        hashes = stride(from: 0, to: bytes.count, by: 8).map { first in
            bytes[first..<first + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        guard zip(hashes, hashes.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "groups out of order")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var bytes = Data(capacity: 8 * hashes.count)
        for hash in hashes {
            withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
        }
        var container = encoder.singleValueContainer()
        try container.encode(bytes.base64EncodedString())
    }
}
