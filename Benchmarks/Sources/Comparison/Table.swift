/// A table in Markdown, padded so that it reads as well on a terminal.
struct Table {
    var header: [String]
    var rows: [[String]] = []

    /// Columns but the first are aligned to the right.
    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + space : space + cell.0
            }
            return "| " + padded.joined(separator: " | ") + " |\n"
        }
        let rule = widths.enumerated().map { column, width in
            String(repeating: "-", count: max(1, width - 1)) + (column == 0 ? "-" : ":")
        }
        return line(header) + "| " + rule.joined(separator: " | ") + " |\n"
            + rows.map(line).joined()
    }
}
