/// Sums over rows that belong together, through pointers: the checks of every index would cost as much
/// as the sums.
extension Kernels {
    /// [segments, columns]; row s is Σ_r weights[r] · row r over offsets[s] ≤ r < offsets[s + 1].
    static func segmentSums(_ x: Tensor, offsets: [Int32], weights: [Float]) -> [Float] {
        let width = x.columns
        var sums = [Float](repeating: 0, count: (offsets.count - 1) * width)
        sums.withUnsafeMutableBufferPointer { sums in
            x.scalars.withUnsafeBufferPointer { x in
                weights.withUnsafeBufferPointer { weights in
                    forEachRow(offsets) { s, r in
                        for c in 0..<width { sums[s * width + c] += weights[r] * x[r * width + c] }
                    }
                }
            }
        }
        return sums
    }

    /// The transpose: row r is weights[r] · row s.
    static func segmentSpread(_ x: Tensor, offsets: [Int32], weights: [Float]) -> [Float] {
        let (width, rows) = (x.columns, weights.count)
        return [Float](unsafeUninitializedCapacity: rows * width) { spread, count in
            x.scalars.withUnsafeBufferPointer { x in
                weights.withUnsafeBufferPointer { weights in
                    forEachRow(offsets) { s, r in
                        for c in 0..<width {
                            spread[r * width + c] = weights[r] * x[s * width + c]
                        }
                    }
                }
            }
            count = rows * width
        }
    }

    /// [rows, columns]; row k of `x` is added to row indices[k].
    static func scatterSums(_ x: Tensor, _ indices: [Int32], rows: Int) -> [Float] {
        let width = x.columns
        precondition(
            indices.allSatisfy { (0..<rows).contains(Int($0)) }, "an index is outside \(rows) rows")
        var sums = [Float](repeating: 0, count: rows * width)
        sums.withUnsafeMutableBufferPointer { sums in
            x.scalars.withUnsafeBufferPointer { x in
                for (k, index) in indices.enumerated() {
                    let row = Int(index) * width
                    for c in 0..<width { sums[row + c] += x[k * width + c] }
                }
            }
        }
        return sums
    }

    private static func forEachRow(_ offsets: [Int32], _ body: (Int, Int) -> Void) {
        for s in 0..<(offsets.count - 1) {
            for r in Int(offsets[s])..<Int(offsets[s + 1]) { body(s, r) }
        }
    }
}
