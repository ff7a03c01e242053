/// The colours of the figures.
///
/// A picture that stands alone has them written in; within the report they are the page's
/// variables, so that the figures turn dark with it.
struct PlotTheme: Sendable {
    private let color: @Sendable (Role) -> String

    enum Role: Hashable, Sendable {
        case paper, ink, muted, grid, accent, second, front
        /// 0 is the thinnest.
        case density(Int)
    }

    static let densityLevels = 7

    /// Whether the colours are a page's variables.
    let isOfPage: Bool

    private init(isOfPage: Bool, _ color: @escaping @Sendable (Role) -> String) {
        (self.isOfPage, self.color) = (isOfPage, color)
    }

    /// For paper: every colour literal.
    static let paper = PlotTheme(isOfPage: false) { light[$0] ?? "#000000" }

    /// For the page: `var(--ink)` and so on, as ``variables(dark:)`` defines them.
    static let page = PlotTheme(isOfPage: true) { "var(--\(name($0)))" }

    /// A colour as CSS has it.
    func paint(_ role: Role) -> String { color(role) }

    /// The variables' definitions for the page's style.
    static func variables(dark isDark: Bool) -> String {
        let colors = isDark ? dark : light
        return roles.map { "--\(name($0)):\(colors[$0] ?? "#000000")" }.joined(separator: ";")
    }

    /// Classes of everything that a figure draws; `id` keeps two figures of one page apart.
    func style(id: String, fontSize: Double) -> String {
        let scope = "#\(id)"
        var rules = [
            "\(scope) text{font:\(short(fontSize))px \(Self.fonts);fill:\(color(.ink))}",
            "\(scope) .sub{font-size:75%}",
            "\(scope) .title{font-weight:600}",
            "\(scope) .note{fill:\(color(.muted));font-size:\(short(fontSize * 0.88))px}",
            "\(scope) .paper{fill:\(color(.paper))}",
            "\(scope) .frame{fill:none;stroke:\(color(.ink));stroke-width:1}",
            "\(scope) .grid{stroke:\(color(.grid));stroke-width:1}",
            "\(scope) .tick{stroke:\(color(.ink));stroke-width:1}",
            "\(scope) .rule{stroke:\(color(.muted));stroke-width:1.2;stroke-dasharray:6 4}",
            "\(scope) .front{fill:none;stroke:\(color(.front));stroke-width:1.8;"
                + "stroke-linejoin:round}",
            "\(scope) .corner{fill:none;stroke:\(color(.muted));stroke-width:1}",
            "\(scope) .leader{stroke:\(color(.muted));stroke-width:.8}",
            "\(scope) .bar{stroke:\(color(.accent));stroke-width:1;stroke-opacity:.45}",
            "\(scope) .short{fill:\(color(.accent));stroke:\(color(.paper));stroke-width:1}",
            "\(scope) .refined{fill:\(color(.paper));stroke:\(color(.accent));stroke-width:1.3}",
            "\(scope) .landmark{fill:\(color(.second));stroke:\(color(.paper));stroke-width:1}",
            "\(scope) .name{paint-order:stroke;stroke:\(color(.paper));stroke-width:3px;"
                + "stroke-linejoin:round}",
            "\(scope) .found{fill:\(color(.accent));font-weight:600}",
        ]
        for level in 0..<Self.densityLevels {
            rules.append("\(scope) .d\(level){fill:\(color(.density(level)))}")
        }
        return rules.joined(separator: "\n")
    }

    static let fonts = "\"Helvetica Neue\",Helvetica,Arial,\"Liberation Sans\",sans-serif"

    private static let roles: [Role] =
        [.paper, .ink, .muted, .grid, .accent, .second, .front]
        + (0..<densityLevels).map(Role.density)

    private static func name(_ role: Role) -> String {
        if case .density(let level) = role { return "d\(level)" }
        return "\(role)"
    }

    /// Blue for the mass, vermilion for what was found: apart for every kind of colour vision.
    private static let light = colors(
        paper: "#ffffff", ink: "#1b1f24", muted: "#5b6470", grid: "#e4e8ec", accent: "#c8401f",
        second: "#1b1f24", front: "#c8401f",
        density: ["#e3edf6", "#cddff0", "#aecbe6", "#87b1d8", "#5c93c6", "#3673ad", "#1d5189"])

    private static let dark = colors(
        paper: "#12161b", ink: "#e6e9ed", muted: "#98a2ae", grid: "#262d35", accent: "#ff8a5c",
        second: "#f4f6f8", front: "#ff8a5c",
        density: ["#1a2836", "#1f3448", "#26445f", "#2f597d", "#3f749f", "#5b95c2", "#8dbde3"])

    private static func colors(
        paper: String, ink: String, muted: String, grid: String, accent: String, second: String,
        front: String, density: [String]
    ) -> [Role: String] {
        var colors: [Role: String] = [
            .paper: paper, .ink: ink, .muted: muted, .grid: grid, .accent: accent,
            .second: second, .front: front,
        ]
        for (level, color) in density.enumerated() { colors[.density(level)] = color }
        return colors
    }
}
