/// A table of text with aligned columns: numbers to the right, words to the left.
struct Table {
    /// A column's heading and the side its cells stand on.
    struct Column {
        var heading: String
        var isNumber: Bool

        static func words(_ heading: String) -> Column { Column(heading: heading, isNumber: false) }
        static func number(_ heading: String) -> Column { Column(heading: heading, isNumber: true) }
    }

    var columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func append(_ cells: [String]) {
        precondition(
            cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
        rows.append(cells)
    }

    /// The heading, a rule and the rows; no spaces at line ends.
    var lines: [String] {
        let heading = columns.map(\.heading)
        var widths = heading.map(\.count)
        for row in rows {
            for (k, cell) in row.enumerated() { widths[k] = max(widths[k], cell.count) }
        }
        let rule = widths.map { String(repeating: "─", count: $0) }
        return ([heading, rule] + rows).map { line($0, widths: widths) }
    }

    private func line(_ cells: [String], widths: [Int]) -> String {
        var text = ""
        for (k, cell) in cells.enumerated() {
            let gap = String(repeating: " ", count: widths[k] - cell.count)
            text += (k == 0 ? "" : "  ") + (columns[k].isNumber ? gap + cell : cell + gap)
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}
