public import Tensors

/// One convolution of CGCNN (Xie & Grossman, PRL 120, 145301, equation 5, with its BatchNorms):
///
///     y_ij = BN₁(W [v_i, v_j, u(d_ij)] + b),   m_i = Σ_j w_ij σ(y_ij[:F]) ⊙ softplus(y_ij[F:])
///     v_i ← softplus(v_i + BN₂(m_i))
///
/// W is kept as the three blocks that act on v_i, v_j and u, so that the first two are applied
/// once an atom. w_ij is the edge's share (1 for the published graph).
public struct CrystalGraphConvolution: Layer {
    /// [2F, F], acting on the atom itself.
    public var center: Tensor
    /// [2F, F], acting on the neighbour.
    public var neighbor: Tensor
    /// [Gaussians, 2F], acting on the expanded distance.
    public var bond: Tensor
    /// [2F]
    public var bias: Tensor
    public var edgeNorm: BatchNorm
    public var atomNorm: BatchNorm

    /// - Parameters:
    ///   - width: F, atom features; a multiple of 16.
    ///   - gaussians: length of u.
    public init(
        width: Int, gaussians: Int, using generator: inout some RandomNumberGenerator
    ) {
        let inputs = 2 * width + gaussians
        center = .uniform([2 * width, width], inputs: inputs, using: &generator)
        neighbor = .uniform([2 * width, width], inputs: inputs, using: &generator)
        bond = .uniform([gaussians, 2 * width], inputs: inputs, using: &generator)
        bias = .uniform([2 * width], inputs: inputs, using: &generator)
        edgeNorm = BatchNorm(features: 2 * width)
        atomNorm = BatchNorm(features: width)
    }

    /// - Parameter atoms: [atoms, F]
    /// - Returns: [atoms, F]
    public mutating func training(_ atoms: Tensor, _ edges: Edges) -> Tensor {
        let (messages, statistics) = convolution(atoms).trained(on: edges)
        edgeNorm.observe(statistics)
        return (atoms + atomNorm.training(messages)).softplus()
    }

    /// The same with running statistics, off the tape.
    public func inference(_ atoms: Tensor, _ edges: Edges) -> Tensor {
        let messages = convolution(atoms).evaluated(on: edges, statistics: edgeNorm.running)
        return (atoms + atomNorm.inference(messages)).softplus()
    }

    private func convolution(_ atoms: Tensor) -> GatedEdgeConvolution {
        GatedEdgeConvolution(
            center: atoms.timesTransposed(center).addingToRows(bias),
            neighbor: atoms.timesTransposed(neighbor), bond: bond, gain: edgeNorm.gain,
            offset: edgeNorm.offset, epsilon: BatchNorm.epsilon)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        body(join(path, "center"), .trainable, &center)
        body(join(path, "neighbor"), .trainable, &neighbor)
        body(join(path, "bond"), .trainable, &bond)
        body(join(path, "bias"), .trainable, &bias)
        edgeNorm.visit(join(path, "edgeNorm"), body)
        atomNorm.visit(join(path, "atomNorm"), body)
    }
}
