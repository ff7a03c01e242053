public import Crystals

/// A number for every element, in the long form of the table with the f block below it.
public struct PeriodicTableFigure: Sendable {
    /// What it shows, for whoever cannot see it.
    public var title: String
    /// What the shade means: "MAE of log₁₀ K".
    public var scale: String
    public var cells: [Element: Cell]

    public struct Cell: Hashable, Sendable {
        public var value: Double
        /// Crystals behind it.
        public var count: Int

        public init(value: Double, count: Int) { (self.value, self.count) = (value, count) }
    }

    public init(title: String, scale: String, cells: [Element: Cell]) {
        (self.title, self.scale, self.cells) = (title, scale, cells)
    }

    /// The picture as a file of its own.
    public var file: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text(theme: .paper, id: "elements")
    }

    /// The picture as part of a page that defines the colours.
    func inline(id: String) -> String { text(theme: .page, id: id) }

    private static let (side, rise, top, left) = (52.0, 50.0, 64.0, 8.0)
    private static let fontSize = 13.0
    private static let (width, height) = (952.0, 544.0)

    /// Row and column from 0; the lanthanides and actinides stand in two rows of their own.
    static func place(of element: Element) -> (row: Int, column: Int) {
        switch element.atomicNumber {
        case 57...71: (7, element.atomicNumber - 57 + 2)
        case 89...103: (8, element.atomicNumber - 89 + 2)
        default: (element.period - 1, (element.group ?? 1) - 1)
        }
    }

    private static func corner(row: Int, column: Int) -> PlotPoint {
        let gap = row > 6 ? 14.0 : 0
        return PlotPoint(left + Double(column) * side, top + Double(row) * rise + gap)
    }

    private func text(theme: PlotTheme, id: String) -> String {
        var svg = SVGText()
        svg.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "id": id, "role": "img",
                "viewBox": "0 0 \(short(Self.width)) \(short(Self.height))", "aria-label": title,
            ])
        svg.append("<style>\n\(style(theme, id))\n</style>\n")
        svg.element("rect", ["class": "paper", "width": "100%", "height": "100%"])
        let shades = Shades(cells.values.map(\.value))
        for element in Element.all { draw(element, shades, &svg) }
        drawNames(&svg)
        drawScale(shades, &svg)
        svg.close("svg")
        return svg.body
    }

    private func style(_ theme: PlotTheme, _ id: String) -> String {
        let scope = "#\(id)"
        return [
            theme.style(id: id, fontSize: Self.fontSize),
            "\(scope) .symbol{font-weight:600;font-size:15px}",
            "\(scope) .value{font-size:12px}",
            "\(scope) .count{font-size:10px}",
            "\(scope) .on{fill:\(theme.paint(.paper))}",
            "\(scope) .empty{fill:none;stroke:\(theme.paint(.grid));stroke-width:1}",
            "\(scope) .absent{fill:\(theme.paint(.muted))}",
        ].joined(separator: "\n")
    }

    private func draw(_ element: Element, _ shades: Shades, _ svg: inout SVGText) {
        let place = Self.place(of: element)
        let corner = Self.corner(row: place.row, column: place.column)
        let middle = corner.x + (Self.side - 2) / 2
        guard let cell = cells[element], cell.value.isFinite else {
            drawBox(corner, class: "empty", &svg)
            svg.text(
                element.symbol, at: PlotPoint(middle, corner.y + 20), class: "symbol absent",
                anchor: "middle")
            return
        }
        let level = shades.level(of: cell.value)
        // Dark on light and light on dark, on a page of either kind.
        let ink = level > 4 ? " on" : ""
        drawBox(corner, class: "d\(level)", &svg)
        let words = [
            (element.symbol, 17.0, "symbol"), (Self.number(cell.value), 31, "value"),
            (grouped(cell.count), 43, "count"),
        ]
        for (text, down, name) in words {
            svg.text(
                text, at: PlotPoint(middle, corner.y + down), class: name + ink, anchor: "middle")
        }
    }

    private func drawBox(_ corner: PlotPoint, class name: String, _ svg: inout SVGText) {
        svg.element(
            "rect",
            [
                "class": name, "x": short(corner.x), "y": short(corner.y),
                "width": short(Self.side - 2), "height": short(Self.rise - 2),
            ])
    }

    /// What stands below instead.
    private func drawNames(_ svg: inout SVGText) {
        for (row, name) in [(5, "57–71"), (6, "89–103")] {
            let corner = Self.corner(row: row, column: 2)
            svg.text(
                name, at: PlotPoint(corner.x + 25, corner.y + 29), class: "note", anchor: "middle")
        }
    }

    private func drawScale(_ shades: Shades, _ svg: inout SVGText) {
        let start = PlotPoint(Self.left + 2 * Self.side, 20)
        svg.text(escaped(scale), at: PlotPoint(start.x, start.y), class: "title")
        guard let range = shades.range else { return }
        for level in 0..<PlotTheme.densityLevels {
            svg.element(
                "rect",
                [
                    "class": "d\(level)", "x": short(start.x + Double(level) * 36), "y": "30",
                    "width": "36", "height": "12",
                ])
        }
        let end = start.x + 36 * Double(PlotTheme.densityLevels)
        let note =
            "\(Self.number(range.lowerBound)) to \(Self.number(range.upperBound)), in equal steps of "
            + "the logarithm; below it the number of crystals"
        svg.text(escaped(note), at: PlotPoint(end + 12, 40), class: "note")
    }

    /// Three digits at most, no wider than a cell.
    static func number(_ value: Double) -> String {
        let magnitude = abs(value)
        if magnitude >= 0.001 || magnitude == 0 {
            return figures(value, magnitude < 0.01 ? 1 : magnitude < 0.1 ? 2 : 3)
        }
        return PlotAxis.scientific(value)
    }
}

/// Shades of numbers: equal steps of the logarithm between all but the outermost few.
private struct Shades {
    let range: ClosedRange<Double>?

    init(_ values: [Double]) {
        let known = values.filter { $0.isFinite && $0 > 0 }.sorted()
        let cut = known.count / 40
        guard let low = known.dropFirst(cut).first, let high = known.dropLast(cut).last, low < high
        else {
            range = nil
            return
        }
        range = low...high
    }

    func level(of value: Double) -> Int {
        guard let range, value > 0 else { return 0 }
        let axis = PlotAxis(
            range, from: 0, to: Double(PlotTheme.densityLevels), logarithmic: true)
        return min(PlotTheme.densityLevels - 1, max(0, Int(axis(value))))
    }
}
