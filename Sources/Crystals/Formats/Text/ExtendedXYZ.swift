/// Extended XYZ, frame after frame: `Lattice="…"` (Å, rows), `Properties=…` and `pbc` in the
/// comment, and labels from its other key=value numbers; other columns of one number are labels of the sites
/// (github.com/libAtoms/extxyz).
public struct ExtendedXYZ: CrystalFormat {
    public init() {}

    public var name: FormatName { .extxyz }
    public var enclosure: Enclosure? { .plain }

    public func reader(of bytes: ByteReader) -> any RecordReader { ExtendedXYZReader(bytes) }

    /// - Throws: `not-expressible` for a mixed site.
    public func text(of record: CrystalRecord) throws(Finding) -> String {
        let lattice = record.crystal.lattice
        let labels = Self.siteLabels(record)
        var lines = ["\(record.crystal.sites.count)", comment(record, labels.map(\.name))]
        for (index, site) in record.crystal.sites.enumerated() {
            guard case .element(let element) = site.species else {
                throw Finding(
                    .notExpressible,
                    "site \(index + 1) is a mixture, which XYZ cannot say; convert to cif or json")
            }
            let r = lattice.cartesian(site.position)
            let columns = ["\(element.symbol) \(GeometryText.vector(r))"]
            lines.append((columns + labels.map { "\($0.values[index])" }).joined(separator: " "))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Those whose name can stand among the columns, by name.
    private static func siteLabels(_ record: CrystalRecord) -> [(name: String, values: [Double])] {
        record.siteLabels.sorted { $0.key < $1.key }.filter { name, _ in
            !name.contains { $0 == ":" || $0 == "\"" || $0.isWhitespace }
        }.map { ($0.key, $0.value) }
    }

    private func comment(_ record: CrystalRecord, _ columns: [String]) -> String {
        let lattice = record.crystal.lattice
        let cell = [lattice.a, lattice.b, lattice.c].map { GeometryText.vector($0) }
        let id = record.id.filter { $0 != "\"" && !$0.isNewline }
        var parts = [
            "Lattice=\"\(cell.joined(separator: " "))\"",
            "Properties=species:S:1:pos:R:3" + columns.map { ":\($0):R:1" }.joined(),
            "pbc=\"T T T\"", "id=\"\(id)\"",
        ]
        for (label, value) in record.labels.sorted(by: { $0.key < $1.key }) {
            parts.append("\(label)=\(value)")
        }
        return parts.joined(separator: " ")
    }
}

/// Frame after frame. A frame that breaks is given up; the next one starts at a line that is a
/// whole number alone.
struct ExtendedXYZReader: RecordReader {
    private let bytes: ByteReader
    private var pending: Line?
    private var frame = 0

    init(_ bytes: ByteReader) { self.bytes = bytes }

    mutating func nextText() throws(Finding) -> RecordText? {
        guard let first = try firstLine() else { return nil }
        frame += 1
        let place = "frame \(frame)"
        guard let count = Self.count(first) else {
            try resynchronise()
            let finding = Finding(
                .syntaxError,
                "line \(first.number) should be the number of atoms, not \"\(first.text.prefix(24))\"; correct it"
            )
            return RecordText(place: place, failure: finding)
        }
        guard let line = try nextLine() else {
            return RecordText(place: place, failure: Self.truncated(count, 0))
        }
        do {
            let rows = try atomLines(count)
            let size = rows.reduce(line.bytes.count) { $0 + $1.bytes.count }
            return RecordText(size: size) { Self.parse(line, rows, place) }
        } catch {
            return RecordText(place: place, id: XYZComment(line.text).id, failure: error)
        }
    }

    private static func parse(_ line: Line, _ rows: [Line], _ place: String) -> ParsedRecord {
        let comment = XYZComment(line.text)
        do {
            let crystal = try crystal(comment, rows)
            return ParsedRecord(place: place, id: comment.id, content: .success(crystal))
        } catch {
            return ParsedRecord(place: place, id: comment.id, content: .failure(error))
        }
    }

    private static func crystal(
        _ comment: XYZComment, _ rows: [Line]
    ) throws(Finding) -> ParsedCrystal {
        let lattice = try comment.lattice()
        let columns = try comment.columns()
        var sites: [Site] = []
        var symbols = SymbolReader()
        for row in rows { sites.append(try columns.site(row, lattice, &symbols)) }
        var parsed = ParsedCrystal(
            Crystal(lattice: lattice, sites: sites), labels: comment.labels,
            findings: symbols.findings)
        parsed.siteLabels = columns.siteLabels(rows)
        return parsed
    }

    /// The lines of the frame; those beyond a million atoms are passed over.
    private mutating func atomLines(_ count: Int) throws(Finding) -> [Line] {
        var rows: [Line] = []
        for index in 0..<count {
            guard let line = try nextLine() else { throw Self.truncated(count, index) }
            if Self.count(line) != nil {
                pending = line
                throw Finding(
                    .inconsistentCounts,
                    "the frame says \(count) atoms, but line \(line.number) starts another after "
                        + "\(index); correct the number")
            }
            if index < Self.most { rows.append(line) }
        }
        guard count <= Self.most else {
            throw Finding(.tooManyAtoms, "the frame has \(count) atoms; split it")
        }
        return rows
    }

    private static let most = 1_000_000

    private mutating func firstLine() throws(Finding) -> Line? {
        while let line = try nextLine() { if !line.isBlank { return line } }
        return nil
    }

    private mutating func nextLine() throws(Finding) -> Line? {
        if let line = pending {
            pending = nil
            return line
        }
        guard let line = try bytes.nextLine() else { return nil }
        if line.isTooLong { throw ByteReader.tooLarge(1 << 26, "line") }
        return line.kept
    }

    private mutating func resynchronise() throws(Finding) {
        while let line = try nextLine() {
            if Self.count(line) != nil {
                pending = line
                return
            }
        }
    }

    /// The whole number that a line is.
    static func count(_ line: Line) -> Int? {
        // Most lines are an atom's, and begin with its symbol.
        let first = line.bytes.first { $0 != 32 && $0 != 9 } ?? 32
        guard line.bytes.count < 32, (first | 0x20) &- 97 > 25 else { return nil }
        let text = TextWords.words(of: Substring(line.text))
        guard text.count == 1, let count = Int(text[0]), count >= 0 else { return nil }
        return count
    }

    private static func truncated(_ count: Int, _ found: Int) -> Finding {
        Finding(
            .truncated, "the file ends after \(found) of the frame's \(count) atoms; copy it again")
    }
}
