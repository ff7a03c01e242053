internal import Foundation

/// VASP's POSCAR and CONTCAR: one structure a file (vasp.at/wiki/POSCAR). Velocities and selective
/// dynamics are read over.
public struct POSCAR: CrystalFormat {
    public init() {}

    public var name: FormatName { .poscar }
    public var enclosure: Enclosure? { nil }

    public func reader(of bytes: ByteReader) -> any RecordReader { POSCARReader(bytes) }

    /// - Throws: `not-expressible` for a mixed site: VASP has none.
    public func text(of record: CrystalRecord) throws(Finding) -> String {
        var runs: [(symbol: String, count: Int)] = []
        for (index, site) in record.crystal.sites.enumerated() {
            guard case .element(let element) = site.species else {
                throw Finding(
                    .notExpressible,
                    "site \(index + 1) is a mixture, which POSCAR cannot say; convert to cif or json"
                )
            }
            if runs.last?.symbol == element.symbol {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((element.symbol, 1))
            }
        }
        var lines = [record.id.filter { !$0.isNewline }, "1.0"]
        let lattice = record.crystal.lattice
        lines += [lattice.a, lattice.b, lattice.c].map { "  " + GeometryText.vector($0) }
        lines.append(runs.map(\.symbol).joined(separator: " "))
        lines.append(runs.map { String($0.count) }.joined(separator: " "))
        lines.append("Direct")
        lines += record.crystal.sites.map { "  " + GeometryText.vector($0.position) }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The one record of a POSCAR file.
struct POSCARReader: RecordReader {
    private let bytes: ByteReader
    private var isDone = false

    init(_ bytes: ByteReader) { self.bytes = bytes }

    mutating func nextText() throws(Finding) -> RecordText? {
        if isDone { return nil }
        isDone = true
        let text = try bytes.readAll(limit: 1 << 26)
        return RecordText(size: text.count) { Self.parse(text) }
    }

    private static func parse(_ text: [UInt8]) -> ParsedRecord {
        do {
            var parser = POSCARParser(String(decoding: text, as: UTF8.self))
            return ParsedRecord(place: nil, content: .success(try parser.crystal()))
        } catch {
            return ParsedRecord(place: nil, content: .failure(error))
        }
    }
}

/// Reads a POSCAR line by line.
struct POSCARParser {
    private let lines: [Substring]
    private var index = 0
    private var findings: [Finding] = []
    private var symbols = SymbolReader()

    init(_ text: String) {
        lines = TextWords.lines(of: text)
    }

    mutating func crystal() throws(Finding) -> ParsedCrystal {
        let comment = try line("the comment")
        let scale = try scaleFactors()
        var rows: [SIMD3<Double>] = []
        for name in ["first", "second", "third"] {
            rows.append(try vector("\(name) lattice vector"))
        }
        let factors = try Self.factors(scale, rows)
        let lattice = Lattice(rows: rows.map { $0 * factors })
        let elements = try elements(comment: comment)
        let isCartesian = try isCartesian()
        var sites: [Site] = []
        for element in elements {
            let v = try vector("position \(sites.count + 1) of \(elements.count)")
            let position =
                isCartesian ? lattice.fractional(Cartesian(v * factors)) : Fractional(v)
            sites.append(Site(element, at: position))
        }
        return ParsedCrystal(
            Crystal(lattice: lattice, sites: sites),
            findings: findings + symbols.findings + uncounted(behind: sites.count))
    }

    /// Where a further position follows: velocities stand behind an empty line.
    private func uncounted(behind count: Int) -> [Finding] {
        guard index < lines.count else { return [] }
        let numbers = Self.tokens(lines[index]).prefix(3).compactMap { Decimal.number($0) }
        guard numbers.count == 3 else { return [] }
        return [
            Finding(
                .conflictingContents,
                "line \(index + 1) has a further position, but the counts name \(count) atoms; correct the "
                    + "counts, or remove what is not of the crystal")
        ]
    }

    /// One factor, or one for each Cartesian direction.
    private mutating func scaleFactors() throws(Finding) -> [Double] {
        let tokens = Self.tokens(try line("the scale factor"))
        let numbers = tokens.prefix { Decimal.number($0) != nil }.compactMap(Decimal.number)
        // Words behind the number are comments; two numbers are neither one factor nor three.
        guard numbers.count == 1 || numbers.count >= 3 else {
            throw syntax("one scale factor, or three")
        }
        return Array(numbers.prefix(numbers.count == 1 ? 1 : 3))
    }

    /// A single negative factor is the volume of the cell, Å³.
    private static func factors(
        _ scale: [Double], _ rows: [SIMD3<Double>]
    ) throws(Finding) -> SIMD3<Double> {
        if scale.count == 3 {
            guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else {
                throw Finding(.invalidCell, "three scale factors must be positive (line 2)")
            }
            return SIMD3(scale[0], scale[1], scale[2])
        }
        guard scale[0].isFinite, scale[0] != 0 else {
            throw Finding(
                .invalidCell, "the scale factor is \(scale[0]) (line 2); it must not be 0")
        }
        if scale[0] > 0 { return SIMD3(repeating: scale[0]) }
        return SIMD3(repeating: cbrt(-scale[0] / Lattice(rows: rows).volume))
    }

    /// The element of every atom, from lines 6 and 7, or from line 6 and the comment.
    private mutating func elements(comment: Substring) throws(Finding) -> [Element] {
        let first = Self.tokens(try line("the species or their counts"))
        guard first.first.map({ Int($0) == nil }) ?? true else {
            let species = try Self.symbols(inComment: comment, count: Self.numbers(first).count)
            findings.append(
                Finding(
                    .assumedSpecies,
                    "the file names no species (VASP 4); they were taken from its first line: "
                        + species.map(\.symbol).joined(separator: " ")))
            return try expand(species, Self.numbers(first))
        }
        var species: [Element] = []
        for token in first {
            // "Fe_pv" names a potential, "Fe/1a2b" its hash.
            let symbol = token.prefix { $0 != "_" && $0 != "/" }
            guard let element = symbols.element(symbol) else {
                throw Finding.unknownElement(symbol, at: "line \(index)")
            }
            species.append(element)
        }
        return try expand(species, Self.numbers(Self.tokens(try line("the counts of atoms"))))
    }

    private func expand(_ species: [Element], _ counts: [Int]) throws(Finding) -> [Element] {
        guard !species.isEmpty, species.count == counts.count else {
            throw Finding(
                .inconsistentCounts,
                "\(species.count) species, but \(counts.count) counts (line \(index)); make them agree"
            )
        }
        guard counts.allSatisfy({ $0 >= 0 && $0 <= 1_000_000 }),
            counts.reduce(0, +) <= 1_000_000
        else {
            throw Finding(
                .tooManyAtoms, "the counts in line \(index) are beyond a million; correct them")
        }
        return zip(species, counts).flatMap { Array(repeating: $0, count: $1) }
    }

    private static func symbols(
        inComment comment: Substring, count: Int
    ) throws(Finding) -> [Element] {
        let words = tokens(comment)
        let elements = words.prefix(count).compactMap { ElementSymbol.element($0) }
        guard count > 0, elements.count == count else {
            throw Finding(
                .missingField,
                "the file names no species (VASP 4), nor does its first line; "
                    + "put their symbols into a line before the counts")
        }
        return elements
    }

    private mutating func isCartesian() throws(Finding) -> Bool {
        var mode = try line("Direct or Cartesian").drop(while: \.isWhitespace)
        if mode.first == "S" || mode.first == "s" {
            mode = try line("Direct or Cartesian").drop(while: \.isWhitespace)
        }
        guard let letter = mode.first else { throw syntax("Direct or Cartesian") }
        return "CcKk".contains(letter)
    }

    private mutating func vector(_ what: String) throws(Finding) -> SIMD3<Double> {
        let tokens = Self.tokens(try line("the \(what)"))
        guard tokens.count >= 3 else {
            throw index == lines.count ? truncated(what) : syntax("three numbers for the \(what)")
        }
        var v = SIMD3<Double>.zero
        for k in 0..<3 {
            guard let number = Decimal.number(tokens[k]) else {
                throw Finding(
                    .invalidNumber,
                    "line \(index): \"\(tokens[k].prefix(24))\" is no number (\(what)); correct it")
            }
            v[k] = number
        }
        return v
    }

    private mutating func line(_ what: String) throws(Finding) -> Substring {
        guard index < lines.count, !(index == lines.count - 1 && lines[index].isEmpty) else {
            throw truncated(what)
        }
        index += 1
        return lines[index - 1]
    }

    private func truncated(_ what: String) -> Finding {
        Finding(.truncated, "the file ends at line \(index), before \(what); copy it again")
    }

    private func syntax(_ expected: String) -> Finding {
        Finding(.syntaxError, "line \(index) should have \(expected); correct it")
    }

    private static func tokens(_ line: Substring) -> [Substring] {
        // "!" and "#" start a comment.
        let words = line.utf8.prefix { $0 != UInt8(ascii: "!") && $0 != UInt8(ascii: "#") }
        return TextWords.words(of: Substring(words))
    }

    private static func numbers(_ tokens: [Substring]) -> [Int] {
        tokens.prefix { Int($0) != nil }.compactMap { Int($0) }
    }
}
