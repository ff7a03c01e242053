/// A place in a JSON text that moves forward.
struct JSONScan {
    private let bytes: [UInt8]
    private(set) var place: Int

    init(_ bytes: [UInt8], at place: Int) { (self.bytes, self.place) = (bytes, place) }

    func failure(_ expected: String) -> JSONValue.Failure {
        JSONValue.Failure(offset: place, expected: expected, isEnd: place >= bytes.count)
    }

    mutating func skipSpace() {
        while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
    }

    /// Moves over `character`, and spaces before it, if it is next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func expect(
        _ character: Unicode.Scalar, _ expected: String
    ) throws(JSONValue.Failure) {
        guard take(character) else { throw failure(expected) }
    }

    /// Moves over a value of any kind. Brackets must match in kind; what stands between them is
    /// read by whoever asks for it.
    mutating func skipValue() throws(JSONValue.Failure) {
        var open: [UInt8] = []
        repeat {
            skipSpace()
            guard place < bytes.count else { throw failure("a value") }
            switch bytes[place] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                // The closing bracket stands two places behind the opening one in ASCII.
                open.append(bytes[place] + 2)
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() == bytes[place] else { throw failure("a value") }
                place += 1
            case UInt8(ascii: "\""): try skipString()
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard !open.isEmpty else { throw failure("a value") }
                place += 1
            default: try skipScalar()
            }
        } while !open.isEmpty
    }

    /// A number, NaN, Infinity, or null (which counts as NaN).
    mutating func number() throws(JSONValue.Failure) -> Double {
        let parsed = bytes.withUnsafeBufferPointer { Decimal.parse($0, from: place) }
        if let parsed {
            place = parsed.end
            return parsed.value
        }
        let start = place
        try skipScalar()
        switch String(decoding: bytes[start..<place], as: UTF8.self) {
        case "NaN", "nan", "null": return .nan
        case "Infinity", "inf": return .infinity
        case "-Infinity", "-inf": return -.infinity
        default:
            place = start
            throw failure("a number")
        }
    }

    /// An array of three numbers.
    mutating func vector() throws(JSONValue.Failure) -> SIMD3<Double> {
        var value = SIMD3<Double>.zero
        try expect("[", "an array of three numbers")
        for k in 0..<3 {
            if k > 0 { try expect(",", "an array of three numbers") }
            skipSpace()
            value[k] = try number()
        }
        try expect("]", "an array of three numbers")
        return value
    }

    mutating func string() throws(JSONValue.Failure) -> String {
        let start = place + 1
        try skipString()
        let content = bytes[start..<(place - 1)]
        guard content.contains(UInt8(ascii: "\\")) else {
            return String(decoding: content, as: UTF8.self)
        }
        return try unescaped(content)
    }

    private mutating func skipString() throws(JSONValue.Failure) {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
            throw failure("a string")
        }
        place += 1
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return
            case UInt8(ascii: "\\"): place += 2
            default: place += 1
            }
        }
        place = bytes.count
        throw failure("the end of a string")
    }

    /// Moves over a number or a word.
    private mutating func skipScalar() throws(JSONValue.Failure) {
        let start = place
        while place < bytes.count, Self.isScalar(bytes[place]) { place += 1 }
        if place == start { throw failure("a value") }
    }

    private mutating func unescaped(
        _ content: ArraySlice<UInt8>
    ) throws(JSONValue.Failure) -> String {
        var units: [UInt16] = []
        var rest = content
        while let byte = rest.first {
            guard byte == UInt8(ascii: "\\") else {
                let plain = rest.prefix { $0 != UInt8(ascii: "\\") }
                units += String(decoding: plain, as: UTF8.self).utf16
                rest = rest.dropFirst(plain.count)
                continue
            }
            guard let (unit, length) = Self.escape(rest) else {
                place = rest.startIndex
                throw failure("a known escape")
            }
            units.append(unit)
            rest = rest.dropFirst(length)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The UTF-16 unit that an escape stands for, and the escape's length.
    private static func escape(_ text: ArraySlice<UInt8>) -> (UInt16, Int)? {
        guard let letter = text.dropFirst().first else { return nil }
        if letter == UInt8(ascii: "u") {
            let digits = String(decoding: text.dropFirst(2).prefix(4), as: UTF8.self)
            guard digits.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
            return UInt16(digits, radix: 16).map { ($0, 6) }
        }
        return escapes[letter].map { ($0, 2) }
    }

    private static let escapes: [UInt8: UInt16] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || (byte >= 9 && byte <= 13)
    }

    /// Letters, digits, signs and the point: what numbers and words are made of.
    private static func isScalar(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
            || byte == 0x2D || byte == 0x2B || byte == 0x2E
    }
}
