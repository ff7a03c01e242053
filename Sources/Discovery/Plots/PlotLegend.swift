/// A figure's legend above its frame: keys in rows, broken where the width ends.
struct PlotLegend {
    private(set) var svg = SVGText()
    private let format: PlotFormat
    private let left: Double
    private var x: Double
    private var y: Double
    private let size: Double

    enum Key {
        case line(String)
        case circle(String, Double)
        case diamond(String)
    }

    init(format: PlotFormat, left: Double) {
        (self.format, self.left) = (format, left)
        size = format.fontSize * 0.93
        (x, y) = (left, size * 1.7)
    }

    /// The scale of counts: one box a level, with the counts of its ends.
    mutating func addDensity(highest: Int, what: String) {
        let box = format.width > 600 ? 18.0 : 13
        text("1", at: x)
        var place = x + LabelPlacement.width(of: "1", fontSize: size) + 4
        for level in 0..<PlotTheme.densityLevels {
            svg.element(
                "rect",
                [
                    "class": "d\(level)", "x": short(place), "y": short(y - 10),
                    "width": short(box), "height": "10",
                ])
            place += box
        }
        let label = "\(grouped(highest)) \(what)"
        text(label, at: place + 4)
        x = place + 4 + LabelPlacement.width(of: label, fontSize: size) + size * 1.4
    }

    mutating func add(_ key: Key, _ label: String) {
        let width = 20 + LabelPlacement.width(of: label, fontSize: size)
        if x + width > format.width - format.right { (x, y) = (left, y + size * 1.6) }
        let middle = PlotPoint(x + 7, y - size * 0.35)
        switch key {
        case .line(let name):
            svg.path("M\(short(x)),\(short(middle.y))h14", class: name)
        case .circle(let name, let radius):
            svg.circle(middle, radius: radius, class: name)
        case .diamond(let name):
            let start = "M\(short(middle.x)),\(short(middle.y - 5))"
            svg.path(start + "l5,5l-5,5l-5,-5z", class: name)
        }
        text(label, at: x + 19)
        x += width + size * 1.4
    }

    private mutating func text(_ label: String, at place: Double) {
        svg.text(escaped(label), at: PlotPoint(place, y), class: "label")
    }
}
