internal import Foundation

/// The marks of a panel and the names beside them.
extension AshbyPanel {
    enum Names {
        /// Landmarks, but for the less known of those that a detail enlarges.
        case landmarks(besides: AshbyPanel)
        case everything
    }

    func drawMarks(naming names: Names, in svg: inout SVGText) {
        for mark in diagram.landmarks where holds(mark.point) {
            let at = place(mark.point)
            svg.path(
                "M\(short(at.x)),\(short(at.y - 6.5))l6.5,6.5l-6.5,6.5l-6.5,-6.5z",
                class: "landmark", title: mark.tooltip)
        }
        // Above the landmarks, whose corners still show where both are.
        for mark in diagram.refined where holds(mark.point) {
            svg.circle(place(mark.point), radius: 2.6, class: "refined", title: mark.tooltip)
        }
        for mark in diagram.shortlist where holds(mark.point) { drawBars(of: mark, in: &svg) }
        for mark in diagram.shortlist.reversed() where holds(mark.point) {
            svg.circle(place(mark.point), radius: 4.2, class: "short", title: mark.tooltip)
        }
        drawNames(names, in: &svg)
    }

    /// The error bars of a mark, as far as the panel goes.
    private func drawBars(of mark: AshbyDiagram.Named, in svg: inout SVGText) {
        let at = place(mark.point)
        if let range = mark.hardness?.clamped(to: x.range) {
            svg.line(
                PlotPoint(x(range.lowerBound), at.y), PlotPoint(x(range.upperBound), at.y),
                class: "bar")
        }
        if let range = mark.toughness?.clamped(to: y.range) {
            svg.line(
                PlotPoint(at.x, y(range.lowerBound)), PlotPoint(at.x, y(range.upperBound)),
                class: "bar")
        }
    }

    /// Landmarks first: by them a reader finds the way.
    private func drawNames(_ names: Names, in svg: inout SVGText) {
        let marks = (diagram.landmarks + diagram.shortlist + diagram.refined).filter {
            holds($0.point)
        }
        let obstacles = marks.map { mark -> LabelPlacement.Box in
            let at = place(mark.point)
            return .init(left: at.x - 4, top: at.y - 4, right: at.x + 4, bottom: at.y + 4)
        }
        var inner = frame
        (inner.left, inner.top) = (inner.left + 9, inner.top + 3)
        (inner.right, inner.bottom) = (inner.right - 3, inner.bottom - 9)
        var placement = LabelPlacement(
            frame: inner, obstacles: obstacles + superhardNote + names.covered)
        let wanted = wanted(names)
        var named = Set<String>()
        for (mark, style) in wanted where holds(mark.point) && named.insert(mark.name).inserted {
            let at = place(mark.point)
            guard
                let label = placement.place(
                    mark.name, beside: at, radius: 5, fontSize: fontSize * 0.93,
                    within: names.reach)
            else { continue }
            if let leader = label.leader { svg.line(at, leader, class: "leader") }
            svg.text(
                markup(formula: mark.name), at: label.place,
                class: isFound(mark) ? "name found" : style, anchor: label.anchor)
        }
    }

    /// Whether a landmark is on the shortlist as well: the name of both is that of a find.
    private func isFound(_ mark: AshbyDiagram.Named) -> Bool {
        let at = place(mark.point)
        return diagram.shortlist.contains {
            let other = place($0.point)
            return $0.name == mark.name && hypot(at.x - other.x, at.y - other.y) < 8
        }
    }

    private func wanted(_ names: Names) -> [(mark: AshbyDiagram.Named, style: String)] {
        switch names {
        case .landmarks(let detail):
            diagram.landmarks.enumerated().filter {
                $0.offset < 6 || !detail.holds($0.element.point)
            }
            .map { ($0.element, "name") }
        case .everything:
            diagram.landmarks.map { ($0, "name") }
                + diagram.shortlist.map { ($0, "name found") }
        }
    }

    /// The room that the line's own words take.
    private var superhardNote: [LabelPlacement.Box] {
        guard isMap, x.range.contains(Self.superhard) else { return [] }
        let place = x(Self.superhard)
        let length = LabelPlacement.width(of: Self.superhardText, fontSize: fontSize)
        return [
            .init(
                left: place - fontSize - 6, top: noteFoot - 2 - length, right: place + 2,
                bottom: noteFoot)
        ]
    }
}

extension AshbyPanel.Names {
    /// Where a detail will lie above the names.
    fileprivate var covered: [LabelPlacement.Box] {
        if case .landmarks(let detail) = self { [detail.paper] } else { [] }
    }

    /// How far from its mark a name may stand, pixels: on the full map near, or not at all.
    fileprivate var reach: Double {
        if case .everything = self { 60 } else { 20 }
    }
}

extension AshbyDiagram.Named {
    fileprivate var tooltip: String {
        let (hard, tough) = (
            hardness.map { " (\($0.figures))" }, toughness.map { " (\($0.figures))" }
        )
        return "\(name): \(figures(point.hardness, 3))\(hard ?? "") GPa, "
            + "\(figures(point.toughness, 3))\(tough ?? "") MPa·m½"
    }
}
