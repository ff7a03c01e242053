public import Tensors

/// A trained ``CGCNN`` made ready for many predictions: all that is constant is folded into its weights.
///
/// It computes what ``CGCNN/inference(_:)`` does, to the rounding of Float and the error of its tables
/// (``BondGrid``). What a crystal gets does not depend on its neighbours in a batch, bit for bit.
public struct InferenceNetwork: Sendable {
    public let network: CGCNN
    private let convolutions: FoldedConvolutions

    public init(_ network: CGCNN) {
        self.network = network
        convolutions = FoldedConvolutions(
            network.convolutions.map { ($0.convolution, $0.running) },
            grid: BondGrid(network.configuration.basis))
    }

    /// Where the edges of a batch must be placed: ``CubicEdges``.
    public var grid: BondGrid { convolutions.grid }

    /// - Returns: [crystals, outputs]
    public func callAsFunction(_ batch: GraphBatch) -> Tensor {
        self(batch, CubicEdges(batch.edges, grid: grid))
    }

    /// The same for several networks on one grid, which may share the edges' places.
    func callAsFunction(_ batch: GraphBatch, _ edges: CubicEdges) -> Tensor {
        outputs(pooled(batch, edges))
    }

    /// What the head is given of each crystal.
    ///
    /// - Returns: [crystals, width]
    func pooled(_ batch: GraphBatch, _ edges: CubicEdges) -> Tensor {
        let atoms = network.embedding(batch.species).gatheringRows(batch.atoms)
        return network.pooled(convolutions(atoms, on: edges), batch)
    }

    /// - Parameter pooled: of ``pooled(_:_:)``.
    func outputs(_ pooled: Tensor) -> Tensor { network.head(pooled.softplus()) }
}
