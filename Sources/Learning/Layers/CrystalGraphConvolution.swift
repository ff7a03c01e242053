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
    public mutating func training(_ atoms: Tensor, _ edges: GaussianEdges) -> Tensor {
        let (output, statistics) = convolution.trained(atoms, on: edges)
        edgeNorm.observe(statistics.edges)
        atomNorm.observe(statistics.atoms)
        return output
    }

    /// The same with running statistics, equation by equation: what ``InferenceNetwork`` is held to.
    public func inference(_ atoms: Tensor, _ edges: GaussianEdges) -> Tensor {
        convolution.plain(atoms, on: edges, statistics: running)
    }

    var convolution: GatedConvolution {
        GatedConvolution(
            center: center, neighbor: neighbor, bias: bias, bond: bond,
            edgeNorm: edgeNorm.normalization, atomNorm: atomNorm.normalization)
    }

    /// The running averages of both norms.
    var running: GatedConvolution.Statistics {
        GatedConvolution.Statistics(edges: edgeNorm.running, atoms: atomNorm.running)
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
