internal import Foundation

/// Predicted against reference values of a network's test crystals: on the diagonal it is right.
public struct ParityPlot {
    let quality: ModelQuality
    let id: String

    init(quality: ModelQuality, id: String) { (self.quality, self.id) = (quality, id) }

    public init(_ quality: ModelQuality) { self.init(quality: quality, id: "parity") }

    /// The picture as part of a page that defines the colours.
    var text: String { text(theme: .page) }

    /// The picture as a file of its own.
    public var file: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text(theme: .paper)
    }

    private func text(theme: PlotTheme) -> String {
        let format = PlotFormat.parity
        let range = Self.range(of: quality.points)
        let x = PlotAxis(
            range, from: format.left, to: format.width - format.right, logarithmic: false)
        let y = PlotAxis(
            range, from: format.height - format.bottom, to: format.top, logarithmic: false)
        var svg = SVGText()
        svg.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "id": id, "role": "img",
                "viewBox": "0 0 \(short(format.width)) \(short(format.height))",
                "aria-label": "Predicted against reference \(quality.title)",
            ])
        svg.append(
            "<style>\n\(theme.style(id: id, fontSize: format.fontSize))\n</style>\n")
        drawMass(x, y, &svg)
        drawFrame(x, y, &svg)
        svg.close("svg")
        return svg.body
    }

    private func drawMass(_ x: PlotAxis, _ y: PlotAxis, _ svg: inout SVGText) {
        for tick in x.ticks {
            svg.line(
                PlotPoint(x(tick.value), y.start), PlotPoint(x(tick.value), y.end), class: "grid")
            svg.line(
                PlotPoint(x.start, y(tick.value)), PlotPoint(x.end, y(tick.value)), class: "grid")
        }
        var bins = HexagonBins(radius: 2.6)
        for point in quality.points
        where x.range.contains(point.reference) && y.range.contains(point.predicted) {
            bins.add(PlotPoint(x(point.reference), y(point.predicted)))
        }
        // The thinnest two levels are too pale for single points on a small plot.
        for (level, path) in bins.paths(levels: PlotTheme.densityLevels - 2).enumerated()
        where !path.isEmpty {
            svg.path(path, class: "d\(level + 2)")
        }
        svg.line(PlotPoint(x.start, y.start), PlotPoint(x.end, y.end), class: "rule")
    }

    private func drawFrame(_ x: PlotAxis, _ y: PlotAxis, _ svg: inout SVGText) {
        svg.element(
            "rect",
            [
                "class": "frame", "x": short(x.start), "y": short(y.end),
                "width": short(x.end - x.start), "height": short(y.start - y.end),
            ])
        for tick in x.ticks {
            svg.text(
                tick.label ?? "", at: PlotPoint(x(tick.value), y.start + 17), class: "label",
                anchor: "middle")
            svg.text(
                tick.label ?? "", at: PlotPoint(x.start - 6, y(tick.value) + 4.5),
                class: "label", anchor: "end")
        }
        let middle = (x.start + x.end) / 2
        svg.text(
            "Reference (\(escaped(quality.unit)))", at: PlotPoint(middle, y.start + 37),
            class: "label", anchor: "middle")
        svg.text(
            "Predicted (\(escaped(quality.unit)))", at: PlotPoint(13, (y.start + y.end) / 2),
            class: "label", anchor: "middle", rotation: -90)
    }

    /// The range of both axes: all but the outermost thousandth of either end, and some air.
    private static func range(of points: [ModelQuality.Point]) -> ClosedRange<Double> {
        let values = points.flatMap { [$0.reference, $0.predicted] }.filter(\.isFinite).sorted()
        guard let first = values.first, let last = values.last, first < last else { return 0...1 }
        let low = values[values.count / 1000]
        let high = values[values.count - 1 - values.count / 1000]
        let air = (high - low) * 0.04
        return low < high ? (low - air)...(high + air) : first...last
    }
}
