internal import Foundation

/// Draws a ``Chart``: grid, rules, series, frame and words, the legend above.
struct ChartDrawing {
    let chart: Chart
    private let theme: PlotTheme
    private let id: String
    private let legend: ChartLegend
    let x: PlotAxis
    let y: PlotAxis

    static let (width, height, fontSize) = (480.0, 340.0, 12.5)
    private static let (left, right, bottom) = (66.0, 14.0, 50.0)

    init(_ chart: Chart, theme: PlotTheme, id: String) {
        (self.chart, self.theme, self.id) = (chart, theme, id)
        let frame = Self.left...(Self.width - Self.right)
        legend = ChartLegend(chart.series, within: frame, fontSize: Self.fontSize)
        let ranges = chart.ranges
        x = PlotAxis(
            ranges.x, from: frame.lowerBound, to: frame.upperBound,
            logarithmic: chart.x.scale == .logarithmic)
        y = PlotAxis(
            ranges.y, from: Self.height - Self.bottom, to: legend.height + 12,
            logarithmic: chart.y.scale == .logarithmic)
    }

    var text: String {
        var svg = SVGText()
        svg.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "id": id, "role": "img",
                "viewBox": "0 0 \(short(Self.width)) \(short(Self.height))",
                "aria-label": chart.title,
            ])
        let style = ChartStyle.style(theme, id: id, fontSize: Self.fontSize)
        svg.append("<style>\n\(style)\n</style>\n")
        svg.element("rect", ["class": "paper", "width": "100%", "height": "100%"])
        drawGrid(&svg)
        for (k, series) in chart.series.enumerated() { draw(series, number: k, &svg) }
        for rule in chart.rules { draw(rule, &svg) }
        drawFrame(&svg)
        legend.draw(&svg)
        svg.close("svg")
        return svg.body
    }

    private func drawGrid(_ svg: inout SVGText) {
        for tick in y.ticks {
            svg.line(
                PlotPoint(x.start, y(tick.value)), PlotPoint(x.end, y(tick.value)), class: "grid")
        }
        guard chart.x.places == nil else { return }
        for tick in x.ticks {
            svg.line(
                PlotPoint(x(tick.value), y.start), PlotPoint(x(tick.value), y.end), class: "grid")
        }
    }

    private func drawFrame(_ svg: inout SVGText) {
        svg.element(
            "rect",
            [
                "class": "frame", "x": short(x.start), "y": short(y.end),
                "width": short(x.end - x.start), "height": short(y.start - y.end),
            ])
        for (value, label) in xLabels {
            svg.text(
                escaped(label), at: PlotPoint(x(value), y.start + 17), class: "label",
                anchor: "middle")
        }
        for tick in y.ticks {
            guard let label = tick.label else { continue }
            svg.text(
                escaped(label), at: PlotPoint(x.start - 6, y(tick.value) + 4.5), class: "label",
                anchor: "end")
        }
        svg.text(
            escaped(chart.x.title), at: PlotPoint((x.start + x.end) / 2, y.start + 39),
            class: "label", anchor: "middle")
        svg.text(
            escaped(chart.y.title), at: PlotPoint(14, (y.start + y.end) / 2), class: "label",
            anchor: "middle", rotation: -90)
    }

    private var xLabels: [(Double, String)] {
        if let places = chart.x.places {
            return places.enumerated().map { (Double($0), $1) }
        }
        return x.ticks.compactMap { tick in tick.label.map { (tick.value, $0) } }
    }

    func holds(_ point: Chart.Point) -> Bool {
        x.range.contains(point.x) && y.range.contains(point.y)
    }

    func place(_ point: Chart.Point) -> PlotPoint { PlotPoint(x(point.x), y(point.y)) }

    private func draw(_ rule: Chart.Rule, _ svg: inout SVGText) {
        switch rule {
        case .diagonal:
            let low = max(x.range.lowerBound, y.range.lowerBound)
            let high = min(x.range.upperBound, y.range.upperBound)
            guard low < high else { return }
            svg.line(PlotPoint(x(low), y(low)), PlotPoint(x(high), y(high)), class: "rule")
        case .horizontal(let value, let words):
            guard y.range.contains(value) else { return }
            svg.line(PlotPoint(x.start, y(value)), PlotPoint(x.end, y(value)), class: "rule")
            svg.text(
                escaped(words), at: PlotPoint(x.end - 6, y(value) - 5), class: "note name",
                anchor: "end")
        case .vertical(let value, let words):
            guard x.range.contains(value) else { return }
            svg.line(PlotPoint(x(value), y.start), PlotPoint(x(value), y.end), class: "rule")
            svg.text(
                escaped(words), at: PlotPoint(x(value) + 5, y.end + 15), class: "note name")
        }
    }
}
