/// All formulas of the user's arguments, each examined, in an order that depends on the names only.
///
/// A file is a table of separated values, plain or gzip: its first line names the columns, one of them
/// that of the formulas (`formula`, `composition`, `compound`, `material`, `name`, …); the numbers of
/// the others are labels. A file of one column may do without the header.
public struct FormulaInputs: Sequence {
    private let items: [InputFiles.Item]

    /// - Parameter arguments: Files, folders (with all below them), patterns, "-" for standard
    ///   input.
    public init(_ arguments: [String]) { items = InputFiles.expand(arguments) }

    /// - Parameters:
    ///   - bytes: What a file called `name` would hold, not compressed.
    public init(bytes: [UInt8], named name: String) { items = [.memory(bytes, name)] }

    /// Formulas by themselves.
    ///
    /// - Parameter name: What they stood in, as sentences call it.
    public init(formulas: [String], named name: String) {
        let rows = [["formula"]] + formulas.map { [$0] }
        self.init(bytes: Array(rows.map(CSV.row).joined().utf8), named: name)
    }

    /// Whether a file is taken for a table of formulas by its name: `.csv` or `.tsv`, also gzipped.
    public static func isTable(_ path: String) -> Bool {
        let name = path.lowercased()
        return ["csv", "tsv"].contains { name.hasSuffix(".\($0)") || name.hasSuffix(".\($0).gz") }
    }

    public func makeIterator() -> Iterator { Iterator(items) }

    public struct Iterator: IteratorProtocol {
        private var items: ArraySlice<InputFiles.Item>
        private var table: FormulaTable?
        private var name = ""
        private var ids = UniqueIds()
        /// Rows of the present table so far.
        private var rows = 0

        fileprivate init(_ items: [InputFiles.Item]) { self.items = items[...] }

        public mutating func next() -> ExaminedFormula? {
            while true {
                do {
                    if let row = try nextRow() { return ids.named(row) }
                    guard let item = items.popFirst() else { return nil }
                    try open(item)
                } catch {
                    table = nil
                    return ids.named(rejected(error))
                }
            }
        }

        private mutating func nextRow() throws(Finding) -> ExaminedFormula? {
            guard table != nil else { return nil }
            if let row = try table?.next() {
                rows += 1
                return row
            }
            table = nil
            guard rows > 0 else {
                throw Finding(.emptyFile, "the table has a header and no rows; write it again")
            }
            return nil
        }

        private mutating func open(_ item: InputFiles.Item) throws(Finding) {
            rows = 0
            switch item {
            case .failure(let argument, let finding):
                name = argument
                throw finding
            case .file(let path):
                name = path
                table = try FormulaTable(try ByteReader(path: path), named: path)
            case .standardInput:
                name = "standard input"
                table = try FormulaTable(try ByteReader.standardInput(), named: name)
            case .memory(let bytes, let itsName):
                name = itsName
                table = try FormulaTable(ByteReader(bytes: bytes), named: itsName)
            }
        }

        private func rejected(_ finding: Finding) -> ExaminedFormula {
            ExaminedFormula(
                id: FileName.id(of: name, place: nil), source: Source(file: name),
                verdict: .rejected(finding))
        }
    }
}

extension UniqueIds {
    /// The row under an id of its own. Formulas are written twice in many tables, so that this is
    /// nothing to warn of.
    fileprivate mutating func named(_ row: ExaminedFormula) -> ExaminedFormula {
        var row = row
        row.id = id(for: row.id, isUsable: row.record != nil)
        switch row.verdict {
        case .accepted(var record):
            record.id = row.id
            row.verdict = .accepted(record)
        case .acceptedWithWarning(var record, let findings):
            record.id = row.id
            row.verdict = .acceptedWithWarning(record, findings)
        case .rejected: break
        }
        return row
    }
}
