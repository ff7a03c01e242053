/// Labels that stand in a table of their own, and belong to crystals by id or by formula.
///
/// Every column whose cells are numbers (or empty) is a label by its header. Ids are compared as text;
/// formulas by what they reduce to, so that "Fe4O6" is "Fe2O3".
public struct LabelTable: Sendable {
    /// Path as the user gave it.
    public let path: String
    /// The column by which rows belong to crystals.
    public let keyColumn: String
    public let key: Key
    /// Columns of numbers, in the order of the table.
    public let columns: [String]
    /// Values that were left out, as sentences of at most a few, and how many there are.
    public let doubts: [String]
    public let doubtCount: Int
    private let rows: [String: [String: Double]]

    public enum Key: String, Sendable {
        case id
        /// Reduced.
        case formula
    }

    /// Headers that are taken for ids where none is named, the first that is there.
    public static let idColumns = ["id", "mp_id", "material_id", "jid"]
    /// A table without ids belongs to crystals by this column.
    public static let formulaColumn = "formula"

    public var count: Int { rows.count }
    public var keys: some Collection<String> { rows.keys }

    /// What a record is called in the table, whether or not it is there.
    public func name(of record: some LabelledMaterial) -> String {
        key == .id ? record.id : record.composition.reducedFormula
    }

    /// nil where the table has no row of the crystal.
    public func labels(of record: some LabelledMaterial) -> [String: Double]? {
        rows[name(of: record)]
    }

    /// nil where the table has no row of that name (``name(of:)``).
    public func labels(named name: String) -> [String: Double]? { rows[name] }

    /// - Parameters:
    ///   - path: CSV with a header, plain or gzipped.
    ///   - column: the key; nil to look for one of ``idColumns``, then for ``formulaColumn``.
    public init(path: String, keyedBy column: String? = nil) throws(LabelTableError) {
        do {
            try self.init(ByteReader(path: path), path: path, column: column)
        } catch let finding as Finding {
            throw LabelTableError(path: path, message: finding.message)
        } catch let error as LabelTableError {
            throw error
        } catch {
            throw LabelTableError(path: path, message: "\(error)")
        }
    }

    private init(_ bytes: ByteReader, path: String, column: String?) throws {
        try FormatDetection.checkText(bytes)
        let start = try bytes.peek(1 << 16).prefix { $0 != 10 }
        var reader = CSVReader(bytes, separator: CSVReader.separator(ofHeader: start))
        guard let header = try reader.next()?.fields.get() else {
            throw LabelTableError(path: path, message: "the table is empty")
        }
        let place = try Self.keyPlace(header, column, path)
        var draft = LabelTableDraft(path: path, header: header, keyPlace: place)
        while let row = try reader.next() {
            let fields = try row.fields.mapError { Self.finding($0, line: row.line) }.get()
            try draft.add(fields, line: row.line)
        }
        (self.path, keyColumn, key) = (path, header[place], draft.key)
        (columns, doubts, doubtCount) = (draft.numericColumns, draft.doubts, draft.doubtCount)
        rows = draft.rows
        guard !columns.isEmpty else {
            throw LabelTableError(
                path: path,
                message: "no column but \(keyColumn) holds numbers; its columns are "
                    + header.joined(separator: ", "))
        }
    }

    private static func finding(_ finding: Finding, line: Int) -> Finding {
        Finding(finding.category, "line \(line): \(finding.message)")
    }

    private static func keyPlace(
        _ header: [String], _ column: String?, _ path: String
    ) throws(LabelTableError) -> Int {
        var seen = Set<String>()
        for name in header where !seen.insert(name).inserted {
            throw LabelTableError(path: path, message: "two columns are called \"\(name)\"")
        }
        let wanted = column.map { [$0] } ?? idColumns + [formulaColumn]
        for name in wanted {
            if let place = header.firstIndex(of: name) { return place }
        }
        let which = column.map { "no column \"\($0)\"" } ?? "no column of ids or formulas"
        throw LabelTableError(
            path: path,
            message:
                "there is \(which) among \(header.joined(separator: ", ")); name the column by which "
                + "rows belong to crystals")
    }
}

/// Why a table of labels cannot be used.
public struct LabelTableError: Error, Hashable, Sendable, CustomStringConvertible {
    public var path: String
    public var message: String

    public var description: String { "labels of \(path): \(message)" }
}
