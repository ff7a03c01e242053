public import Crystals
public import Tensors

/// The crystal-graph convolutional network of Xie & Grossman, PRL 120, 145301 (2018).
///
///     v₀ = W_e a + b;   n convolutions;   c = mean_i v_i
///     h = softplus(W_h softplus(c) + b), further hidden layers with softplus, a linear output
///
/// With targets of sites the same layers answer for every atom too, from its v_i in the place of c.
public struct CGCNN: Layer {
    public let configuration: Configuration
    public var embedding: Linear
    public var convolutions: [CrystalGraphConvolution]
    public var head: MultilayerPerceptron

    /// The shape of the network and the graph it reads.
    public struct Configuration: Hashable, Sendable, Codable {
        /// F, features of an atom.
        public var width = 64
        public var convolutions = 3
        /// Features of each hidden layer after pooling.
        public var hiddenWidth = 128
        public var hiddenLayers = 1
        public var outputs = 1
        /// Whether it answers for every site, beside the crystal; nil for no.
        public var sites: Bool?
        public var basis = GaussianBasis.published
        public var rule = GraphRule.standard

        public init() {}

        public var answersForSites: Bool { sites == true }

        /// What is wrong with the shape, in words; nil for one that can be built.
        public var objection: String? {
            switch true {
            case !(width > 0 && width <= 4096 && width % 16 == 0):
                "width \(width) is not a multiple of 16 up to 4096"
            case !(0...100).contains(convolutions): "\(convolutions) convolutions"
            case !(1...4096).contains(hiddenWidth): "hiddenWidth \(hiddenWidth)"
            case !(0...100).contains(hiddenLayers): "\(hiddenLayers) hiddenLayers"
            case !(1...1000).contains(outputs): "\(outputs) outputs"
            default: nil
            }
        }
    }

    public init(
        _ configuration: Configuration, using generator: inout some RandomNumberGenerator
    ) {
        self.configuration = configuration
        embedding = Linear(
            inputs: Element.featureCount, outputs: configuration.width, using: &generator)
        convolutions = []
        for _ in 0..<configuration.convolutions {
            convolutions.append(
                CrystalGraphConvolution(
                    width: configuration.width, gaussians: configuration.basis.centers,
                    using: &generator))
        }
        let hidden = [Int](
            repeating: configuration.hiddenWidth, count: configuration.hiddenLayers)
        head = MultilayerPerceptron(
            widths: [configuration.width] + hidden + [configuration.outputs], using: &generator)
    }

    /// - Returns: [crystals, outputs], behind them [sites, outputs] if it answers for sites; recorded if the network is watched by a tape.
    public mutating func training(_ batch: GraphBatch) -> Tensor {
        var atoms = embedding(batch.species).gatheringRows(batch.atoms)
        let edges = GaussianEdges(batch.edges, basis: configuration.basis)
        for k in convolutions.indices { atoms = convolutions[k].training(atoms, edges) }
        return readout(atoms, batch)
    }

    /// With running statistics, equation by equation: what ``InferenceNetwork``, which is for use, is held to.
    ///
    /// - Returns: [crystals, outputs], behind them [sites, outputs] if it answers for sites
    public func inference(_ batch: GraphBatch) -> Tensor {
        let atoms = embedding(batch.species).gatheringRows(batch.atoms)
        let edges = GaussianEdges(batch.edges, basis: configuration.basis)
        return readout(convolutions.reduce(atoms) { $1.inference($0, edges) }, batch)
    }

    func readout(_ atoms: Tensor, _ batch: GraphBatch) -> Tensor {
        head(features(atoms, batch).softplus())
    }

    /// [crystals, width] what the head is given of each crystal, behind it [sites, width] of each site if the
    /// network answers for sites.
    func features(_ atoms: Tensor, _ batch: GraphBatch) -> Tensor {
        guard configuration.answersForSites else { return pooled(atoms, batch) }
        let all = Array(0..<Int32(batch.atoms.count))
        // A site is a crystal of one atom.
        let ends = all.map { Int32(all.count) + $0 + 1 }
        return atoms.gatheringRows(all + all).summingSegments(
            offsets: batch.crystalOffsets + ends,
            weights: batch.meanWeights + [Float](repeating: 1, count: all.count))
    }

    /// [crystals, width] c, the mean over the atoms of each.
    func pooled(_ atoms: Tensor, _ batch: GraphBatch) -> Tensor {
        atoms.summingSegments(offsets: batch.crystalOffsets, weights: batch.meanWeights)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        embedding.visit(join(path, "embedding"), body)
        for k in convolutions.indices {
            convolutions[k].visit(join(path, "convolutions.\(k)"), body)
        }
        head.visit(join(path, "head"), body)
    }
}
