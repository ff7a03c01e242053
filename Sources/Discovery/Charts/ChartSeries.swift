/// The series of a chart.
extension ChartDrawing {
    func draw(_ series: Chart.Series, number: Int, _ svg: inout SVGText) {
        let color = series.color % ChartStyle.colorCount
        switch series.style {
        case .line: drawLine(series, class: "l\(color)", &svg)
        case .thinLine: drawLine(series, class: "t\(color)", &svg)
        case .dashedLine: drawLine(series, class: "l\(color) dash", &svg)
        case .marks: drawMarks(series, color, &svg)
        case .lineAndMarks:
            drawLine(series, class: "l\(color)", &svg)
            drawMarks(series, color, &svg)
        case .bars(let share): drawBars(series, color, share, &svg)
        case .mass: drawMass(series, &svg)
        }
    }

    private func drawLine(_ series: Chart.Series, class name: String, _ svg: inout SVGText) {
        var (path, isOpen) = ("", false)
        for point in series.points {
            guard holds(point) else {
                isOpen = false
                continue
            }
            let at = place(point)
            path += (isOpen ? "L" : "M") + "\(short(at.x)),\(short(at.y))"
            isOpen = true
        }
        if !path.isEmpty { svg.path(path, class: name) }
    }

    private func drawMarks(_ series: Chart.Series, _ color: Int, _ svg: inout SVGText) {
        for point in series.points where holds(point) {
            drawErrorBar(point, class: "e\(color)", &svg)
            ChartStyle.mark(color, at: place(point), in: &svg)
        }
    }

    private func drawErrorBar(_ point: Chart.Point, class name: String, _ svg: inout SVGText) {
        guard let range = point.range, range.overlaps(y.range) else { return }
        let clamped = range.clamped(to: y.range)
        let (low, high) = (y(clamped.lowerBound), y(clamped.upperBound))
        guard low - high > 1 else { return }
        let middle = x(point.x)
        svg.line(PlotPoint(middle, low), PlotPoint(middle, high), class: name)
        for end in [low, high] {
            svg.line(PlotPoint(middle - 3, end), PlotPoint(middle + 3, end), class: name)
        }
    }

    private func drawBars(
        _ series: Chart.Series, _ color: Int, _ share: Double, _ svg: inout SVGText
    ) {
        let places = series.points.map(\.x).sorted()
        let step = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 1
        let width = abs(x(x.range.lowerBound + step) - x.start) * share
        for point in series.points where x.range.contains(point.x) && point.y > 0 {
            let top = y(min(point.y, y.range.upperBound))
            svg.element(
                "rect",
                [
                    "class": "b\(color)", "x": short(x(point.x) - width / 2), "y": short(top),
                    "width": short(width), "height": short(y.start - top),
                ])
            drawErrorBar(point, class: "tick", &svg)
        }
    }

    private func drawMass(_ series: Chart.Series, _ svg: inout SVGText) {
        var bins = HexagonBins(radius: 2.6)
        for point in series.points where holds(point) { bins.add(place(point)) }
        // The thinnest levels are too pale for single points.
        for (level, path) in bins.paths(levels: PlotTheme.densityLevels - 2).enumerated()
        where !path.isEmpty {
            svg.path(path, class: "d\(level + 2)")
        }
    }
}
