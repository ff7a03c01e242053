/// The layouts of weights that the C loops read (``AlignedMemory`` "in panels": [columns / 16][rows][16]).
enum Panels {
    static let lanes = 16

    /// [columns / 32][inner][32] of the rows of `weights`, [outputs, inner] each, one after the other.
    static func blocks(_ weights: [Tensor]) -> AlignedMemory {
        let inner = weights[0].columns
        let outputs = weights.reduce(0) { $0 + $1.rows }
        let packed = AlignedMemory(outputs * inner)
        var output = 0
        for weight in weights {
            weight.scalars.withUnsafeBufferPointer { rows in
                for row in 0..<weight.rows {
                    let target = packed.at(output / 32 * 32 * inner + output % 32)
                    for k in 0..<inner { target[k * 32] = rows[row * inner + k] }
                    output += 1
                }
            }
        }
        return packed
    }

    /// A matrix [rows, columns] in panels.
    static func panels(_ matrix: Tensor) -> AlignedMemory {
        let (rows, columns) = (matrix.rows, matrix.columns)
        let packed = AlignedMemory(rows * columns)
        matrix.scalars.withUnsafeBufferPointer { values in
            for c in 0..<columns {
                let target = packed.at(c / lanes * rows * lanes + c % lanes)
                for r in 0..<rows { target[r * lanes] = values[r * columns + c] }
            }
        }
        return packed
    }

    /// A matrix [rows, columns] from its panels.
    static func matrix(_ panels: UnsafePointer<Float>, rows: Int, columns: Int) -> Tensor {
        let values = [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
            for c in 0..<columns {
                let source = panels + (c / lanes * rows * lanes + c % lanes)
                for r in 0..<rows { buffer[r * columns + c] = source[r * lanes] }
            }
            count = rows * columns
        }
        return Tensor(values, shape: [rows, columns])
    }

    /// The transpose [columns, rows] of a matrix in panels, columns `range` of it.
    static func transpose(
        _ panels: UnsafePointer<Float>, rows: Int, columns range: Range<Int>
    ) -> Tensor {
        let values = [Float](unsafeUninitializedCapacity: rows * range.count) { buffer, count in
            for (output, c) in range.enumerated() {
                let source = panels + (c / lanes * rows * lanes + c % lanes)
                for r in 0..<rows { buffer[output * rows + r] = source[r * lanes] }
            }
            count = rows * range.count
        }
        return Tensor(values, shape: [range.count, rows])
    }
}
