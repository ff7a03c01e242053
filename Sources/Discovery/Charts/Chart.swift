/// A figure with two axes: lines, marks with error bars, bars or a mass of points.
public struct Chart: Sendable {
    /// What it shows, for whoever cannot see it.
    public var title: String
    public var x: Axis
    public var y: Axis
    public var series: [Series] = []
    public var rules: [Rule] = []

    public struct Axis: Sendable {
        public var title: String
        public var scale: Scale
        /// Around the points unless given.
        public var range: ClosedRange<Double>?
        /// Names of the places 0, 1, …, where the axis has no numbers.
        public var places: [String]?

        public enum Scale: Sendable { case linear, logarithmic }

        public init(
            _ title: String, scale: Scale = .linear, range: ClosedRange<Double>? = nil,
            places: [String]? = nil
        ) {
            (self.title, self.scale, self.range) = (title, scale, range)
            self.places = places
        }
    }

    public struct Point: Hashable, Sendable {
        public var x, y: Double
        /// Of an error bar.
        public var range: ClosedRange<Double>?

        public init(_ x: Double, _ y: Double, range: ClosedRange<Double>? = nil) {
            (self.x, self.y, self.range) = (x, y, range)
        }
    }

    public struct Series: Sendable {
        /// In the legend; empty for none there.
        public var name: String
        public var points: [Point]
        public var style: Style
        /// Which of the colours, and of the marks.
        public var color: Int

        public enum Style: Sendable {
            case line, thinLine, dashedLine, marks, lineAndMarks
            /// From zero, with so much of the way to the next bar filled.
            case bars(Double)
            /// As counts in a honeycomb.
            case mass
        }

        public init(_ name: String, _ points: [Point], style: Style, color: Int = 0) {
            (self.name, self.style, self.color) = (name, style, color)
            self.points = points.filter { $0.x.isFinite && $0.y.isFinite }
        }
    }

    /// A line for the eye.
    public enum Rule: Hashable, Sendable {
        case diagonal
        case horizontal(Double, String)
        case vertical(Double, String)
    }

    public init(
        title: String, x: Axis, y: Axis, series: [Series] = [], rules: [Rule] = []
    ) {
        (self.title, self.x, self.y) = (title, x, y)
        (self.series, self.rules) = (series, rules)
    }

    /// The picture as a file of its own.
    public var file: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + ChartDrawing(self, theme: .paper, id: "chart").text
    }

    /// The picture as part of a page that defines the colours.
    func inline(id: String) -> String { ChartDrawing(self, theme: .page, id: id).text }
}
