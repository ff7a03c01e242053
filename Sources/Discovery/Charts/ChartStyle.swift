/// The colours and classes that charts have besides those of all figures.
enum ChartStyle {
    static let colorCount = 6

    /// Apart in lightness too, so that they differ for every kind of colour vision and in print.
    private static let light = ["#1d5189", "#c8401f", "#2a8a6a", "#8a5fa8", "#a87a00", "#5b6470"]
    private static let dark = ["#8dbde3", "#ff8a5c", "#63c7a3", "#c9a3e3", "#e2bc5a", "#98a2ae"]

    /// The variables' definitions for a page's style.
    static func variables(dark isDark: Bool) -> String {
        (isDark ? dark : light).enumerated().map { "--s\($0):\($1)" }.joined(separator: ";")
    }

    static func style(_ theme: PlotTheme, id: String, fontSize: Double) -> String {
        let (scope, paper) = ("#\(id)", theme.paint(.paper))
        var rules = [theme.style(id: id, fontSize: fontSize)]
        for k in 0..<colorCount {
            let color = theme.isOfPage ? "var(--s\(k))" : light[k]
            rules += [
                "\(scope) .l\(k){fill:none;stroke:\(color);stroke-width:1.8;stroke-linejoin:round}",
                "\(scope) .t\(k){fill:none;stroke:\(color);stroke-width:1;stroke-opacity:.55}",
                "\(scope) .e\(k){stroke:\(color);stroke-width:1.2}",
                "\(scope) .m\(k){fill:\(color);stroke:\(paper);stroke-width:.8}",
                "\(scope) .b\(k){fill:\(color);fill-opacity:.75}",
            ]
        }
        rules.append("\(scope) .dash{stroke-dasharray:5 3}")
        return rules.joined(separator: "\n")
    }

    /// A mark of one of six shapes.
    static func mark(_ k: Int, at place: PlotPoint, in svg: inout SVGText) {
        let start = { (dx: Double, dy: Double) in "M\(short(place.x + dx)),\(short(place.y + dy))" }
        let path =
            switch k % colorCount {
            case 0: start(-3.8, 0) + "a3.8,3.8 0 1 0 7.6,0a3.8,3.8 0 1 0 -7.6,0z"
            case 1: start(-3.4, -3.4) + "h6.8v6.8h-6.8z"
            case 2: start(0, -4.6) + "l4.4,7.8h-8.8z"
            case 3: start(0, -4.8) + "l4.8,4.8l-4.8,4.8l-4.8,-4.8z"
            case 4: start(0, 4.6) + "l4.4,-7.8h-8.8z"
            default: start(-4, -1.4) + "h8v2.8h-8z"
            }
        svg.path(path, class: "m\(k % colorCount)")
    }
}
