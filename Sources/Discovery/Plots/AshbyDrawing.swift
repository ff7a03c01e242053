internal import Foundation

/// Draws an ``AshbyDiagram``, from the paper upward.
struct AshbyDrawing {
    private let diagram: AshbyDiagram
    private let format: PlotFormat
    private let theme: PlotTheme
    private let id: String
    private let x: PlotAxis
    private let y: PlotAxis
    private var svg = SVGText()

    /// Hardness from which a material is called superhard, GPa.
    private static let superhard = 40.0

    init(_ diagram: AshbyDiagram, format: PlotFormat, theme: PlotTheme, id: String) {
        (self.diagram, self.format, self.theme, self.id) = (diagram, format, theme, id)
        let points = diagram.allPoints
        x = PlotAxis(
            PlotAxis.logarithmicRange(around: points.map(\.hardness)), from: format.left,
            to: format.width - format.right, logarithmic: true)
        y = PlotAxis(
            PlotAxis.logarithmicRange(around: points.map(\.toughness)),
            from: format.height - format.bottom, to: format.top, logarithmic: true)
    }

    var text: String {
        var drawing = self
        drawing.draw()
        return drawing.svg.body
    }

    private func place(_ point: AshbyDiagram.Point) -> PlotPoint {
        PlotPoint(x(point.hardness), y(point.toughness))
    }

    private var frame: LabelPlacement.Box {
        LabelPlacement.Box(left: x.start, top: y.end, right: x.end, bottom: y.start)
    }

    private mutating func draw() {
        svg.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "id": id, "role": "img",
                "viewBox": "0 0 \(short(format.width)) \(short(format.height))",
                "aria-label": "Fracture toughness against Vickers hardness of "
                    + "\(grouped(diagram.crystals.count)) crystals",
            ])
        svg.open("style")
        svg.append(theme.style(id: id, fontSize: format.fontSize) + "\n")
        svg.close("style")
        svg.element("rect", ["class": "paper", "width": "100%", "height": "100%"])
        drawAxes()
        let highest = drawMass()
        drawSuperhardLine()
        drawFront()
        drawMarks()
        drawLegend(highest: highest)
        svg.close("svg")
    }

    private mutating func drawAxes() {
        for tick in x.ticks {
            let place = x(tick.value)
            if tick.label != nil {
                svg.line(PlotPoint(place, y.start), PlotPoint(place, y.end), class: "grid")
            }
        }
        for tick in y.ticks where tick.label != nil {
            let place = y(tick.value)
            svg.line(PlotPoint(x.start, place), PlotPoint(x.end, place), class: "grid")
        }
    }

    /// - Returns: the count of the fullest cell.
    private mutating func drawMass() -> Int {
        var bins = HexagonBins(radius: format.width > 600 ? 5 : 4)
        for point in diagram.crystals
        where x.range.contains(point.hardness) && y.range.contains(point.toughness) {
            bins.add(place(point))
        }
        svg.open("clipPath", ["id": "\(id)-clip"])
        svg.element(
            "rect",
            [
                "x": short(x.start), "y": short(y.end), "width": short(x.end - x.start),
                "height": short(y.start - y.end),
            ])
        svg.close("clipPath")
        svg.open("g", ["clip-path": "url(#\(id)-clip)"])
        for (level, path) in bins.paths(levels: PlotTheme.densityLevels).enumerated()
        where !path.isEmpty {
            svg.path(path, class: "d\(level)")
        }
        svg.close("g")
        drawFrame()
        return bins.highest
    }

    private mutating func drawFrame() {
        let size = format.fontSize
        svg.element(
            "rect",
            [
                "class": "frame", "x": short(x.start), "y": short(y.end),
                "width": short(x.end - x.start), "height": short(y.start - y.end),
            ])
        for tick in x.ticks {
            let (place, length) = (x(tick.value), tick.label == nil ? 4.0 : 7)
            svg.line(
                PlotPoint(place, y.start), PlotPoint(place, y.start - length), class: "tick")
            if let label = tick.label {
                svg.text(
                    label, at: PlotPoint(place, y.start + size * 1.35), class: "label",
                    anchor: "middle")
            }
        }
        for tick in y.ticks {
            let (place, length) = (y(tick.value), tick.label == nil ? 4.0 : 7)
            svg.line(
                PlotPoint(x.start, place), PlotPoint(x.start + length, place), class: "tick")
            if let label = tick.label {
                svg.text(
                    label, at: PlotPoint(x.start - 7, place + size * 0.36), class: "label",
                    anchor: "end")
            }
        }
        drawTitles()
    }

    private mutating func drawTitles() {
        let size = format.fontSize
        let hardness =
            "Vickers hardness <tspan font-style=\"italic\">H</tspan>"
            + "<tspan class=\"sub\" dy=\"3\">V</tspan><tspan dy=\"-3\"> (GPa)</tspan>"
        let toughness =
            "Fracture toughness <tspan font-style=\"italic\">K</tspan>"
            + "<tspan class=\"sub\" dy=\"3\">IC</tspan><tspan dy=\"-3\"> (MPa·m</tspan>"
            + "<tspan class=\"sub\" dy=\"-5\">1/2</tspan><tspan dy=\"5\">)</tspan>"
        svg.text(
            hardness, at: PlotPoint((x.start + x.end) / 2, y.start + size * 2.9), class: "title",
            anchor: "middle")
        let side = PlotPoint(size * 1.25, (y.start + y.end) / 2)
        svg.text(toughness, at: side, class: "title", anchor: "middle", rotation: -90)
    }

    private mutating func drawSuperhardLine() {
        guard x.range.contains(Self.superhard) else { return }
        let place = x(Self.superhard)
        svg.line(PlotPoint(place, y.start), PlotPoint(place, y.end), class: "rule")
        svg.text(
            "superhard: 40 GPa", at: PlotPoint(place - 5, y.start - 14), class: "note name",
            anchor: "start", rotation: -90)
    }

    /// The staircase below and left of which every crystal is dominated, from the hardest to the
    /// toughest.
    private mutating func drawFront() {
        guard let first = diagram.front.first.map(place) else { return }
        var data = "M\(short(first.x)),\(short(first.y))"
        for point in diagram.front.dropFirst().map(place) {
            data += "H\(short(point.x))V\(short(point.y))"
        }
        svg.open("g", ["clip-path": "url(#\(id)-clip)"])
        svg.path(data, class: "front", title: "Pareto front")
        svg.close("g")
    }

    private mutating func drawMarks() {
        for mark in diagram.refined {
            svg.circle(place(mark.point), radius: 2.6, class: "refined", title: mark.tooltip)
        }
        for mark in diagram.shortlist.reversed() {
            svg.circle(place(mark.point), radius: 4.2, class: "short", title: mark.tooltip)
        }
        for mark in diagram.landmarks {
            svg.path(diamond(place(mark.point), 5), class: "landmark", title: mark.tooltip)
        }
        drawNames()
    }

    private func diamond(_ at: PlotPoint, _ r: Double) -> String {
        "M\(short(at.x)),\(short(at.y - r))l\(short(r)),\(short(r))l-\(short(r)),\(short(r))"
            + "l-\(short(r)),-\(short(r))z"
    }

    /// Landmarks first: by them a reader finds the way.
    private mutating func drawNames() {
        let marks = diagram.landmarks + diagram.shortlist + diagram.refined
        let obstacles = marks.map { mark -> LabelPlacement.Box in
            let at = place(mark.point)
            return .init(left: at.x - 4, top: at.y - 4, right: at.x + 4, bottom: at.y + 4)
        }
        var inner = frame
        inner.left += 9
        inner.bottom -= 9
        var placement = LabelPlacement(frame: inner, obstacles: obstacles + superhardNote)
        let size = format.fontSize * 0.93
        let wanted =
            diagram.landmarks.prefix(format.names).map { ($0, "name") }
            + diagram.shortlist.prefix(format.names / 2).map { ($0, "name found") }
        var named = Set<String>()
        for (mark, name) in wanted where named.insert(mark.name).inserted {
            let at = place(mark.point)
            guard
                let label = placement.place(mark.name, beside: at, radius: 5, fontSize: size)
            else { continue }
            if let leader = label.leader { svg.line(at, leader, class: "leader") }
            svg.text(
                markup(formula: mark.name), at: label.place, class: name, anchor: label.anchor)
        }
    }

    /// The room that the line's own words take.
    private var superhardNote: [LabelPlacement.Box] {
        guard x.range.contains(Self.superhard) else { return [] }
        let place = x(Self.superhard)
        let length = LabelPlacement.width(of: "superhard: 40 GPa", fontSize: format.fontSize)
        return [
            .init(
                left: place - format.fontSize - 6, top: y.start - 16 - length, right: place + 2,
                bottom: y.start)
        ]
    }

    /// Above the frame: the scale of the density, then the marks.
    private mutating func drawLegend(highest: Int) {
        var legend = PlotLegend(format: format, left: x.start)
        legend.addDensity(highest: highest, what: "crystals per cell")
        legend.add(.line("front"), "Pareto front")
        if !diagram.shortlist.isEmpty { legend.add(.circle("short", 4.2), "shortlist") }
        if !diagram.refined.isEmpty { legend.add(.circle("refined", 2.6), "second rung") }
        if !diagram.landmarks.isEmpty { legend.add(.diamond("landmark"), "known, as predicted") }
        svg.append(legend.svg.body)
    }
}

extension AshbyDiagram.Named {
    fileprivate var tooltip: String {
        "\(name): \(figures(point.hardness, 3)) GPa, \(figures(point.toughness, 3)) MPa·m½"
    }
}
