/// A figure of a diagnosis: on the page, as a file of its own, and its numbers as a table.
public struct DiagnosisFigure: Sendable {
    /// Of the files, without what follows the point.
    public var name: String
    public var caption: String
    /// The numbers behind it as CSV; nil where they stand in another table.
    public var csv: String?
    let picture: Picture

    enum Picture: Sendable {
        case chart(Chart)
        case elements(PeriodicTableFigure)
        case parity(ModelQuality)
    }

    init(_ name: String, _ picture: Picture, caption: String, csv: String? = nil) {
        (self.name, self.picture) = (name, picture)
        (self.caption, self.csv) = (caption, csv)
    }

    /// As SVG.
    public var file: String {
        switch picture {
        case .chart(let chart): chart.file
        case .elements(let table): table.file
        case .parity(let quality): ParityPlot(quality).file
        }
    }

    var isWide: Bool { if case .elements = picture { true } else { false } }

    var html: String {
        let svg =
            switch picture {
            case .chart(let chart): chart.inline(id: name)
            case .elements(let table): table.inline(id: name)
            case .parity(let quality): ParityPlot(quality: quality, id: name).text
            }
        let table = csv.map { _ in
            " <a href=\"\(escaped(name)).csv\">\(escaped(name)).csv</a>"
        }
        let picture = isWide ? "<div class=\"scroll\"><div class=\"sheet\">\(svg)</div></div>" : svg
        return "<figure\(isWide ? " class=\"whole\"" : "")>\n\(picture)<figcaption>"
            + "\(escaped(caption))\(table ?? "")</figcaption>\n</figure>"
    }
}

/// A part of the page.
public struct DiagnosisSection: Sendable {
    var id: String
    var heading: String
    /// Plain text.
    var paragraphs: [String]
    /// Those of them that say what was found, for a terminal.
    var findings: [String] = []
    public var figures: [DiagnosisFigure] = []
    /// Head and rows of plain text; the first column holds words.
    var table: [[String]] = []
}
