/// A figure of a diagnosis: on the page, as a file of its own, and its numbers as a table.
public struct DiagnosisFigure: Sendable {
    /// Of the files, without what follows the point.
    public var name: String
    public var caption: String
    /// The numbers behind it.
    public var numbers: Numbers
    let picture: Picture

    public enum Numbers: Hashable, Sendable {
        /// As CSV, in a file of the figure's name.
        case own(String)
        /// In the table of this name, with others.
        case table(String)
    }

    enum Picture: Sendable {
        case chart(Chart)
        case elements(PeriodicTableFigure)
        case parity(ModelQuality)
    }

    init(_ name: String, _ picture: Picture, caption: String, numbers: Numbers) {
        (self.name, self.picture) = (name, picture)
        (self.caption, self.numbers) = (caption, numbers)
    }

    /// nil where the numbers stand in another table.
    public var csv: String? { if case .own(let csv) = numbers { csv } else { nil } }

    /// As SVG.
    public var file: String {
        switch picture {
        case .chart(let chart): chart.file
        case .elements(let table): table.file
        case .parity(let quality): ParityPlot(quality).file
        }
    }

    /// As part of a page.
    var html: String {
        let svg =
            switch picture {
            case .chart(let chart): chart.inline(id: name)
            case .elements(let table):
                "<div class=\"scroll\"><div class=\"sheet\">\(table.inline(id: name))</div></div>"
            case .parity(let quality): ParityPlot(quality: quality, id: name).text
            }
        return "<figure\(kind)>\n\(svg)<figcaption>\(escaped(caption)) \(link(to: table))"
            + "</figcaption>\n</figure>"
    }

    private var kind: String {
        switch picture {
        case .chart: ""
        case .elements: " class=\"whole\""
        case .parity: " class=\"square\""
        }
    }

    private var table: String { if case .table(let name) = numbers { name } else { name } }
}

/// To a table that lies beside the page.
func link(to table: String) -> String {
    "<a href=\"\(escaped(table)).csv\">\(escaped(table)).csv</a>"
}
