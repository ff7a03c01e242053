/// A table of text with aligned columns: numbers to the right, words to the left.
struct Table {
    /// A column's heading and the side its cells stand on.
    struct Column {
        var heading: String
        var isNumber: Bool
        /// Characters; longer words lose their middle, so that one of them does not push all
        /// other rows apart.
        var widest = Int.max
        /// Whether its cells, the last of their rows, are sentences, which need no common width
        /// nor a rule as long as the longest of them.
        var holdsSentences = false

        static func words(_ heading: String, atMost widest: Int = .max) -> Column {
            Column(heading: heading, isNumber: false, widest: widest)
        }

        static func sentences(_ heading: String) -> Column {
            Column(heading: heading, isNumber: false, holdsSentences: true)
        }

        static func number(_ heading: String) -> Column { Column(heading: heading, isNumber: true) }
    }

    var columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func append(_ cells: [String]) {
        precondition(
            cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
        rows.append(zip(columns, cells).map { Self.shortened($1, to: $0.widest) })
    }

    /// The heading, a rule and the rows; no spaces at line ends.
    var lines: [String] {
        let heading = columns.map(\.heading)
        var widths = heading.map(\.count)
        for row in rows {
            for (k, cell) in row.enumerated() where !columns[k].holdsSentences {
                widths[k] = max(widths[k], cell.count)
            }
        }
        let rule = widths.map { String(repeating: "─", count: $0) }
        return ([heading, rule] + rows).map { line($0, widths: widths) }
    }

    private static func shortened(_ cell: String, to width: Int) -> String {
        guard cell.count > width else { return cell }
        let tail = (width - 1) / 2
        return cell.prefix(width - 1 - tail) + "…" + cell.suffix(tail)
    }

    private func line(_ cells: [String], widths: [Int]) -> String {
        var text = ""
        for (k, cell) in cells.enumerated() {
            let gap = String(repeating: " ", count: max(0, widths[k] - cell.count))
            text += (k == 0 ? "" : "  ") + (columns[k].isNumber ? gap + cell : cell + gap)
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}
