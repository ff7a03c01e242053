/// Gives names that are unique and can stand in an address as they are.
struct IdentifierRegister {
    private let prefix: String
    /// Hashes of what has been given: half a word of memory a crystal instead of a hundred bytes. Two names of one
    /// hash are told apart like two equal ones.
    private var given: Set<UInt64> = []
    /// By the hash of a plain name that was wanted again the last number behind it: below it all are taken, and to
    /// count from two for each of thousands that begin alike takes the square of their number.
    private var numbers: [UInt64: Int] = [:]

    /// Longer names would make addresses that clients refuse.
    private static let maximumLength = 120

    /// - Parameter collection: already of letters, digits and "_.~-".
    init(collection: String) { prefix = collection + "." }

    /// The same for the same names in the same order.
    mutating func identifier(for name: String) -> String {
        let plain = prefix + Self.plain(name)
        let hash = Self.hash(plain)
        if given.insert(hash).inserted { return plain }
        var number = numbers[hash] ?? 1
        var identifier: String
        repeat {
            number += 1
            identifier = "\(plain)~\(number)"
        } while !given.insert(Self.hash(identifier)).inserted
        numbers[hash] = number
        return identifier
    }

    /// With "_" for everything that is no letter, digit, "_", ".", "~" or "-" (RFC 3986, 2.3).
    static func plain(_ name: String) -> String {
        let bytes = name.unicodeScalars.prefix(maximumLength).map { scalar -> UInt8 in
            isUnreserved(scalar) ? UInt8(truncatingIfNeeded: scalar.value) : UInt8(ascii: "_")
        }
        return bytes.isEmpty ? "crystal" : String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "_", ".", "~", "-": true
        default: false
        }
    }

    /// FNV-1a, the same on every run.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
