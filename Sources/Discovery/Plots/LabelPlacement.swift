internal import Foundation

/// Puts names beside their marks so that no name covers another, a mark, or the frame.
///
/// Greedy, the most important first: of the places around a mark, near before far, the first
/// that is free. A name for which none is free is left out; the mark keeps its tooltip.
struct LabelPlacement {
    /// A rectangle in pixels.
    struct Box: Hashable {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }

        func holds(_ point: PlotPoint) -> Bool {
            point.x > left && point.x < right && point.y > top && point.y < bottom
        }

        func widened(by margin: Double) -> Box {
            Box(
                left: left - margin, top: top - margin, right: right + margin,
                bottom: bottom + margin)
        }

        func isInside(_ other: Box) -> Bool {
            left >= other.left && right <= other.right && top >= other.top
                && bottom <= other.bottom
        }
    }

    struct Label {
        /// Baseline and anchor of the text.
        var place: PlotPoint
        var anchor: String
        /// End of a thin line from the mark, where the name stands away from it.
        var leader: PlotPoint?
        var box: Box
    }

    private let frame: Box
    private var taken: [Box]

    /// - Parameter obstacles: what no name may cover.
    init(frame: Box, obstacles: [Box]) {
        self.frame = frame
        taken = obstacles
    }

    /// A place for `text` beside a mark of the given radius; nil if there is none.
    mutating func place(
        _ text: String, beside mark: PlotPoint, radius: Double, fontSize: Double,
        within reach: Double
    ) -> Label? {
        let width = Self.width(of: text, fontSize: fontSize)
        for distance in [3.0, 9, 18, 30, 44, 60] where distance <= reach {
            for angle in [0.0, -45, 45, 180, -135, 135, -90, 90, -20, 20, -160, 160] {
                let label = label(
                    mark, angle * .pi / 180, radius + distance, width, fontSize,
                    hasLeader: distance > 9)
                guard label.box.isInside(frame), !taken.contains(where: label.box.overlaps)
                else { continue }
                taken.append(label.box)
                return label
            }
        }
        return nil
    }

    private func label(
        _ mark: PlotPoint, _ angle: Double, _ distance: Double, _ width: Double,
        _ fontSize: Double, hasLeader: Bool
    ) -> Label {
        let (dx, dy) = (cos(angle), sin(angle))
        let touch = PlotPoint(mark.x + dx * distance, mark.y + dy * distance)
        // Beside the mark the text hangs on its end, above and below on its middle.
        let anchor = dx > 0.3 ? "start" : dx < -0.3 ? "end" : "middle"
        let left = touch.x - (anchor == "start" ? 0 : anchor == "end" ? width : width / 2)
        let middle = touch.y + dy * fontSize * 0.45
        let box = Box(
            left: left - 3, top: middle - fontSize * 0.62, right: left + width + 3,
            bottom: middle + fontSize * 0.62)
        return Label(
            place: PlotPoint(touch.x, middle + fontSize * 0.35), anchor: anchor,
            leader: hasLeader ? touch : nil, box: box)
    }

    /// Width of a line of text, pixels: the advances of Helvetica, to which Arial and Liberation
    /// Sans are cut, with a margin for other fonts.
    static func width(of text: String, fontSize: Double) -> Double {
        let units = text.unicodeScalars.reduce(0) { sum, scalar in
            let index = Int(scalar.value) - 32
            return sum + (advances.indices.contains(index) ? advances[index] : 600)
        }
        return Double(units) / 1000 * fontSize * 1.05
    }

    /// Adobe's metrics of Helvetica, from space to tilde, thousandths of the font size.
    private static let advances = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
        556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
        722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ]
}
