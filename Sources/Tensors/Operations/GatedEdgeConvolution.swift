/// The operands of one gated convolution over the edges of a graph.
///
/// With z_e = center[i] + neighbor[j] + Σ_k u_k(d_e) bond[k], the message to atom i is
/// m_i = Σ_e w_e σ(BN(z_e)[gate]) ⊙ softplus(BN(z_e)[core]): CGCNN's equation 5 with its weight matrix
/// split in three, so that the two large products are per atom and not per edge.
public struct GatedEdgeConvolution: Sendable {
    /// [atoms, 2F]; gate channels first, then core.
    public var center: Tensor
    /// [atoms, 2F]
    public var neighbor: Tensor
    /// [centers, 2F]
    public var bond: Tensor
    /// [2F] BatchNorm's γ and β.
    public var gain: Tensor
    public var offset: Tensor
    public var epsilon: Float

    public init(
        center: Tensor, neighbor: Tensor, bond: Tensor, gain: Tensor, offset: Tensor, epsilon: Float
    ) {
        precondition(
            center.columns % 32 == 0 && neighbor.shape == center.shape
                && bond.columns == center.columns && gain.count == center.columns
                && offset.count == center.columns,
            "center \(center.shape), neighbor \(neighbor.shape), bond \(bond.shape)")
        (self.center, self.neighbor, self.bond) = (center, neighbor, bond)
        (self.gain, self.offset, self.epsilon) = (gain, offset, epsilon)
    }

    /// Messages [atoms, F] with the batch's own statistics, which are returned too.
    public func trained(on edges: Edges) -> (messages: Tensor, statistics: BatchStatistics) {
        let forward = Kernels.edgePreactivations(self, edges)
        let statistics = forward.statistics(weight: edges.totalWeight)
        let normalization = Normalization(statistics, self)
        let messages = Kernels.gatedMessages(forward.values, normalization, edges)
        let recorded = messages.recorded(center, neighbor, bond, gain, offset) { gradient in
            Kernels.gatedConvolutionGradient(
                gradient, preactivations: forward.values, normalization, edges, of: self)
        }
        return (recorded, statistics)
    }

    /// Messages [atoms, F] with given statistics, in one pass and off the tape.
    public func evaluated(on edges: Edges, statistics: BatchStatistics) -> Tensor {
        let normalization = Normalization(statistics, self)
        return Kernels.convolve(
            center: center.scalingColumns(normalization.scale)
                .addingToRows(Tensor(normalization.shift)).detached,
            neighbor: neighbor.scalingColumns(normalization.scale),
            bond: bond.scalingColumns(normalization.scale), edges)
    }

    /// The equation as it stands, from elementary operations: what the kernels must agree with.
    public func plain(on edges: Edges) -> (messages: Tensor, statistics: BatchStatistics) {
        let z =
            center.gatheringRows(edges.centers) + neighbor.gatheringRows(edges.neighbors)
            + edges.expanded().times(bond)
        let (y, statistics) = z.batchNormalized(
            gain: gain, offset: offset, weights: edges.weights, epsilon: epsilon)
        let width = y.columns / 2
        let gated = y.columns(0..<width).sigmoid() * y.columns(width..<(2 * width)).softplus()
        return (gated.summingSegments(offsets: edges.offsets, weights: edges.weights), statistics)
    }

    /// BatchNorm as y = z · scale + shift.
    struct Normalization: Sendable {
        let mean: [Float]
        let inverseDeviation: [Float]
        let scale: [Float]
        let shift: [Float]

        init(_ statistics: BatchStatistics, _ convolution: GatedEdgeConvolution) {
            mean = statistics.mean
            inverseDeviation = statistics.inverseDeviation(epsilon: convolution.epsilon)
            scale = zip(inverseDeviation, convolution.gain.scalars).map(*)
            shift = zip(convolution.offset.scalars, zip(mean, scale)).map { $0 - $1.0 * $1.1 }
        }
    }
}

extension Tensor {
    /// Column c times `factors[c]`, off the tape.
    func scalingColumns(_ factors: [Float]) -> Tensor {
        let width = columns
        var values = scalars
        for r in 0..<rows {
            for c in 0..<width { values[r * width + c] *= factors[c] }
        }
        return Tensor(values, shape: shape)
    }
}
