/// The names of a chart's series above its frame, in rows.
struct ChartLegend {
    private var entries: [(series: Chart.Series, place: PlotPoint)] = []
    /// Down to the last row's foot.
    private(set) var height = 0.0
    private let size: Double

    init(_ series: [Chart.Series], within frame: ClosedRange<Double>, fontSize: Double) {
        size = fontSize * 0.95
        let row = size * 1.6
        var place = PlotPoint(frame.lowerBound, size * 1.5)
        for series in series where !series.name.isEmpty {
            let width = 24 + LabelPlacement.width(of: series.name, fontSize: size)
            if place.x > frame.lowerBound, place.x + width > frame.upperBound {
                place = PlotPoint(frame.lowerBound, place.y + row)
            }
            entries.append((series, place))
            place.x += width + size * 1.3
        }
        if let last = entries.last { height = last.place.y + size * 0.2 }
    }

    func draw(_ svg: inout SVGText) {
        for (series, place) in entries {
            drawKey(series, PlotPoint(place.x + 8, place.y - size * 0.35), &svg)
            svg.text(
                escaped(series.name), at: PlotPoint(place.x + 22, place.y), class: "label")
        }
    }

    private func drawKey(_ series: Chart.Series, _ middle: PlotPoint, _ svg: inout SVGText) {
        let color = series.color % ChartStyle.colorCount
        let line = "M\(short(middle.x - 8)),\(short(middle.y))h16"
        switch series.style {
        case .line: svg.path(line, class: "l\(color)")
        case .thinLine: svg.path(line, class: "t\(color)")
        case .dashedLine: svg.path(line, class: "l\(color) dash")
        case .marks: ChartStyle.mark(color, at: middle, in: &svg)
        case .lineAndMarks:
            svg.path(line, class: "l\(color)")
            ChartStyle.mark(color, at: middle, in: &svg)
        case .bars, .mass:
            let name = if case .mass = series.style { "d5" } else { "b\(color)" }
            svg.element(
                "rect",
                [
                    "class": name, "x": short(middle.x - 6), "y": short(middle.y - 5),
                    "width": "12", "height": "10",
                ])
        }
    }
}
