import CKernels

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The loops over the edges of a piece forwards.
extension KernelReference {
    /// Calls `body` with each edge, the atom at its near end, and that atom's place in the piece.
    static func forEachEdge(
        _ x: EdgeOperands, _ piece: Range<Int>, _ body: (_ e: Int, _ i: Int, _ row: Int) -> Void
    ) {
        for i in piece {
            for e in Int(x.offsets[i])..<Int(x.offsets[i + 1]) {
                body(e, i, i - piece.lowerBound)
            }
        }
    }

    /// z of channel c of 2F.
    static func preactivation(
        _ x: EdgeOperands, _ e: Int, _ i: Int, _ c: Int, _ terms: [Float]
    ) -> Double {
        let (j, count) = (Int(x.neighbors[e]), terms.count / x.neighbors.count)
        var z = Double(x.atoms[i * 2 * x.row + c]) + Double(x.atoms[(2 * j + 1) * x.row + c])
        for k in 0..<count {
            let w = x.bond[(Int(x.first[e]) + k) * x.row + c]
            z += Double(terms[e * count + k]) * Double(w)
        }
        return z
    }

    /// Messages [atoms, F] in units of base 2.
    static func convolve(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Double]] {
        let ln2 = log(2.0)
        var m = [Double](repeating: 0, count: piece.count * x.width)
        forEachEdge(x, piece) { e, i, row in
            for c in 0..<x.width {
                let gate = preactivation(x, e, i, c, x.cubics)
                let core = preactivation(x, e, i, x.width + c, x.cubics)
                m[row * x.width + c] +=
                    Double(x.weights[e]) * sigmoid(ln2 * gate) * softplus(ln2 * core) / ln2
            }
        }
        return [m]
    }

    /// Σ w z and Σ w z² [2F].
    static func edgeStatistics(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Double]] {
        var sum = [Double](repeating: 0, count: x.row)
        var squares = sum
        forEachEdge(x, piece) { e, i, _ in
            for c in 0..<x.row {
                let z = preactivation(x, e, i, c, x.gaussians)
                sum[c] += Double(x.weights[e]) * z
                squares[c] += Double(x.weights[e]) * z * z
            }
        }
        return [sum, squares]
    }

    /// z · scale + shift of channel c of 2F.
    static func normalized(_ x: EdgeOperands, _ e: Int, _ i: Int, _ c: Int) -> Double {
        preactivation(x, e, i, c, x.gaussians) * Double(x.edgeNorm.scale[c])
            + Double(x.edgeNorm.shift[c])
    }

    /// Messages [atoms, F], and Σ m and Σ m² [F].
    static func gatedMessages(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Double]] {
        var m = [Double](repeating: 0, count: piece.count * x.width)
        forEachEdge(x, piece) { e, i, row in
            for c in 0..<x.width {
                let gate = sigmoid(normalized(x, e, i, c))
                let core = softplus(normalized(x, e, i, x.width + c))
                m[row * x.width + c] += Double(x.weights[e]) * gate * core
            }
        }
        let columns = (0..<x.width).map { c in
            stride(from: c, to: m.count, by: x.width).map { m[$0] }
        }
        return [
            m, columns.map { $0.reduce(0, +) }, columns.map { $0.reduce(0) { $0 + $1 * $1 } },
        ]
    }
}
