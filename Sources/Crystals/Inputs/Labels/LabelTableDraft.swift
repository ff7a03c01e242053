/// A table of labels while it is read.
struct LabelTableDraft {
    private let path: String
    private let header: [String]
    private let keyPlace: Int
    let key: LabelTable.Key
    private(set) var rows: [String: [String: Double]] = [:]
    private var absurd: (count: Int, first: [String]) = (0, [])
    /// Line of each key.
    private var lines: [String: Int] = [:]
    private var numbers: Set<String> = []
    /// Cells that are neither numbers nor empty, by column: how many, and the first of them.
    private var words: [String: (count: Int, first: String)] = [:]

    private static let shownDoubts = 5

    init(path: String, header: [String], keyPlace: Int) {
        (self.path, self.header, self.keyPlace) = (path, header, keyPlace)
        key = header[keyPlace] == LabelTable.formulaColumn ? .formula : .id
    }

    /// Columns that hold a number somewhere, but for the key.
    var numericColumns: [String] { header.filter(numbers.contains) }

    /// Cells of these columns that hold something else.
    private var mixed: [(column: String, words: (count: Int, first: String))] {
        numericColumns.compactMap { column in words[column].map { (column, $0) } }
    }

    var doubts: [String] {
        absurd.first
            + mixed.map { column, words in
                "\(words.count) cells of \(column) are no numbers, the first \(words.first)"
            }
    }

    var doubtCount: Int { mixed.reduce(absurd.count) { $0 + $1.words.count } }

    mutating func add(_ cells: [String], line: Int) throws(LabelTableError) {
        guard cells.count == header.count else {
            throw error(line, "\(cells.count) fields where the header has \(header.count)")
        }
        let name = try name(cells[keyPlace].trimmingSpaces, line)
        let labels = labels(cells, line)
        if let earlier = rows[name], earlier != labels {
            throw error(
                line,
                "\(header[keyPlace]) \"\(name)\" stands on line \(lines[name] ?? 0) too, with other "
                    + "values; keep one of them")
        }
        rows[name] = labels
        lines[name] = lines[name] ?? line
    }

    private func name(_ text: String, _ line: Int) throws(LabelTableError) -> String {
        if text.isEmpty { throw error(line, "\(header[keyPlace]) is empty") }
        guard key == .formula else { return text }
        do {
            return try Composition(formula: text).reducedFormula
        } catch {
            throw self.error(line, "\(error)")
        }
    }

    private mutating func labels(_ cells: [String], _ line: Int) -> [String: Double] {
        var labels: [String: Double] = [:]
        for (place, column) in header.enumerated() where !isName(place, column) {
            let text = cells[place].trimmingSpaces
            guard let value = Double(text) else {
                if !LabelExaminer.isMissing(text) { noteWord(text, column, line) }
                continue
            }
            if let range = LabelRange.of(column), value.isFinite, !range.values.contains(value) {
                doubt(
                    "line \(line): \(column) = \(text) \(range.unit) was left out: it should be from "
                        + "\(range.values.lowerBound) to \(range.values.upperBound)")
            } else if value.isFinite {
                labels[column] = value
                numbers.insert(column)
            }
        }
        return labels
    }

    /// What a crystal is called is no label of it, by whichever column the rows are found.
    private func isName(_ place: Int, _ column: String) -> Bool {
        place == keyPlace || LabelTable.idColumns.contains(column)
    }

    private mutating func doubt(_ sentence: String) {
        absurd.count += 1
        if absurd.first.count < Self.shownDoubts { absurd.first.append(sentence) }
    }

    private mutating func noteWord(_ text: String, _ column: String, _ line: Int) {
        let first = words[column]?.first ?? "\"\(text.prefix(24))\" on line \(line)"
        words[column] = ((words[column]?.count ?? 0) + 1, first)
    }

    private func error(_ line: Int, _ what: String) -> LabelTableError {
        LabelTableError(path: path, message: "line \(line): \(what)")
    }
}
