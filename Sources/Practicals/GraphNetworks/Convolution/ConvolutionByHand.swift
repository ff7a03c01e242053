internal import Crystals
internal import Foundation
internal import Learning
internal import Tensors

/// One convolution around one atom in Double, term by term as the paper has it (Xie & Grossman, PRL 120,
/// 145301, equation 5), and beside it what the engine gives.
///
///     z = W_c v_i + W_n v_j + Σ_k u_k(d) b_k + b;   y = BN₁(z)
///     m = Σ_j w_j σ(y_gate) softplus(y_core);   v_i ← softplus(v_i + BN₂(m))
struct ConvolutionByHand {
    let atom: Int
    let messages: [Message]
    /// [F] m, and what BatchNorm makes of it.
    let sum: [Double]
    let norm: [Normalized]
    /// [F] v before and after, and after by the engine.
    let before: [Double]
    let after: [Double]
    let engine: [Double]

    /// What one edge sends.
    struct Message {
        var edge: Int
        var weight: Double
        /// [Gaussians] u(d)
        var gaussians: [Double]
        /// [Gaussians][2F] of the layer.
        var bond: [[Double]]
        /// [F] with the terms of each.
        var gate: [Preactivation]
        var core: [Preactivation]

        var sigma: [Double] { gate.map { 1 / (1 + exp(-$0.y)) } }
        var softplus: [Double] { core.map { ConvolutionByHand.softplus($0.y) } }
        var values: [Double] { zip(sigma, softplus).map { weight * $0 * $1 } }
    }

    /// BatchNorm of one number by the running statistics: y = γ(x − μ)/√(σ² + ε) + β.
    struct Normalized: Encodable {
        var mean, variance, gain, offset, epsilon, y: Double

        init(_ x: Double, _ norm: BatchNorm, _ channel: Int) {
            (mean, variance) = (norm.mean[channel], norm.variance[channel])
            (gain, offset) = (norm.gain[channel], norm.offset[channel])
            epsilon = Double(BatchNorm.epsilon)
            y = gain * (x - mean) / (variance + epsilon).squareRoot() + offset
        }
    }

    /// One channel of z and its parts.
    struct Preactivation {
        var center, neighbor, bond, bias: Double
        var norm: Normalized

        var z: Double { center + neighbor + bond + bias }
        var y: Double { norm.y }
    }

    /// - Parameter layer: from 1.
    init(_ network: CGCNN, layer: Int, graph: CrystalGraph, atom: Int) {
        let batch = GraphBatch([graph])
        let vectors = network.atomVectors(batch)
        let convolution = network.convolutions[layer - 1]
        let gaussians = GaussianEdges(batch.edges, basis: network.configuration.basis).expanded()
        let weights = graph.weights
        let state = vectors[layer - 1]
        self.atom = atom
        let bond = (0..<convolution.bond.rows).map(convolution.bond.row)
        messages = graph.edges(of: atom).map { edge in
            let (u, far) = (gaussians.row(edge), state.row(Int(graph.neighbors[edge])))
            let all = Self.preactivations(convolution, state.row(atom), far, u)
            return Message(
                edge: edge, weight: Double(weights[edge]), gaussians: u, bond: bond,
                gate: Array(all.prefix(all.count / 2)), core: Array(all.suffix(all.count / 2)))
        }
        let (before, sums) = (state.row(atom), Self.sum(messages, state.columns))
        let norm = sums.enumerated().map { Normalized($1, convolution.atomNorm, $0) }
        (self.before, sum, self.norm) = (before, sums, norm)
        after = zip(before, norm).map { Self.softplus($0 + $1.y) }
        engine = vectors[layer].row(atom)
    }

    private static func sum(_ messages: [Message], _ width: Int) -> [Double] {
        messages.reduce([Double](repeating: 0, count: width)) { sum, message in
            zip(sum, message.values).map { $0 + $1 }
        }
    }

    /// [2F]
    private static func preactivations(
        _ convolution: CrystalGraphConvolution, _ own: [Double], _ far: [Double], _ u: [Double]
    ) -> [Preactivation] {
        (0..<convolution.bias.count).map { channel in
            let (center, neighbor) = (
                dot(convolution.center.row(channel), own),
                dot(convolution.neighbor.row(channel), far)
            )
            let bond = u.indices.reduce(0) { $0 + u[$1] * convolution.bond[$1, channel] }
            let bias = convolution.bias[channel]
            return Preactivation(
                center: center, neighbor: neighbor, bond: bond, bias: bias,
                norm: Normalized(
                    center + neighbor + bond + bias, convolution.edgeNorm, channel))
        }
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// ln(1 + eˣ), without an overflow.
    static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
}

extension Tensor {
    fileprivate subscript(_ place: Int) -> Double { Double(scalars[place]) }

    fileprivate subscript(_ row: Int, _ column: Int) -> Double {
        Double(scalars[row * columns + column])
    }

    fileprivate func row(_ row: Int) -> [Double] {
        scalars[(row * columns)..<((row + 1) * columns)].map(Double.init)
    }
}
