internal import Foundation

/// Draws an ``AshbyDiagram``: the whole map, the best corner enlarged, and the legend above.
struct AshbyDrawing {
    private let diagram: AshbyDiagram
    private let format: PlotFormat
    private let theme: PlotTheme
    private let id: String
    private let map: AshbyPanel
    /// nil where there is nothing to enlarge.
    private let detail: AshbyPanel?

    init(_ diagram: AshbyDiagram, format: PlotFormat, theme: PlotTheme, id: String) {
        (self.diagram, self.format, self.theme, self.id) = (diagram, format, theme, id)
        let points = diagram.allPoints
        let frame = LabelPlacement.Box(
            left: format.left, top: format.top, right: format.width - format.right,
            bottom: format.mapHeight - format.bottom)
        var map = AshbyPanel(
            diagram, frame: frame,
            hardness: PlotAxis.logarithmicRange(around: points.map(\.hardness)),
            toughness: PlotAxis.logarithmicRange(around: points.map(\.toughness)),
            fontSize: format.fontSize, radius: format.cellRadius, id: "\(id)-map", isMap: true)
        detail = Self.emptiest(format.details, of: map, diagram).flatMap { frame in
            guard diagram.shortlist.count > 1 else { return nil }
            map.makeRoom(for: frame)
            let best = diagram.shortlist.map(\.point)
            return AshbyPanel(
                diagram, frame: frame, hardness: PlotAxis.closeRange(around: best.map(\.hardness)),
                toughness: PlotAxis.closeRange(around: best.map(\.toughness)),
                fontSize: format.fontSize * 0.93, radius: format.cellRadius * 1.6,
                id: "\(id)-detail", isMap: false)
        }
        self.map = map
    }

    /// The place that covers the fewest crystals, and of equal ones the first. A landmark counts for
    /// many: a reader looks for it.
    private static func emptiest(
        _ places: [LabelPlacement.Box], of map: AshbyPanel, _ diagram: AshbyDiagram
    ) -> LabelPlacement.Box? {
        guard places.count > 1 else { return places.first }
        let points = diagram.crystals.map(map.place)
        let landmarks = diagram.landmarks.map { map.place($0.point) }
        let weight = max(1, points.count / 50)
        let counts = places.map { place in
            let wide = place.widened(by: 30)
            return points.count(where: wide.holds) + weight * landmarks.count(where: wide.holds)
        }
        return zip(places, counts).min { $0.1 < $1.1 }?.0
    }

    var text: String {
        var svg = SVGText()
        svg.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "id": id, "role": "img",
                "viewBox": "0 0 \(short(format.width)) \(short(format.height))",
                "aria-label": "Fracture toughness against Vickers hardness of "
                    + "\(grouped(diagram.crystals.count)) crystals",
            ])
        svg.append("<style>\n\(theme.style(id: id, fontSize: format.fontSize))\n</style>\n")
        svg.element("rect", ["class": "paper", "width": "100%", "height": "100%"])
        let highest = map.drawMass(in: &svg)
        map.drawTitles(in: &svg)
        if let detail { drawCorner(of: detail, in: &svg) }
        map.drawMarks(
            naming: detail.map { .landmarks(besides: $0) } ?? .everything, in: &svg)
        if let detail {
            detail.drawBackground(in: &svg)
            _ = detail.drawMass(in: &svg)
            detail.drawMarks(naming: .everything, in: &svg)
        }
        drawLegend(highest: highest, in: &svg)
        svg.close("svg")
        return svg.body
    }

    /// A frame on the map around what the detail enlarges.
    private func drawCorner(of detail: AshbyPanel, in svg: inout SVGText) {
        let (low, high) = (
            map.place(
                .init(hardness: detail.x.range.lowerBound, toughness: detail.y.range.lowerBound)),
            map.place(
                .init(hardness: detail.x.range.upperBound, toughness: detail.y.range.upperBound))
        )
        svg.element(
            "rect",
            [
                "class": "corner", "x": short(low.x), "y": short(high.y),
                "width": short(high.x - low.x), "height": short(low.y - high.y),
            ])
    }

    /// Above the frame: the scale of the density, then the marks.
    private func drawLegend(highest: Int, in svg: inout SVGText) {
        var legend = PlotLegend(format: format, left: format.left)
        legend.addDensity(highest: highest, what: "crystals per cell")
        legend.add(.line("front"), "Pareto front")
        if !diagram.shortlist.isEmpty { legend.add(.circle("short", 4.2), "shortlist") }
        if !diagram.refined.isEmpty { legend.add(.circle("refined", 2.6), "runners-up") }
        if !diagram.landmarks.isEmpty { legend.add(.diamond("landmark"), "known, as predicted") }
        svg.append(legend.svg.body)
    }
}
