/// A file format of crystals.
///
/// Owed by every implementation, and checked by `brokenPromises(of:…)` in TestKit: reading what was
/// written gives the crystal back (to the digits and the frame that the format keeps), and writing
/// that gives the same text; equal records give equal text; no input makes it trap; a record that
/// breaks does not take the records after it along, where the format has a way to find them.
public protocol CrystalFormat: Sendable {
    var name: FormatName { get }

    /// Reads record after record in constant memory, but for formats that are one document.
    func reader(of bytes: ByteReader) -> any RecordReader

    /// One record as text, with its line end.
    ///
    /// - Throws: `not-expressible` where the format has no way to say it.
    func text(of record: CrystalRecord) throws(Finding) -> String

    /// What stands before, between and after several records in one file; nil where a file
    /// holds one record only.
    var enclosure: Enclosure? { get }
}

/// The text around several records of one file.
public struct Enclosure: Sendable {
    public var opening: String
    public var separator: String
    public var closing: String

    /// What closes a file of several records, the last line's end included.
    public var ending: String { separator.isEmpty ? closing : "\n" + closing }

    /// Records that simply follow each other.
    public static let plain = Enclosure(opening: "", separator: "", closing: "")
}

/// Gives the records of one file, in order.
public protocol RecordReader {
    /// The next record, cut out of the file but not yet parsed; nil at the end.
    ///
    /// - Throws: What makes the rest of the file unreadable; nothing follows.
    mutating func nextText() throws(Finding) -> RecordText?
}

extension RecordReader {
    /// The next record; nil at the end.
    ///
    /// - Throws: What makes the rest of the file unreadable; nothing follows.
    public mutating func next() throws(Finding) -> ParsedRecord? { try nextText()?.parsed() }
}

/// A record cut out of its file. Cutting is quick and goes from one record to the next; parsing is
/// not, and can be done on any thread.
public struct RecordText: Sendable {
    /// Bytes that wait to be parsed.
    let size: Int
    let parsed: @Sendable () -> ParsedRecord

    init(size: Int, parsed: @escaping @Sendable () -> ParsedRecord) {
        (self.size, self.parsed) = (size, parsed)
    }

    /// A record that could not be cut out.
    init(place: String?, id: String? = nil, failure: Finding) {
        self.init(size: 0) { ParsedRecord(place: place, id: id, content: .failure(failure)) }
    }
}

/// A record of a file: where it stood, and the crystal or what kept it from being read.
public struct ParsedRecord: Sendable {
    /// "line 12", "data_Fe2O3", "frame 3"; nil where the file is one record.
    public var place: String?
    /// The record's own name, if it has one.
    public var id: String?
    public var content: Result<ParsedCrystal, Finding>

    init(place: String?, id: String? = nil, content: Result<ParsedCrystal, Finding>) {
        (self.place, self.id, self.content) = (place, id, content)
    }
}

/// What a record says, before anything is asked of it as a crystal.
public struct ParsedCrystal: Sendable {
    public var crystal: Crystal
    public var labels: [ParsedLabel]
    /// [sites] numbers that the format gives with each site, by name; NaN where a site has none.
    public var siteLabels: [String: [Double]] = [:]
    /// What the format had to assume or leave out.
    public var findings: [Finding]

    init(_ crystal: Crystal, labels: [ParsedLabel] = [], findings: [Finding] = []) {
        (self.crystal, self.labels, self.findings) = (crystal, labels, findings)
    }
}

/// A field of a record that may be a property of the crystal.
public struct ParsedLabel: Hashable, Sendable {
    public var name: String
    public var value: Value

    /// As it stood in the file.
    public enum Value: Hashable, Sendable {
        case number(Double)
        case text(String)
        case truth(Bool)
        case null
        /// A list of numbers and nulls, which are NaN.
        case numbers([Double])
        /// Another list, or an object.
        case compound
    }

    init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
}

/// The formats by the names that `--to` takes.
public enum FormatName: String, CaseIterable, Sendable {
    case poscar, cif, extxyz, json, optimade, jsonl

    public var format: any CrystalFormat {
        switch self {
        case .poscar: POSCAR()
        case .cif: CIF()
        case .extxyz: ExtendedXYZ()
        case .json: PymatgenJSON()
        case .optimade: OptimadeJSON()
        case .jsonl: JSONLines()
        }
    }

    /// The ending of file names, without "gz".
    public var suffix: String {
        switch self {
        case .poscar: "vasp"
        case .optimade: "optimade.json"
        default: rawValue
        }
    }
}
