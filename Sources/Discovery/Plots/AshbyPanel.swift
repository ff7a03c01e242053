internal import Foundation

/// A stretch of the Ashby diagram in a frame: axes, mass, front, marks and names.
struct AshbyPanel {
    let x: PlotAxis
    let y: PlotAxis
    let diagram: AshbyDiagram
    let fontSize: Double
    private let radius: Double
    private let id: String
    /// Whether it is the whole diagram, which says what the lines are.
    let isMap: Bool
    /// Where the words on the superhard line begin, which read upward.
    private(set) var noteFoot: Double

    /// Hardness from which a material is called superhard, GPa.
    static let superhard = 40.0
    /// Up to so many crystals are drawn one by one.
    private static let fewest = 400
    static let superhardText = "superhard: 40 GPa"

    init(
        _ diagram: AshbyDiagram, frame: LabelPlacement.Box, hardness: ClosedRange<Double>,
        toughness: ClosedRange<Double>, fontSize: Double, radius: Double, id: String,
        isMap: Bool
    ) {
        self.isMap = isMap
        (self.diagram, self.fontSize) = (diagram, fontSize)
        (self.radius, self.id) = (radius, id)
        x = PlotAxis(hardness, from: frame.left, to: frame.right, logarithmic: true)
        y = PlotAxis(toughness, from: frame.bottom, to: frame.top, logarithmic: true)
        noteFoot = frame.bottom - 14
    }

    /// Moves the words on the superhard line above a detail that would cover them.
    mutating func makeRoom(for detail: LabelPlacement.Box) {
        let note = PlotPoint(x(Self.superhard), noteFoot)
        // The paper of a detail reaches beyond its frame.
        if detail.widened(by: 40).holds(note) { noteFoot = detail.top - 14 }
    }

    func place(_ point: AshbyDiagram.Point) -> PlotPoint {
        PlotPoint(x(point.hardness), y(point.toughness))
    }

    func holds(_ point: AshbyDiagram.Point) -> Bool {
        x.range.contains(point.hardness) && y.range.contains(point.toughness)
    }

    var frame: LabelPlacement.Box {
        LabelPlacement.Box(left: x.start, top: y.end, right: x.end, bottom: y.start)
    }

    // MARK: Ground

    /// Paper under the panel and its tick labels, where it lies on another one.
    func drawBackground(in svg: inout SVGText) {
        svg.element(
            "rect",
            [
                "class": "paper", "x": short(paper.left), "y": short(paper.top),
                "width": short(paper.right - paper.left),
                "height": short(paper.bottom - paper.top),
            ])
    }

    /// What that paper covers.
    var paper: LabelPlacement.Box {
        let margin = fontSize * 2.8
        return LabelPlacement.Box(
            left: x.start - margin, top: y.end - 8, right: x.end + 8,
            bottom: y.start + margin * 0.7)
    }

    /// Grid, density, front and frame.
    ///
    /// - Returns: the count of the fullest cell.
    func drawMass(in svg: inout SVGText) -> Int {
        drawGrid(in: &svg)
        var bins = HexagonBins(radius: radius)
        let inside = diagram.crystals.filter(holds).map(place)
        for point in inside { bins.add(point) }
        svg.open("clipPath", ["id": "\(id)-clip"])
        svg.element("rect", frameAttributes)
        svg.close("clipPath")
        svg.open("g", ["clip-path": "url(#\(id)-clip)"])
        if inside.count > Self.fewest {
            for (level, path) in bins.paths(levels: PlotTheme.densityLevels).enumerated()
            where !path.isEmpty {
                svg.path(path, class: "d\(level)")
            }
        } else {
            for point in inside { svg.circle(point, radius: 2, class: "d3") }
        }
        drawFront(in: &svg)
        svg.close("g")
        drawFrame(in: &svg)
        drawSuperhardLine(in: &svg)
        return bins.highest
    }

    private func drawGrid(in svg: inout SVGText) {
        for tick in x.ticks where tick.label != nil {
            let place = x(tick.value)
            svg.line(PlotPoint(place, y.start), PlotPoint(place, y.end), class: "grid")
        }
        for tick in y.ticks where tick.label != nil {
            let place = y(tick.value)
            svg.line(PlotPoint(x.start, place), PlotPoint(x.end, place), class: "grid")
        }
    }

    private var frameAttributes: KeyValuePairs<String, String> {
        [
            "class": "frame", "x": short(x.start), "y": short(y.end),
            "width": short(x.end - x.start), "height": short(y.start - y.end),
        ]
    }

    private func drawFrame(in svg: inout SVGText) {
        svg.element("rect", frameAttributes)
        for tick in x.ticks {
            let (place, length) = (x(tick.value), tick.label == nil ? 4.0 : 7)
            svg.line(
                PlotPoint(place, y.start), PlotPoint(place, y.start - length), class: "tick")
            if let label = tick.label {
                svg.text(
                    label, at: PlotPoint(place, y.start + fontSize * 1.35), class: "label",
                    anchor: "middle")
            }
        }
        for tick in y.ticks {
            let (place, length) = (y(tick.value), tick.label == nil ? 4.0 : 7)
            svg.line(
                PlotPoint(x.start, place), PlotPoint(x.start + length, place), class: "tick")
            if let label = tick.label {
                svg.text(
                    label, at: PlotPoint(x.start - 7, place + fontSize * 0.36), class: "label",
                    anchor: "end")
            }
        }
    }

    func drawTitles(in svg: inout SVGText) {
        let hardness =
            "Vickers hardness <tspan font-style=\"italic\">H</tspan>"
            + "<tspan class=\"sub\" dy=\"3\">V</tspan><tspan dy=\"-3\"> (GPa)</tspan>"
        let toughness =
            "Fracture toughness <tspan font-style=\"italic\">K</tspan>"
            + "<tspan class=\"sub\" dy=\"3\">IC</tspan><tspan dy=\"-3\"> (MPa·m</tspan>"
            + "<tspan class=\"sub\" dy=\"-5\">1/2</tspan><tspan dy=\"5\">)</tspan>"
        svg.text(
            hardness, at: PlotPoint((x.start + x.end) / 2, y.start + fontSize * 2.9),
            class: "title", anchor: "middle")
        let side = PlotPoint(fontSize * 1.25, (y.start + y.end) / 2)
        svg.text(toughness, at: side, class: "title", anchor: "middle", rotation: -90)
    }

    private func drawSuperhardLine(in svg: inout SVGText) {
        guard x.range.contains(Self.superhard) else { return }
        let place = x(Self.superhard)
        svg.line(PlotPoint(place, y.start), PlotPoint(place, y.end), class: "rule")
        guard isMap else { return }
        svg.text(
            Self.superhardText, at: PlotPoint(place - 5, noteFoot), class: "note name",
            anchor: "start", rotation: -90)
    }

    /// The staircase below and left of which every crystal is dominated, from the hardest to the
    /// toughest.
    private func drawFront(in svg: inout SVGText) {
        guard let first = diagram.front.first.map(place) else { return }
        var data = "M\(short(first.x)),\(short(first.y))"
        for point in diagram.front.dropFirst().map(place) {
            data += "H\(short(point.x))V\(short(point.y))"
        }
        svg.path(data, class: "front", title: "Pareto front")
    }
}
