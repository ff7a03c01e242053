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

    /// - Returns: [crystals, outputs], behind them [sites, outputs] if the network answers for sites
    public func callAsFunction(_ batch: GraphBatch) -> Tensor {
        self(batch, CubicEdges(batch.edges, grid: grid))
    }

    /// The same for several networks on one grid, which may share the edges' places.
    func callAsFunction(_ batch: GraphBatch, _ edges: CubicEdges) -> Tensor {
        outputs(features(batch, edges))
    }

    /// What the head is given of each crystal, and of each site if the network answers for sites.
    ///
    /// - Returns: [crystals, width], behind them [sites, width]
    func features(_ batch: GraphBatch, _ edges: CubicEdges) -> Tensor {
        network.features(atoms(batch, edges), batch)
    }

    /// What the head is given of each crystal.
    ///
    /// - Returns: [crystals, width]
    func pooled(_ batch: GraphBatch, _ edges: CubicEdges) -> Tensor {
        network.pooled(atoms(batch, edges), batch)
    }

    private func atoms(_ batch: GraphBatch, _ edges: CubicEdges) -> Tensor {
        convolutions(
            network.embedding(batch.species).gatheringRows(batch.atoms), on: edges)
    }

    /// - Parameter features: of ``features(_:_:)``.
    func outputs(_ features: Tensor) -> Tensor { network.head(features.softplus()) }
}
