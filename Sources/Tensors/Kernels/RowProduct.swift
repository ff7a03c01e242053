internal import CKernels

/// Products in which every row is an atom or a crystal: what a network makes of one does not depend
/// on those that are computed beside it.
extension Kernels {
    /// a [rows, inner] · b, where b is [inner, columns], or [columns, inner] if transposed.
    static func product(_ a: Tensor, _ b: Tensor, transposingRight: Bool = false) -> Tensor {
        let (rows, inner) = (a.rows, a.columns)
        let columns = transposingRight ? b.rows : b.columns
        precondition(
            (transposingRight ? b.columns : b.rows) == inner,
            "product of \(a.shape) and \(b.shape)\(transposingRight ? " transposed" : "")")
        guard rows > 0, inner > 0, columns > 0 else { return .zeros([rows, columns]) }
        // The loop takes whole vectors of columns; what is added is cut off again.
        let padded = (columns + Panels.lanes - 1) / Panels.lanes * Panels.lanes
        let right = rightOperand(
            b, columns: columns, padded: padded, isTransposed: transposingRight)
        let result = rowProduct(a, right, columns: padded)
        return padded == columns ? result : result.columns(0..<columns)
    }

    private static func rowProduct(_ a: Tensor, _ b: Tensor, columns: Int) -> Tensor {
        let (rows, inner) = (a.rows, a.columns)
        var result = [Float](repeating: 0, count: rows * columns)
        withPointers(a, b, &result) { x, y, z in
            Workers.forEach((rows + block - 1) / block) { piece in
                let first = piece * block
                best.row_product(
                    x.at(first * inner), y.at(0), z.at(first * columns),
                    min(block, rows - first), inner, columns)
            }
        }
        return Tensor(result, shape: [rows, columns])
    }

    /// [inner, padded], zeros in what is added.
    private static func rightOperand(
        _ b: Tensor, columns: Int, padded: Int, isTransposed: Bool
    ) -> Tensor {
        if !isTransposed, padded == columns { return b.detached }
        let inner = isTransposed ? b.columns : b.rows
        let (rowStep, columnStep) = isTransposed ? (1, inner) : (columns, 1)
        let values = [Float](unsafeUninitializedCapacity: inner * padded) { buffer, count in
            b.scalars.withUnsafeBufferPointer { b in
                for k in 0..<inner {
                    for n in 0..<columns {
                        buffer[k * padded + n] = b[k * rowStep + n * columnStep]
                    }
                    for n in columns..<padded { buffer[k * padded + n] = 0 }
                }
            }
            count = inner * padded
        }
        return Tensor(values, shape: [inner, padded])
    }
}
