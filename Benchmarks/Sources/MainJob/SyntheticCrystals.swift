import Foundation

/// JSON lines of made-up crystals with the sizes of a database: 1 to 20 atoms, 10.5 on average.
enum SyntheticCrystals {
    static func write(_ count: Int, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw MeasuredProcess.Failure(message: "cannot write \(path)") }
        defer { try? file.close() }
        var state: UInt64 = 1
        for first in stride(from: 0, to: count, by: 1000) {
            let lines = (first..<min(first + 1000, count)).map { line($0, &state) }
            try file.write(contentsOf: Data(lines.joined().utf8))
        }
    }

    /// Atoms on the points of a 3×3×3 grid, each moved by up to a tenth of its spacing.
    private static func line(_ index: Int, _ state: inout UInt64) -> String {
        let atoms = 1 + Int(next(&state) * 20)
        let edge = 2.5 * pow(Double(atoms), 1.0 / 3) * (0.95 + 0.2 * next(&state))
        var points = Array(0..<27)
        for k in 0..<atoms { points.swapAt(k, k + Int(next(&state) * Double(27 - k))) }
        let scale = edge * 3 / pow(Double(atoms), 1.0 / 3)
        let positions = points.prefix(atoms).map { point in
            let grid = [point % 3, point / 3 % 3, point / 9]
            let shifted = grid.map { String(format: "%.5f", (Double($0) + 0.1 * next(&state)) / 3) }
            return "[\(shifted.joined(separator: ","))]"
        }
        let numbers = positions.map { _ in "\(3 + Int(next(&state) * 80))" }
        let a = String(format: "%.5f", scale)
        return "{\"id\":\"s\(index)\",\"lattice\":[[\(a),0,0],[0,\(a),0],[0,0,\(a)]],"
            + "\"z\":[\(numbers.joined(separator: ","))],"
            + "\"frac\":[\(positions.joined(separator: ","))]}\n"
    }

    /// In [0, 1): the top bits of a linear congruential generator (Knuth's MMIX constants).
    private static func next(_ state: inout UInt64) -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
    }
}
