internal import Foundation

/// Counts of points in a honeycomb: the mass of a plot in a few thousand cells, however many points.
struct HexagonBins {
    /// Centre to corner, pixels.
    let radius: Double
    private var counts: [Cell: Int] = [:]

    private struct Cell: Hashable, Comparable {
        var row: Int
        var column: Int

        static func < (a: Self, b: Self) -> Bool { (a.row, a.column) < (b.row, b.column) }
    }

    init(radius: Double) {
        precondition(radius > 0, "hexagons of radius \(radius)")
        self.radius = radius
    }

    /// Distance of columns, and of rows.
    private var width: Double { radius * 3.0.squareRoot() }
    private var height: Double { radius * 1.5 }

    /// Counts the point in the cell whose centre is nearest.
    mutating func add(_ point: PlotPoint) {
        let row = (point.y / height).rounded()
        let candidates = [row - 1, row, row + 1].map { row -> (Cell, Double) in
            let cell = Cell(row: Int(row), column: Int((point.x / width - shift(row)).rounded()))
            let centre = centre(cell)
            let (dx, dy) = (centre.x - point.x, centre.y - point.y)
            return (cell, dx * dx + dy * dy)
        }
        if let nearest = candidates.min(by: { $0.1 < $1.1 }) { counts[nearest.0, default: 0] += 1 }
    }

    /// Odd rows stand half a cell to the right.
    private func shift(_ row: Double) -> Double { Int(row) & 1 == 0 ? 0 : 0.5 }

    private func centre(_ cell: Cell) -> PlotPoint {
        PlotPoint(
            (Double(cell.column) + shift(Double(cell.row))) * width, Double(cell.row) * height)
    }

    var highest: Int { counts.values.max() ?? 0 }

    /// [levels] the path of all cells of each level; levels are equal steps of log(count) from one
    /// point to the fullest cell.
    func paths(levels: Int) -> [String] {
        var paths = [String](repeating: "", count: levels)
        let corner = hexagon
        for cell in counts.keys.sorted() {
            let place = centre(cell)
            let level = level(of: counts[cell] ?? 1, levels: levels)
            paths[level] += "M\(short(place.x)),\(short(place.y - radius))\(corner)"
        }
        return paths
    }

    private func level(of count: Int, levels: Int) -> Int {
        guard highest > 1 else { return 0 }
        let share = log(Double(count)) / log(Double(highest))
        return min(levels - 1, Int(share * Double(levels)))
    }

    /// From the top corner round, in steps; a little large, so that no seams show between cells.
    private var hexagon: String {
        let (x, y) = (short(width / 2 + 0.05), short(radius / 2))
        let side = short(radius + 0.1)
        return "l\(x),\(y)v\(side)l-\(x),\(y)l-\(x),-\(y)v-\(side)z"
    }
}
