public import Crystals

/// A set of elements in two machine words: 200,000 crystals are filtered from it.
public struct ElementSet: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    public init(_ elements: some Sequence<Element>) {
        for element in elements { insert(element) }
    }

    /// From symbols with spaces between, as ``description`` writes them; nil if one is unknown.
    public init?(symbols: some StringProtocol) {
        for symbol in symbols.split(separator: " ") {
            guard let element = Element(symbol) else { return nil }
            insert(element)
        }
    }

    public mutating func insert(_ element: Element) {
        let bit = element.atomicNumber
        if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit - 64) }
    }

    public func contains(_ element: Element) -> Bool {
        let bit = element.atomicNumber
        return bit < 64 ? low >> UInt64(bit) & 1 == 1 : high >> UInt64(bit - 64) & 1 == 1
    }

    public var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }
}

extension ElementSet: Sequence {
    /// By atomic number.
    public func makeIterator() -> some IteratorProtocol<Element> {
        var (low, high) = (low, high)
        return AnyIterator<Element> {
            if low != 0 {
                defer { low &= low - 1 }
                return Element(atomicNumber: low.trailingZeroBitCount)
            }
            guard high != 0 else { return nil }
            defer { high &= high - 1 }
            return Element(atomicNumber: 64 + high.trailingZeroBitCount)
        }
    }
}

extension ElementSet: CustomStringConvertible {
    /// Symbols by atomic number with spaces between.
    public var description: String { map(\.symbol).joined(separator: " ") }
}
