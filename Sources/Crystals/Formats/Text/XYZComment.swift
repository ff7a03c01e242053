/// The second line of an extended XYZ frame: key=value pairs, quoted where they hold spaces.
struct XYZComment {
    private var pairs: [Pair] = []

    private struct Pair {
        let key, value: String
        /// The key in lower case, in which it is looked for.
        let name: String

        init(_ key: Letters, _ value: Letters) {
            (self.key, self.value) = (String(Substring(key)), String(Substring(value)))
            name = self.key.lowercased()
        }
    }

    private typealias Letters = Substring.UTF8View

    init(_ text: String) {
        var rest = Substring(text).utf8
        while let start = rest.firstIndex(where: { !Self.isSpace($0) }) {
            rest = rest[start...]
            let key = rest.prefix { !Self.isSpace($0) && $0 != Self.equals }
            rest = rest.dropFirst(key.count)
            // A key alone is a flag.
            guard rest.first == Self.equals else {
                if key.isEmpty { rest = rest.dropFirst() }
                continue
            }
            rest = rest.dropFirst()
            pairs.append(Pair(key, Self.value(&rest)))
        }
    }

    /// The frame's own name.
    var id: String? { self["id"] ?? self["name"] }

    /// - Throws: `not-a-crystal` without a lattice or periodicity, `invalid-number`.
    func lattice() throws(Finding) -> Lattice {
        guard let text = self["lattice"] else {
            throw Finding(
                .notACrystal,
                "the frame has no Lattice=\"…\" in its comment: a molecule? Give its three lattice vectors"
            )
        }
        let numbers = text.utf8.split { " ,\t[]".utf8.contains($0) }
            .map { Decimal.number(Substring($0)) }
        guard numbers.count == 9 else {
            throw Finding(
                .inconsistentCounts, "Lattice has \(numbers.count) numbers; it needs nine")
        }
        let n = numbers.compactMap { $0 }
        guard n.count == 9 else {
            throw Finding(
                .invalidNumber, "Lattice=\"\(text.prefix(60))\" has a word among its numbers")
        }
        if let periodic = self["pbc"], periodic.uppercased().contains("F") {
            throw Finding(
                .notACrystal,
                "pbc=\"\(periodic.prefix(24))\": not periodic in three directions; leave it out")
        }
        return Lattice(rows: [
            SIMD3(n[0], n[1], n[2]), SIMD3(n[3], n[4], n[5]), SIMD3(n[6], n[7], n[8]),
        ])
    }

    func columns() throws(Finding) -> XYZColumns {
        try XYZColumns(self["properties"] ?? "species:S:1:pos:R:3")
    }

    private static let noLabels = ["lattice", "properties", "pbc", "id", "name"]

    var labels: [ParsedLabel] {
        pairs.compactMap { pair in
            guard !Self.noLabels.contains(pair.name) else { return nil }
            if let number = Decimal.number(Substring(pair.value)) {
                return ParsedLabel(pair.key, .number(number))
            }
            return ParsedLabel(pair.key, .text(pair.value))
        }
    }

    private subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Takes a bare, "quoted", 'quoted', {braced} or [bracketed] value off the front.
    private static func value(_ rest: inout Letters) -> Letters {
        guard let first = rest.first, let closing = closing(of: first) else {
            let bare = rest.prefix { !isSpace($0) }
            rest = rest.dropFirst(bare.count)
            return bare
        }
        let inside = rest.dropFirst().prefix { $0 != closing }
        rest = rest.dropFirst(inside.count + 2)
        return inside
    }

    /// What ends a value that begins with this; nil where it begins bare.
    private static func closing(of first: UInt8) -> UInt8? {
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): first
        // Two places behind the opening one in ASCII.
        case UInt8(ascii: "{"), UInt8(ascii: "["): first + 2
        default: nil
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || 9...13 ~= byte }

    private static let equals = UInt8(ascii: "=")
}

/// Which columns of an atom's line hold its species and position.
struct XYZColumns {
    private var species = 0
    private var position = 0
    private var isAtomicNumber = false
    /// Other columns of one number.
    private var labels: [(name: String, column: Int)] = []

    /// - Parameter properties: `species:S:1:pos:R:3:…`.
    init(_ properties: String) throws(Finding) {
        let parts = properties.split(separator: ":", omittingEmptySubsequences: false)
        var found: [String: Int] = [:]
        var column = 0
        for start in stride(from: 0, to: parts.count, by: 3) {
            guard start + 2 < parts.count, let width = Int(parts[start + 2]),
                (1...1000).contains(width)
            else {
                throw Finding(
                    .syntaxError,
                    "Properties=\(properties.prefix(60)) is not name:type:columns again and again; correct it"
                )
            }
            found[parts[start].lowercased()] = column
            if width == 1, ["R", "I"].contains(parts[start + 1].uppercased()) {
                labels.append((String(parts[start]), column))
            }
            column += width
        }
        guard let pos = found["pos"] ?? found["positions"],
            let name = found["species"] ?? found["z"] ?? found["numbers"]
        else {
            throw Finding(
                .missingField,
                "Properties=\(properties.prefix(60)) names no species and pos; add them")
        }
        (species, position, isAtomicNumber) = (name, pos, found["species"] == nil)
        labels.removeAll { ["z", "numbers"].contains($0.name.lowercased()) }
    }

    /// [sites] of each name; NaN for what is no number.
    func siteLabels(_ lines: [Line]) -> [String: [Double]] {
        guard !labels.isEmpty else { return [:] }
        let rows = lines.map { TextWords.words(of: Substring($0.text)) }
        return Dictionary(
            labels.map { name, column in
                (
                    name,
                    rows.map { row in
                        row.indices.contains(column) ? Decimal.number(row[column]) ?? .nan : .nan
                    }
                )
            }, uniquingKeysWith: { $1 })
    }

    func site(
        _ line: Line, _ lattice: Lattice, _ symbols: inout SymbolReader
    ) throws(Finding) -> Site {
        let tokens = TextWords.words(of: Substring(line.text))
        guard tokens.count > species, tokens.count >= position + 3 else {
            throw Finding(
                line.hasEnd ? .syntaxError : .truncated,
                "line \(line.number) has \(tokens.count) columns, fewer than Properties says; correct it"
            )
        }
        var v = SIMD3<Double>.zero
        for k in 0..<3 {
            guard let number = Decimal.number(tokens[position + k]) else {
                throw Finding(
                    .invalidNumber,
                    "line \(line.number): \"\(tokens[position + k].prefix(24))\" is no number; correct it"
                )
            }
            v[k] = number
        }
        guard let element = element(tokens[species], &symbols) else {
            throw Finding.unknownElement(tokens[species], at: "line \(line.number)")
        }
        return Site(element, at: lattice.fractional(Cartesian(v)))
    }

    private func element(_ token: Substring, _ symbols: inout SymbolReader) -> Element? {
        guard isAtomicNumber else { return symbols.element(token) }
        return Int(token).flatMap(Element.init(atomicNumber:))
    }
}
