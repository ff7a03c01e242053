import CKernels

/// The loops backwards.
extension KernelReference {
    /// Σ dy and Σ w x̂ at atoms [atoms, 4F] and bond functions [functions, 2F]; Σ dy and Σ dy x̂ [2F].
    static func gatedGradient(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Double]] {
        var atoms = [[Double]](repeating: zeros(piece.count * 2 * x.row), count: 2)
        var bond = [[Double]](repeating: zeros(x.bond.count), count: 2)
        var sums = [[Double]](repeating: zeros(x.row), count: 2)
        forEachEdge(x, piece) { e, i, row in
            let neighbor = Int(x.neighbors[e]) - piece.lowerBound
            for c in 0..<x.row {
                let (dy, normal) = (gradient(x, e, i, c), standardized(x, e, i, c))
                for (k, value) in [dy, Double(x.weights[e]) * normal].enumerated() {
                    atoms[k][row * 2 * x.row + c] += value
                    atoms[k][(2 * neighbor + 1) * x.row + c] += value
                    for t in 0..<8 {
                        bond[k][(Int(x.first[e]) + t) * x.row + c] +=
                            Double(x.gaussians[e * 8 + t]) * value
                    }
                }
                sums[0][c] += dy
                sums[1][c] += dy * normal
            }
        }
        return atoms + bond + sums
    }

    private static func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }

    /// x̂ of channel c of 2F.
    private static func standardized(_ x: EdgeOperands, _ e: Int, _ i: Int, _ c: Int) -> Double {
        (preactivation(x, e, i, c, x.gaussians) - Double(x.edgeNorm.mean[c]))
            * Double(x.edgeNorm.inverse[c])
    }

    /// dy of channel c of 2F.
    private static func gradient(_ x: EdgeOperands, _ e: Int, _ i: Int, _ c: Int) -> Double {
        let channel = c % x.width
        let gate = sigmoid(normalized(x, e, i, channel))
        let core = normalized(x, e, i, x.width + channel)
        let weighted = Double(x.weights[e]) * messageGradient(x, i, channel)
        return c < x.width
            ? weighted * gate * (1 - gate) * softplus(core) : weighted * gate * sigmoid(core)
    }

    /// dm = scale · (du − (mean_du + m̂ · mean_du_message)).
    private static func messageGradient(_ x: EdgeOperands, _ i: Int, _ c: Int) -> Double {
        let m =
            (Double(x.message[i * x.width + c]) - Double(x.atomNorm.mean[c]))
            * Double(x.atomNorm.inverse[c])
        let through = Double(x.meanDu[c]) + m * Double(x.meanDuMessage[c])
        return Double(x.atomNorm.scale[c]) * (Double(x.du[i * x.width + c]) - through)
    }
}
