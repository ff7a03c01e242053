/// One convolution of a crystal-graph network (Xie & Grossman, PRL 120, 145301, equation 5, with its
/// BatchNorms), as operands:
///
///     z_e = center v_i + neighbor v_j + Σ_k u_k(d_e) bond[k] + bias
///     m_i = Σ_e w_e σ(BN(z_e)[gate]) ⊙ softplus(BN(z_e)[core])
///     v_i ← softplus(v_i + BN(m_i))
///
/// The weight matrix of the paper is split in three, so that its large products are per atom and not
/// per edge. The first BatchNorm is over edges, weighted by w_e, the second over atoms.
public struct GatedConvolution: Sendable {
    /// [2F, F], acting on the atom itself; gate channels first, then core.
    public var center: Tensor
    /// [2F, F], acting on the neighbour.
    public var neighbor: Tensor
    /// [2F]
    public var bias: Tensor
    /// [centers, 2F], acting on the Gaussians of the distance.
    public var bond: Tensor
    public var edgeNorm: Normalization
    public var atomNorm: Normalization

    /// BatchNorm's γ and β, and the ε beside the variance.
    public struct Normalization: Sendable {
        public var gain: Tensor
        public var offset: Tensor
        public var epsilon: Float

        public init(gain: Tensor, offset: Tensor, epsilon: Float) {
            (self.gain, self.offset, self.epsilon) = (gain, offset, epsilon)
        }

        /// y = x · scale + shift.
        func applied(_ statistics: BatchStatistics) -> AppliedNormalization {
            AppliedNormalization(statistics, self)
        }
    }

    /// Statistics of one batch.
    public struct Statistics: Sendable {
        /// Of z, over edges, [2F].
        public var edges: BatchStatistics
        /// Of m, over atoms, [F].
        public var atoms: BatchStatistics

        public init(edges: BatchStatistics, atoms: BatchStatistics) {
            (self.edges, self.atoms) = (edges, atoms)
        }
    }

    public init(
        center: Tensor, neighbor: Tensor, bias: Tensor, bond: Tensor, edgeNorm: Normalization,
        atomNorm: Normalization
    ) {
        let (row, width) = (center.rows, center.columns)
        precondition(
            row == 2 * width && width % 16 == 0 && neighbor.shape == center.shape
                && bias.count == row && bond.columns == row && edgeNorm.gain.count == row
                && edgeNorm.offset.count == row && atomNorm.gain.count == width
                && atomNorm.offset.count == width,
            "center \(center.shape), neighbor \(neighbor.shape), bond \(bond.shape)")
        (self.center, self.neighbor, self.bias, self.bond) = (center, neighbor, bias, bond)
        (self.edgeNorm, self.atomNorm) = (edgeNorm, atomNorm)
    }

    /// F.
    public var width: Int { center.columns }

    /// [atoms, F] with the batch's own statistics, which are returned too.
    ///
    /// - Parameter atoms: [atoms, F]
    public func trained(
        _ atoms: Tensor, on edges: GaussianEdges
    ) -> (atoms: Tensor, statistics: Statistics) {
        precondition(
            atoms.shape == [edges.edges.atoms, width] && bond.rows == edges.basis.centers,
            "atoms \(atoms.shape) of \(edges.edges.atoms), \(bond.rows) bond functions of "
                + "\(edges.basis.centers), width \(width)")
        let forward = ConvolutionForward(self, atoms, edges)
        let recorded = forward.output.recorded(operands(atoms)) { gradient in
            ConvolutionBackward(forward).gradients(of: gradient)
        }
        return (recorded, forward.statistics)
    }

    /// In the order of the gradients.
    private func operands(_ atoms: Tensor) -> [Tensor] {
        [
            atoms, center, neighbor, bias, bond, edgeNorm.gain, edgeNorm.offset, atomNorm.gain,
            atomNorm.offset,
        ]
    }

    /// The equations as they stand, from elementary operations: what the kernels must agree with.
    public func plain(
        _ atoms: Tensor, on gaussians: GaussianEdges
    ) -> (atoms: Tensor, statistics: Statistics) {
        let edges = gaussians.edges
        let (y, edgeStatistics) = preactivations(atoms, gaussians).batchNormalized(
            gain: edgeNorm.gain, offset: edgeNorm.offset, weights: edges.weights,
            epsilon: edgeNorm.epsilon)
        let messages = gated(y, edges)
        let (normalized, atomStatistics) = messages.batchNormalized(
            gain: atomNorm.gain, offset: atomNorm.offset,
            weights: [Float](repeating: 1, count: edges.atoms), epsilon: atomNorm.epsilon)
        return (
            (atoms + normalized).softplus(),
            Statistics(edges: edgeStatistics, atoms: atomStatistics)
        )
    }

    /// The same with given statistics, off the tape.
    public func plain(
        _ atoms: Tensor, on gaussians: GaussianEdges, statistics: Statistics
    ) -> Tensor {
        let y = preactivations(atoms, gaussians).normalized(
            with: statistics.edges, gain: edgeNorm.gain, offset: edgeNorm.offset,
            epsilon: edgeNorm.epsilon)
        let messages = gated(y, gaussians.edges).normalized(
            with: statistics.atoms, gain: atomNorm.gain, offset: atomNorm.offset,
            epsilon: atomNorm.epsilon)
        return (atoms + messages).softplus()
    }

    private func preactivations(_ atoms: Tensor, _ gaussians: GaussianEdges) -> Tensor {
        let edges = gaussians.edges
        return atoms.timesTransposed(center).addingToRows(bias).gatheringRows(edges.centers)
            + atoms.timesTransposed(neighbor).gatheringRows(edges.neighbors)
            + gaussians.expanded().times(bond)
    }

    private func gated(_ y: Tensor, _ edges: Edges) -> Tensor {
        let products =
            y.columns(0..<width).sigmoid() * y.columns(width..<(2 * width)).softplus()
        return products.summingSegments(offsets: edges.offsets, weights: edges.weights)
    }
}

/// BatchNorm with the statistics of a batch as y = x · scale + shift.
struct AppliedNormalization: Sendable {
    let mean: [Float]
    let inverseDeviation: [Float]
    let scale: [Float]
    let shift: [Float]

    init(_ statistics: BatchStatistics, _ normalization: GatedConvolution.Normalization) {
        mean = statistics.mean
        inverseDeviation = statistics.inverseDeviation(epsilon: normalization.epsilon)
        scale = zip(inverseDeviation, normalization.gain.scalars).map(*)
        shift = zip(normalization.offset.scalars, zip(mean, scale)).map { $0 - $1.0 * $1.1 }
    }
}
