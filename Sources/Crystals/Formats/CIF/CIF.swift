/// The Crystallographic Information File (Hall, Allen & Brown, Acta Cryst. A47 (1991) 655), block
/// after block. Symmetry is expanded on reading; writing gives the whole cell in P1.
///
/// A CIF holds lengths and angles: the frame of the lattice, and its handedness, are not kept.
public struct CIF: CrystalFormat {
    public init() {}

    public var name: FormatName { .cif }
    public var enclosure: Enclosure? { .plain }

    public func reader(of bytes: ByteReader) -> any RecordReader { CIFReader(bytes) }

    public func text(of record: CrystalRecord) -> String {
        let lattice = record.crystal.lattice
        let (lengths, angles) = (lattice.lengths, lattice.angles)
        var lines = [
            "data_\(Self.blockName(record.id))",
            "_cell_length_a \(lengths.x)", "_cell_length_b \(lengths.y)",
            "_cell_length_c \(lengths.z)", "_cell_angle_alpha \(angles.x)",
            "_cell_angle_beta \(angles.y)", "_cell_angle_gamma \(angles.z)",
            "_cell_volume \(lattice.volume)",
            "_space_group_name_H-M_alt 'P 1'", "_space_group_IT_number 1",
        ]
        for (label, value) in record.labels.sorted(by: { $0.key < $1.key }) {
            lines.append("\(Self.prefix)\(Self.blockName(label)) \(value)")
        }
        lines += [
            "loop_", "_space_group_symop_operation_xyz", "'x, y, z'",
            "loop_", "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x",
            "_atom_site_fract_y", "_atom_site_fract_z", "_atom_site_occupancy",
        ]
        for (index, site) in record.crystal.sites.enumerated() {
            lines += rows(site, number: index + 1)
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// A row for each element of the site.
    private func rows(_ site: Site, number: Int) -> [String] {
        let p = site.position
        return site.species.components.map { component in
            let symbol = component.element.symbol
            return "\(symbol)\(number) \(symbol) \(p.a) \(p.b) \(p.c) \(component.occupancy)"
        }
    }

    /// Tags of our own start with it.
    static let prefix = "_kimberlite_"

    /// Block names and tags have no spaces and are ASCII.
    private static func blockName(_ text: String) -> String {
        String(
            text.unicodeScalars.map { (0x21...0x7E).contains($0.value) ? Character($0) : "_" })
    }
}

/// Block after block. Each is parsed apart, so that one that breaks leaves the others whole, and
/// a file of many blocks is never held whole.
struct CIFReader: RecordReader {
    private let bytes: ByteReader
    private var heading: Line?

    /// The largest block that is held, bytes.
    private static let limit = 1 << 26

    init(_ bytes: ByteReader) { self.bytes = bytes }

    mutating func next() throws(Finding) -> ParsedRecord? {
        while let (text, firstLine) = try block() {
            if Self.isBlank(text) { continue }
            if text.count > Self.limit {
                let finding = ByteReader.tooLarge(Self.limit, "data block")
                return ParsedRecord(place: "line \(firstLine)", content: .failure(finding))
            }
            return CIFBlock.record(text, firstLine: firstLine)
        }
        return nil
    }

    /// The text from one "data_" to the next; beyond the limit only its size counts.
    private mutating func block() throws(Finding) -> ([UInt8], Int)? {
        var text: [UInt8] = []
        var firstLine = 1
        if let heading {
            (text, firstLine) = (heading.bytes + [10], heading.number)
            self.heading = nil
        }
        var isInTextField = false
        while let line = try bytes.nextLine() {
            if text.isEmpty { firstLine = line.number }
            if line.bytes.first == UInt8(ascii: ";") { isInTextField.toggle() }
            if !isInTextField, !text.isEmpty, Self.isHeading(line) {
                heading = line
                return (text, firstLine)
            }
            if text.count <= Self.limit { text += line.bytes + [10] }
            if line.isTooLong { text += Array(repeating: 32, count: Self.limit) }
        }
        return text.isEmpty ? nil : (text, firstLine)
    }

    private static func isHeading(_ line: Line) -> Bool {
        line.bytes.count >= 5
            && String(decoding: line.bytes.prefix(5), as: UTF8.self).lowercased() == "data_"
    }

    /// Whether nothing but spaces and comments stands there, as before the first block.
    private static func isBlank(_ text: [UInt8]) -> Bool {
        text.split(separator: 10).allSatisfy { line in
            let first = line.first { $0 != 32 && $0 != 9 && $0 != 13 }
            return first == nil || first == UInt8(ascii: "#")
        }
    }
}
