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
        var letters: (UInt8, UInt8) = (0, 0)
        for byte in symbols.utf8 {
            if byte == space {
                guard insert(letters) else { return nil }
                letters = (0, 0)
            } else if letters.0 == 0 {
                letters.0 = byte
            } else if letters.1 == 0 {
                letters.1 = byte
            } else {
                return nil
            }
        }
        guard insert(letters) else { return nil }
    }

    /// The element of one or two letters; false where there is none. No letters are no element, and
    /// nothing wrong.
    private mutating func insert(_ letters: (UInt8, UInt8)) -> Bool {
        if letters.0 == 0 { return true }
        guard let element = Self.elements[UInt16(letters.0) << 8 | UInt16(letters.1)] else {
            return false
        }
        insert(element)
        return true
    }

    /// By the letters of their symbols, which are read a million times in a ranking.
    private static let elements: [UInt16: Element] = Dictionary(
        uniqueKeysWithValues: Element.all.map { element in
            let letters = element.symbol.utf8.map(UInt16.init)
            return (letters[0] << 8 | (letters.count > 1 ? letters[1] : 0), element)
        })

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

private let space = UInt8(ascii: " ")
