/// Decimal numbers in bytes of text, correctly rounded.
enum Decimal {
    /// The shortest text of the number rounded to so many decimals: "120.0" of 119.99999999999999.
    ///
    /// What is read from it gives the same text again.
    static func text(_ value: Double, _ decimals: Int) -> String {
        "\(rounded(value, decimals))"
    }

    /// To so many decimals, and never −0; far values and what is no number stay as they are.
    static func rounded(_ value: Double, _ decimals: Int) -> Double {
        let scale = tens[decimals]
        let steps = (value * scale).rounded()
        // Beyond 2⁵³ a Double has no such decimals.
        guard abs(steps) < 0x1p53 else { return value }
        return steps / scale + 0
    }

    /// The number that starts at `start`, and the place behind it; nil where none starts.
    ///
    /// Up to 19 digits and a power of ten up to 22 are exact in Double when the digits stay
    /// below 2⁵³, and one exact operation rounds once (Clinger, PLDI 1990); the rest goes to the
    /// library's conversion.
    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (value: Double, end: Int)? {
        var place = start
        let isNegative = place < bytes.count && bytes[place] == minus
        if place < bytes.count, bytes[place] == minus || bytes[place] == plus { place += 1 }
        var digits: UInt64 = 0
        var power = 0
        var count = 0
        var seen = 0
        func take(isFraction: Bool) {
            while place < bytes.count, bytes[place] &- zero < 10 {
                seen += 1
                if count < 19 {
                    digits = digits &* 10 &+ UInt64(bytes[place] &- zero)
                    if digits != 0 { count += 1 }
                    if isFraction { power -= 1 }
                } else if !isFraction {
                    power += 1
                }
                place += 1
            }
        }
        take(isFraction: false)
        if place < bytes.count, bytes[place] == point {
            place += 1
            take(isFraction: true)
        }
        guard seen > 0 else { return nil }
        if let exponent = exponent(bytes, from: place) {
            power += exponent.value
            place = exponent.end
        }
        if digits < 1 << 53, count < 19, abs(power) <= 22 {
            let magnitude = Double(digits)
            let value = power < 0 ? magnitude / tens[-power] : magnitude * tens[power]
            return (isNegative ? -value : value, place)
        }
        return slow(bytes[start..<place]).map { ($0, place) }
    }

    /// A whole token as a number, "NaN" and "inf" included; Fortran's "1.0D+00" too.
    static func number(_ token: Substring) -> Double? {
        var token = token
        return token.withUTF8 { bytes -> Double? in
            guard let parsed = parse(bytes, from: 0), parsed.end == bytes.count else { return nil }
            return parsed.value
        } ?? special(token)
    }

    private static func special(_ token: Substring) -> Double? {
        switch token.lowercased() {
        case "nan", "+nan", "-nan": .nan
        case "inf", "+inf", "infinity": .infinity
        case "-inf", "-infinity": -.infinity
        default: nil
        }
    }

    /// "e-12" at `start`, if one is there.
    private static func exponent(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (value: Int, end: Int)? {
        guard start < bytes.count, [0x65, 0x45, 0x64, 0x44].contains(bytes[start]) else {
            return nil
        }
        var place = start + 1
        let isNegative = place < bytes.count && bytes[place] == minus
        if place < bytes.count, bytes[place] == minus || bytes[place] == plus { place += 1 }
        var value = 0
        let first = place
        while place < bytes.count, bytes[place] &- zero < 10 {
            value = min(value * 10 + Int(bytes[place] &- zero), 99_999)
            place += 1
        }
        return place > first ? (isNegative ? -value : value, place) : nil
    }

    private static func slow(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        let text = String(decoding: bytes, as: UTF8.self)
        return Double(text.replacing("D", with: "e").replacing("d", with: "e"))
    }

    private static let zero = UInt8(ascii: "0")
    private static let minus = UInt8(ascii: "-")
    private static let plus = UInt8(ascii: "+")
    private static let point = UInt8(ascii: ".")
    /// Powers of ten; these and no greater ones are exact.
    private static let tens: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
