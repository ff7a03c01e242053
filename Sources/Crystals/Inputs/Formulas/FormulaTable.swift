/// The rows of one table of formulas, or of a plain list of them.
struct FormulaTable {
    private let name: String
    private var reader: CSVReader
    private let columns: FormulaColumns
    /// A first line that was no header.
    private var waiting: CSVReader.Row?

    /// - Throws: What makes the whole file unreadable.
    init(_ bytes: ByteReader, named name: String) throws(Finding) {
        self.name = name
        try FormatDetection.checkText(bytes)
        let start = try bytes.peek(1 << 16)
        let header = start.drop { 9...13 ~= $0 || $0 == 32 }.prefix { $0 != 10 }
        reader = CSVReader(bytes, separator: CSVReader.separator(ofHeader: header))
        guard let first = try reader.next() else {
            throw Finding(.emptyFile, "the file is empty; write or download it again")
        }
        let fields = try first.fields.get()
        if Self.isList(fields) {
            (columns, waiting) = (FormulaColumns(), first)
        } else {
            columns = try FormulaColumns(header: fields)
        }
    }

    /// One column whose first line is a formula and not the name of one.
    private static func isList(_ fields: [String]) -> Bool {
        fields.count == 1 && (try? FormulaColumns(header: fields)) == nil
            && (try? Composition(formula: fields[0])) != nil
    }

    /// The next row; nil at the end.
    ///
    /// - Throws: What makes the rest of the file unreadable.
    mutating func next() throws(Finding) -> ExaminedFormula? {
        guard let row = try nextRow() else { return nil }
        let source = Source(file: name, place: "line \(row.line)")
        do {
            return try examined(try row.fields.get(), source)
        } catch {
            return ExaminedFormula(
                id: FileName.id(of: name, place: source.place), source: source,
                verdict: .rejected(error))
        }
    }

    private mutating func nextRow() throws(Finding) -> CSVReader.Row? {
        guard let row = waiting else { return try reader.next() }
        waiting = nil
        return row
    }

    private func examined(
        _ fields: [String], _ source: Source
    ) throws(Finding) -> ExaminedFormula {
        guard fields.count == columns.names.count else {
            throw Finding(
                .inconsistentCounts,
                "the row has \(fields.count) fields, the header \(columns.names.count); make them "
                    + "agree, and put fields with commas in quotes")
        }
        let formula = fields[columns.formula]
        let (composition, found) = try Self.composition(formula)
        let (labels, labelFindings) = LabelExaminer.examine(
            columns.labels(fields), besides: [])
        let own = columns.id.map { fields[$0] } ?? ""
        let record = FormulaRecord(
            id: own.isEmpty ? formula : own, formula: formula, composition: composition,
            labels: labels, source: source)
        let findings = found + labelFindings
        return ExaminedFormula(
            id: record.id, source: source,
            verdict: findings.isEmpty ? .accepted(record) : .acceptedWithWarning(record, findings))
    }

    /// D and T are read as hydrogen, with a warning.
    static func composition(
        _ formula: String
    ) throws(Finding) -> (Composition, [Finding]) {
        do {
            let read = try Composition.reading(formula: formula)
            return (read.composition, SymbolReader(isotopes: read.isotopes).findings)
        } catch {
            throw error.finding
        }
    }
}

extension FormulaError {
    /// As a verdict has it.
    public var finding: Finding {
        let isUnknown = if case .unknownElement = reason { true } else { false }
        let category: Category = isUnknown ? .unknownElement : .syntaxError
        return Finding(category, "\(description); correct it")
    }
}
