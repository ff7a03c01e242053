internal import Store

/// Cuts a filter into tokens.
struct FilterScanner {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// All tokens, each with its position, from 1.
    static func tokens(_ text: String) throws(OptimadeError) -> [(token: FilterToken, place: Int)] {
        var scanner = FilterScanner(text)
        var tokens: [(token: FilterToken, place: Int)] = []
        while scanner.skipSpace() {
            let place = scanner.place + 1
            tokens.append((try scanner.token(), place))
        }
        return tokens
    }

    /// Whether there is anything behind it.
    private mutating func skipSpace() -> Bool {
        while let next, next.properties.isWhitespace { place += 1 }
        return next != nil
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func token() throws(OptimadeError) -> FilterToken {
        guard let next else { throw unexpected("the end") }
        switch next {
        case "\"": return .string(try string())
        case "a"..."z", "_": return .identifier(word { $0 == "_" || Self.isLower($0) })
        case "A"..."Z": return .keyword(word { $0 >= "A" && $0 <= "Z" })
        case "0"..."9", "+", "-": return .number(try number())
        case ".": return startsNumber(place + 1) ? .number(try number()) : punctuation()
        case "<", ">", "=", "!": return try comparison()
        case "(", ")", ",", ":": return punctuation()
        default: throw unexpected("the character \"\(next)\"")
        }
    }

    private func unexpected(_ what: String) -> OptimadeError {
        .badRequest("the filter cannot have \(what) at position \(place + 1)")
    }

    private mutating func punctuation() -> FilterToken {
        defer { place += 1 }
        return .punctuation(Character(scalars[place]))
    }

    private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        (scalar >= "a" && scalar <= "z") || isDigit(scalar)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    private mutating func word(_ isPart: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while let next, isPart(next) {
            text.append(next)
            place += 1
        }
        return String(text)
    }

    /// Between double quotes; a backslash stands before a quote or a backslash that is meant.
    private mutating func string() throws(OptimadeError) -> String {
        let start = place
        var text = String.UnicodeScalarView()
        place += 1
        while let next {
            place += 1
            if next == "\"" { return String(text) }
            guard next == "\\" else {
                text.append(next)
                continue
            }
            guard let escaped = self.next, escaped == "\"" || escaped == "\\" else {
                throw unexpected("a backslash before anything but \\ or \"")
            }
            text.append(escaped)
            place += 1
        }
        throw .badRequest(
            "the string that begins at position \(start + 1) of the filter has no end")
    }

    /// `[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?`
    private mutating func number() throws(OptimadeError) -> String {
        let start = place
        if next == "+" || next == "-" { place += 1 }
        let digits = skipDigits()
        var decimals = 0
        if next == "." {
            place += 1
            decimals = skipDigits()
        }
        guard digits + decimals > 0 else {
            place = start
            throw unexpected("a sign or point that begins no number")
        }
        try skipExponent()
        return String(String.UnicodeScalarView(scalars[start..<place]))
    }

    private mutating func skipExponent() throws(OptimadeError) {
        guard next == "e" || next == "E" else { return }
        place += 1
        if next == "+" || next == "-" { place += 1 }
        if skipDigits() == 0 { throw unexpected("a number without digits behind its E") }
    }

    private mutating func skipDigits() -> Int {
        let start = place
        while let next, Self.isDigit(next) { place += 1 }
        return place - start
    }

    private func startsNumber(_ place: Int) -> Bool {
        place < scalars.count && Self.isDigit(scalars[place])
    }

    private mutating func comparison() throws(OptimadeError) -> FilterToken {
        let first = scalars[place]
        place += 1
        let isLong = next == "="
        if isLong, first != "=" { place += 1 }
        switch (first, isLong) {
        case ("<", false): return .comparison(.less)
        case ("<", true): return .comparison(.lessOrEqual)
        case (">", false): return .comparison(.greater)
        case (">", true): return .comparison(.greaterOrEqual)
        case ("!", true): return .comparison(.unequal)
        case ("=", false): return .comparison(.equal)
        default:
            place -= 1
            throw unexpected(first == "!" ? "\"!\" without \"=\"" : "\"==\"")
        }
    }
}
