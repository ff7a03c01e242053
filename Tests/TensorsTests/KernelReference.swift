import CKernels
import Crystals

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The C loops as their header states them, plainly and in Double.
struct KernelReference {
    /// Operands of every loop over edges, for a batch of one piece.
    struct Operands {
        var offsets: [Int32]
        var neighbors: [Int32]
        var weights: [Float]
        var first: [Int32]
        var terms: [Float]
        /// F.
        var width: Int
        /// [atoms, 2F], [atoms, 2F], [centers, 2F].
        var a: [Float]
        var b: [Float]
        var w: [Float]
        /// [2F]
        var scale: [Float]
        var shift: [Float]
        var mean: [Float]
        var inverse: [Float]
        /// [atoms, F]
        var gradient: [Float]

        var row: Int { 2 * width }
        var atoms: Int { offsets.count - 1 }
        var edges: Int { neighbors.count }
        var centers: Int { w.count / row }
    }

    let x: Operands

    /// σ and softplus with the kernels' ends: e^x is kept within e^−87 and e^88.
    static func sigmoid(_ x: Double) -> Double { 1 / (1 + exponential(-x)) }
    static func softplus(_ x: Double) -> Double {
        x.isNaN ? .nan : max(x, 0) + log1p(exponential(-abs(x)))
    }
    static func exponential(_ x: Double) -> Double { x.isNaN ? .nan : exp(min(max(x, -87), 88)) }

    /// Calls `body` with each edge and the atom at its near end.
    private func forEachEdge(_ body: (_ e: Int, _ i: Int) -> Void) {
        for i in 0..<x.atoms {
            for e in Int(x.offsets[i])..<Int(x.offsets[i + 1]) { body(e, i) }
        }
    }

    private func preactivation(_ e: Int, _ i: Int, _ c: Int) -> Double {
        let j = Int(x.neighbors[e])
        var sum = Double(x.a[i * x.row + c]) + Double(x.b[j * x.row + c])
        for k in 0..<Int(KBBasisTerms) {
            let w = x.w[(Int(x.first[e]) + k) * x.row + c]
            sum += Double(x.terms[e * Int(KBBasisTerms) + k]) * Double(w)
        }
        return sum
    }

    /// z [edges, 2F], Σ w z and Σ w z² [2F].
    func preactivations() -> [[Double]] {
        var z = [Double](repeating: 0, count: x.edges * x.row)
        var sum = [Double](repeating: 0, count: x.row)
        var squares = sum
        forEachEdge { e, i in
            for c in 0..<x.row {
                let y = preactivation(e, i, c)
                z[e * x.row + c] = y
                sum[c] += Double(x.weights[e]) * y
                squares[c] += Double(x.weights[e]) * y * y
            }
        }
        return [z, sum, squares]
    }

    /// m [atoms, F] of pre-activations z, normalised by scale and shift.
    func messages(_ z: [Float]) -> [Double] {
        var m = [Double](repeating: 0, count: x.atoms * x.width)
        forEachEdge { e, i in
            for c in 0..<x.width {
                let (gate, core) = normalized(z, e, c)
                m[i * x.width + c] +=
                    Double(x.weights[e]) * Self.sigmoid(gate) * Self.softplus(core)
            }
        }
        return m
    }

    private func normalized(_ z: [Float], _ e: Int, _ c: Int) -> (gate: Double, core: Double) {
        func value(_ c: Int) -> Double {
            Double(z[e * x.row + c]) * Double(x.scale[c]) + Double(x.shift[c])
        }
        return (value(c), value(x.width + c))
    }

    /// m [atoms, F] in one pass, scale and shift being in a, b and w.
    func convolved() -> [Double] {
        var m = [Double](repeating: 0, count: x.atoms * x.width)
        forEachEdge { e, i in
            for c in 0..<x.width {
                m[i * x.width + c] +=
                    Double(x.weights[e]) * Self.sigmoid(preactivation(e, i, c))
                    * Self.softplus(preactivation(e, i, x.width + c))
            }
        }
        return m
    }

    /// dy [edges, 2F], Σ dy and Σ dy x̂ [2F].
    func messagesGradient(_ z: [Float]) -> [[Double]] {
        var dy = [Double](repeating: 0, count: x.edges * x.row)
        var sum = [Double](repeating: 0, count: x.row)
        var products = sum
        forEachEdge { e, i in
            for c in 0..<x.width {
                let (gate, core) = normalized(z, e, c)
                let g = Double(x.gradient[i * x.width + c]) * Double(x.weights[e])
                let s = Self.sigmoid(gate)
                dy[e * x.row + c] = g * s * (1 - s) * Self.softplus(core)
                dy[e * x.row + x.width + c] = g * s * Self.sigmoid(core)
            }
            for c in 0..<x.row {
                sum[c] += dy[e * x.row + c]
                products[c] += dy[e * x.row + c] * standardized(z, e, c)
            }
        }
        return [dy, sum, products]
    }

    private func standardized(_ z: [Float], _ e: Int, _ c: Int) -> Double {
        (Double(z[e * x.row + c]) - Double(x.mean[c])) * Double(x.inverse[c])
    }

    /// da, db [atoms, 2F] and dw [centers, 2F].
    func preactivationsGradient(_ z: [Float], _ dy: [Float]) -> [[Double]] {
        var da = [Double](repeating: 0, count: x.atoms * x.row)
        var db = da
        var dw = [Double](repeating: 0, count: x.centers * x.row)
        forEachEdge { e, i in
            for c in 0..<x.row {
                // mean and inverse stand in for the means of dy and dy x̂: any numbers do.
                let through =
                    Double(x.mean[c]) + standardized(z, e, c) * Double(x.inverse[c])
                let dz =
                    Double(x.scale[c])
                    * (Double(dy[e * x.row + c]) - Double(x.weights[e]) * through)
                da[i * x.row + c] += dz
                db[Int(x.neighbors[e]) * x.row + c] += dz
                for k in 0..<Int(KBBasisTerms) {
                    dw[(Int(x.first[e]) + k) * x.row + c] +=
                        Double(x.terms[e * Int(KBBasisTerms) + k]) * dz
                }
            }
        }
        return [da, db, dw]
    }

    /// u_k of one distance, all centers.
    static func gaussians(_ distance: Float, step: Float, centers: Int) -> [Double] {
        let t = Double(distance / step)
        return (0..<centers).map { k in
            let d = t - Double(k)
            return exponential(-d * d)
        }
    }
}
