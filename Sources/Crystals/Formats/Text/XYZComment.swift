/// The second line of an extended XYZ frame: key=value pairs, quoted where they hold spaces.
struct XYZComment {
    private var pairs: [(key: String, value: String)] = []

    init(_ text: String) {
        var rest = Substring(text)
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            rest = rest[start...]
            let key = rest.prefix { !$0.isWhitespace && $0 != "=" }
            rest = rest.dropFirst(key.count)
            // A key alone is a flag.
            guard rest.first == "=" else {
                if key.isEmpty { rest = rest.dropFirst() }
                continue
            }
            rest = rest.dropFirst()
            pairs.append((String(key), Self.value(&rest)))
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
        let numbers = text.split(whereSeparator: { " ,\t[]".contains($0) }).map(Decimal.number)
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

    var labels: [ParsedLabel] {
        pairs.compactMap { key, value in
            guard !["lattice", "properties", "pbc", "id", "name"].contains(key.lowercased()) else {
                return nil
            }
            if let number = Decimal.number(Substring(value)) {
                return ParsedLabel(key, .number(number))
            }
            return ParsedLabel(key, .text(value))
        }
    }

    private subscript(key: String) -> String? {
        pairs.first { $0.key.lowercased() == key }?.value
    }

    /// Takes a bare, "quoted", 'quoted', {braced} or [bracketed] value off the front.
    private static func value(_ rest: inout Substring) -> String {
        let closings: [Character: Character] = ["\"": "\"", "'": "'", "{": "}", "[": "]"]
        guard let first = rest.first, let closing = closings[first] else {
            let bare = rest.prefix { !$0.isWhitespace }
            rest = rest.dropFirst(bare.count)
            return String(bare)
        }
        let inside = rest.dropFirst().prefix { $0 != closing }
        rest = rest.dropFirst(inside.count + 2)
        return String(inside)
    }
}

/// Which columns of an atom's line hold its species and position.
struct XYZColumns {
    private var species = 0
    private var position = 0
    private var isAtomicNumber = false

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
    }

    func site(
        _ line: Line, _ lattice: Lattice, _ symbols: inout SymbolReader
    ) throws(Finding) -> Site {
        let tokens = Substring(line.text).split(whereSeparator: \.isWhitespace)
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
