import Foundation

/// JSON lines of made-up crystals: so many that no database has them, or where none is at hand.
enum SyntheticCrystals {
    /// - Parameter sizes: atoms of a cell, each number as often as the others.
    static func write(_ count: Int, sizes: ClosedRange<Int>, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Failure("cannot write \(path)") }
        defer { try? file.close() }
        var state: UInt64 = 1
        for first in stride(from: 0, to: count, by: 1000) {
            let lines = (first..<min(first + 1000, count)).map { line($0, sizes, &state) }
            try file.write(contentsOf: Data(lines.joined().utf8))
        }
    }

    /// Atoms on points of the smallest grid that has enough, 2.4 to 2.9 Å apart, each moved by up
    /// to a tenth of that.
    private static func line(
        _ index: Int, _ sizes: ClosedRange<Int>, _ state: inout UInt64
    ) -> String {
        let atoms = sizes.lowerBound + Int(next(&state) * Double(sizes.count))
        let grid = grid(holding: atoms)
        let spacing = 2.4 + 0.5 * next(&state)
        var points = Array(0..<(grid[0] * grid[1] * grid[2]))
        for k in 0..<atoms {
            points.swapAt(k, k + Int(next(&state) * Double(points.count - k)))
        }
        let positions = points.prefix(atoms).map { point in
            let place = [
                point % grid[0], point / grid[0] % grid[1], point / (grid[0] * grid[1]),
            ]
            let moved = zip(place, grid).map { place, size in
                number((Double(place) + 0.1 * next(&state)) / Double(size))
            }
            return "[\(moved.joined(separator: ","))]"
        }
        let numbers = positions.map { _ in "\(3 + Int(next(&state) * 80))" }
        let edges = grid.map { number(Double($0) * spacing) }
        return "{\"id\":\"s\(index)\","
            + "\"lattice\":[[\(edges[0]),0,0],[0,\(edges[1]),0],[0,0,\(edges[2])]],"
            + "\"z\":[\(numbers.joined(separator: ","))],"
            + "\"frac\":[\(positions.joined(separator: ","))],"
            + "\"e_form\":\(number(3 * next(&state) - 2))}\n"
    }

    /// Points along each axis: as near to a cube as can be.
    private static func grid(holding atoms: Int) -> [Int] {
        let a = Int(cbrt(Double(atoms)).rounded(.up))
        let b = Int((Double(atoms) / Double(a)).squareRoot().rounded(.up))
        let c = (atoms + a * b - 1) / (a * b)
        return [a, b, c]
    }

    private static func number(_ x: Double) -> String { String(format: "%.5f", x) }

    /// In [0, 1): the top bits of a linear congruential generator (Knuth's MMIX constants).
    private static func next(_ state: inout UInt64) -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
    }
}
