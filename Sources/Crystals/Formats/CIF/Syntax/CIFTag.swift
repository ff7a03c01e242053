/// The name of a data item, "_cell_length_a", in any case.
struct CIFTag: Sendable, ExpressibleByStringLiteral {
    let text: String
    /// Of the letters in lower case.
    let hash: UInt64

    init(_ text: String) {
        self.text = text
        hash = Self.hash(text.utf8)
    }

    init(stringLiteral text: String) { self.init(text) }

    /// FNV-1a (Fowler, Noll & Vo). Capitals count as small letters, and so do a few other
    /// characters as one: equal hashes are a reason to compare.
    static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
        name.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1 | 0x20)) &* 0x100_0000_01b3 }
    }

    /// Whether the bytes spell it.
    func isSpelled(by name: ArraySlice<UInt8>) -> Bool {
        name.elementsEqual(text.utf8) { Self.lowered($0) == Self.lowered($1) }
    }

    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
