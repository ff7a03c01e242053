/// Charts beside each other in one picture.
public struct ChartRow: Sendable {
    public var charts: [Chart]

    public init(_ charts: [Chart]) { self.charts = charts }

    /// The picture as a file of its own.
    public var file: String {
        let (width, height) = (ChartDrawing.width, ChartDrawing.height)
        let size = "\(short(width * Double(charts.count))) \(short(height))"
        var svg = SVGText()
        svg.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "role": "img", "viewBox": "0 0 \(size)",
                "aria-label": charts.map(\.title).joined(separator: "; "),
            ])
        for (k, chart) in charts.enumerated() {
            svg.open(
                "svg",
                [
                    "x": short(Double(k) * width), "y": "0", "width": short(width),
                    "height": short(height),
                ])
            svg.append(ChartDrawing(chart, theme: .paper, id: "chart\(k)").text)
            svg.close("svg")
        }
        svg.close("svg")
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.body
    }
}
