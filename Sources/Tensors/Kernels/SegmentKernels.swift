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
                        let (row, sum) = (x.row(r, width), sums.row(s, width))
                        let weight = weights[r]
                        for c in 0..<width { sum[c] += weight * row[c] }
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
                        let (row, copy) = (x.row(s, width), spread.row(r, width))
                        let weight = weights[r]
                        for c in 0..<width { copy[c] = weight * row[c] }
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
                    let (row, sum) = (x.row(k, width), sums.row(Int(index), width))
                    for c in 0..<width { sum[c] += row[c] }
                }
            }
        }
        return sums
    }

    /// [indices, columns]; row k is row indices[k] of `x`.
    static func gatheredRows(_ x: Tensor, _ indices: [Int32]) -> [Float] {
        let (width, rows) = (x.columns, x.rows)
        return [Float](unsafeUninitializedCapacity: indices.count * width) { gathered, count in
            x.scalars.withUnsafeBufferPointer { x in
                for (k, index) in indices.enumerated() {
                    precondition((0..<rows).contains(Int(index)), "row \(index) of \(rows)")
                    gathered.row(k, width).update(from: x.row(Int(index), width), count: width)
                }
            }
            count = indices.count * width
        }
    }

    private static func forEachRow(_ offsets: [Int32], _ body: (Int, Int) -> Void) {
        for s in 0..<(offsets.count - 1) {
            for r in Int(offsets[s])..<Int(offsets[s + 1]) { body(s, r) }
        }
    }
}

// Without the checks of an index, which keep loops from working on vectors; what is asked for is in
// range by the shapes that the callers have checked.
extension UnsafeBufferPointer<Float> {
    fileprivate func row(_ index: Int, _ width: Int) -> UnsafePointer<Float> {
        baseAddress.unsafelyUnwrapped + index * width
    }
}

extension UnsafeMutableBufferPointer<Float> {
    fileprivate func row(_ index: Int, _ width: Int) -> UnsafeMutablePointer<Float> {
        baseAddress.unsafelyUnwrapped + index * width
    }
}
