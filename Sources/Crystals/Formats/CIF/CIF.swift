/// The Crystallographic Information File (Hall, Allen & Brown, Acta Cryst. A47 (1991) 655), block
/// after block. Symmetry is expanded on reading; writing gives the whole cell in P1, or on demand the
/// asymmetric unit of the conventional cell.
///
/// A CIF holds lengths and angles: the frame of the lattice, and its handedness, are not kept.
public struct CIF: CrystalFormat {
    public init() {}

    public var name: FormatName { .cif }
    public var enclosure: Enclosure? { .plain }

    public func reader(of bytes: ByteReader) -> any RecordReader { CIFReader(bytes) }

    /// The whole cell, in P 1.
    public func text(of record: CrystalRecord) -> String {
        CIFWriter(record).text(AsymmetricUnit(whole: record.crystal))
    }

    /// The conventional cell in its standard setting, by its space group and the sites that this
    /// repeats. Positions and lengths are moved to where symmetry has them, by up to 0.01 Å.
    ///
    /// - Throws: `not-expressible` where no space group is found.
    public func symmetricText(of record: CrystalRecord) throws(Finding) -> String {
        do {
            let symmetry = try Symmetry(record.crystal)
            guard let unit = AsymmetricUnit(symmetry) else {
                throw SymmetryError(
                    reason: .notFound, tolerance: symmetry.tolerance,
                    atomCount: record.crystal.sites.count)
            }
            return CIFWriter(record).text(unit)
        } catch {
            throw Finding(.notExpressible, "\(error); convert it without --symmetry")
        }
    }

    /// Tags of our own start with it.
    static let prefix = "_kimberlite_"
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
