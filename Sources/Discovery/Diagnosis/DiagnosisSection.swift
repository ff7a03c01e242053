/// A part of the page: what was found in words, a table, and figures.
public struct DiagnosisSection: Sendable {
    var id: String
    var heading: String
    /// Plain text.
    var paragraphs: [String]
    /// Those of them that say what was found, for a terminal.
    var findings: [String] = []
    var table: Table?
    var groups: [Group]

    /// Figures that stand together, as those of one target.
    struct Group: Sendable {
        /// Shown where there are several.
        var heading = ""
        var figures: [DiagnosisFigure]
    }

    struct Table: Sendable {
        /// Of its file.
        var name: String
        /// Head and rows of plain text; the first column holds words.
        var rows: [[String]]
    }

    public var figures: [DiagnosisFigure] { groups.flatMap(\.figures) }

    var html: String {
        let text = paragraphs.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
        let shown = groups.filter { !$0.figures.isEmpty }
        let figures = shown.map { html($0, isNamed: shown.count > 1) }.joined(separator: "\n")
        return """
            <section id="\(id)">
            <h2>\(escaped(heading))</h2>
            \(text)
            \(table.map(html) ?? "")
            \(figures)
            </section>
            """
    }

    private func html(_ group: Group, isNamed: Bool) -> String {
        let heading =
            isNamed && !group.heading.isEmpty ? "<h3>\(escaped(group.heading))</h3>\n" : ""
        let figures = group.figures.map(\.html).joined(separator: "\n")
        return "\(heading)<div class=\"charts\">\n\(figures)\n</div>"
    }

    private func html(_ table: Table) -> String {
        func cells(_ row: [String], _ tag: String) -> String {
            row.enumerated().map { place, text in
                let kind = place == 0 ? "word" : "number"
                return "<\(tag) class=\"\(kind)\">\(escaped(text))</\(tag)>"
            }.joined()
        }
        let body = table.rows.dropFirst().map { "<tr>\(cells($0, "td"))</tr>" }
        return """
            <div class="scroll"><table class="known">
            <thead><tr>\(cells(table.rows.first ?? [], "th"))</tr></thead>
            <tbody>
            \(body.joined(separator: "\n"))
            </tbody></table></div>
            <p class="source">\(link(to: table.name))</p>
            """
    }
}
