/// Size and margins of a figure, in its user units.
struct PlotFormat {
    var width: Double
    var height: Double
    var fontSize: Double
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    /// Height of the map with its titles, where a detail stands below it.
    var mapHeight: Double
    /// Radius of the cells that count the mass.
    var cellRadius = 5.0
    /// Where the enlarged corner may stand; the place that covers least is taken.
    var details: [LabelPlacement.Box] = []

    /// For a page: the corner is enlarged where few materials are, soft but tough or hard but
    /// brittle.
    static let wide = PlotFormat(
        width: 960, height: 680, fontSize: 14, left: 72, right: 18, top: 46, bottom: 60,
        mapHeight: 680,
        details: [
            .init(left: 124, top: 66, right: 434, bottom: 276),
            .init(left: 628, top: 380, right: 930, bottom: 580),
        ])

    /// For a telephone: the same letters on a narrower sheet, the corner below the map.
    static let narrow = PlotFormat(
        width: 400, height: 800, fontSize: 13, left: 52, right: 10, top: 70, bottom: 52,
        mapHeight: 460, cellRadius: 3.6,
        details: [.init(left: 52, top: 484, right: 390, bottom: 768)])

    /// For a parity plot, one of several beside each other.
    static let parity = PlotFormat(
        width: 330, height: 340, fontSize: 12.5, left: 54, right: 12, top: 14, bottom: 48,
        mapHeight: 340)
}
