internal import Crystals
public import Tensors

/// A network that reads a formula and no structure: element vectors weighted by fraction, with attention
/// between the elements (after Goodall & Lee, Nat. Commun. 11, 6280, 2020, and Wang et al., npj
/// Comput. Mater. 7, 77, 2021), and statistics of the formula as a whole beside them.
///
///     x_i = W_e e_i + l_i + W_f φ(f_i);   blocks of attention and a perceptron, both residual
///     h = pooling(x) + W_s statistics;   residual perceptrons;   a linear output
///
/// e are tabulated properties of the element, l is learned and starts as zero, so that an element
/// that was never seen is what the table says of it.
public struct CompositionNetwork: Layer {
    public let configuration: Configuration
    public var embedding: Linear
    /// l, [elements, width]
    public var learned: Tensor
    public var fraction: Linear
    public var attentions: [ElementAttention]
    public var perceptrons: [ResidualPerceptron]
    public var pooling: CompositionPooling
    public var statistics: Linear
    public var head: [ResidualPerceptron]
    public var norm: LayerNorm
    public var output: Linear

    /// The shape of the network.
    public struct Configuration: Hashable, Sendable, Codable {
        /// Features of an element in a formula.
        public var width = 64
        public var heads = 4
        /// Pairs of attention and perceptron.
        public var blocks = 2
        /// Features of a formula.
        public var hiddenWidth = 128
        /// Residual perceptrons after pooling.
        public var hiddenLayers = 2
        public var outputs = 1
        /// Share of the features of a formula that a step of training drops.
        public var dropout = 0.0
        /// The same of the features of an element in a formula.
        public var elementDropout = 0.0
        public var encoding = FractionEncoding()

        public init() {}

        /// What is wrong with the shape, in words; nil for one that can be built.
        public var objection: String? {
            switch true {
            case !(1...64).contains(heads): "\(heads) heads"
            case !(1...4096).contains(width) || width % (16 * heads) != 0:
                "width \(width) is not a multiple of 16 · \(heads) heads up to 4096"
            case !(0...100).contains(blocks): "\(blocks) blocks"
            case !(1...4096).contains(hiddenWidth) || hiddenWidth % 16 != 0:
                "hiddenWidth \(hiddenWidth) is not a multiple of 16 up to 4096"
            case !(0...100).contains(hiddenLayers): "\(hiddenLayers) hiddenLayers"
            case !(1...1000).contains(outputs): "\(outputs) outputs"
            case !(0..<1).contains(dropout) || !(0..<1).contains(elementDropout):
                "dropouts of \(dropout) and \(elementDropout)"
            case !(2...1000).contains(encoding.linear)
                || !(2...1000).contains(encoding.logarithmic):
                "a fraction encoded by \(encoding.linear) and \(encoding.logarithmic) Gaussians"
            default: nil
            }
        }
    }

    public init(
        _ configuration: Configuration, using generator: inout some RandomNumberGenerator
    ) {
        let (width, hidden) = (configuration.width, configuration.hiddenWidth)
        self.configuration = configuration
        embedding = Linear(
            inputs: CompositionBatch.elementWidth, outputs: width, using: &generator)
        learned = .zeros([Element.all.count, width])
        fraction = Linear(
            inputs: configuration.encoding.count, outputs: width, using: &generator)
        (attentions, perceptrons) = ([], [])
        for _ in 0..<configuration.blocks {
            attentions.append(
                ElementAttention(width: width, heads: configuration.heads, using: &generator))
            perceptrons.append(
                ResidualPerceptron(width: width, hidden: 2 * width, using: &generator))
        }
        pooling = CompositionPooling(
            width: width, heads: configuration.heads, outputs: hidden, using: &generator)
        statistics = Linear(
            inputs: CompositionStatistics.count, outputs: hidden, using: &generator)
        head = []
        for _ in 0..<configuration.hiddenLayers {
            head.append(ResidualPerceptron(width: hidden, hidden: hidden, using: &generator))
        }
        norm = LayerNorm(features: hidden)
        output = Linear(inputs: hidden, outputs: configuration.outputs, using: &generator)
    }

    /// With dropout if the batch has a seed for it.
    ///
    /// - Returns: [formulas, outputs], recorded if the network is watched by a tape.
    public mutating func training(_ batch: CompositionBatch) -> Tensor {
        var elements = batch.noise.map { Dropout(share: configuration.elementDropout, seed: $0) }
        var formulas = batch.noise.map { Dropout(share: configuration.dropout, seed: ~$0) }
        return forward(batch, &elements, &formulas)
    }

    /// What a formula gets does not depend on its neighbours in a batch, bit for bit.
    ///
    /// - Returns: [formulas, outputs]
    public func inference(_ batch: CompositionBatch) -> Tensor {
        var (elements, formulas): (Dropout?, Dropout?)
        return forward(batch, &elements, &formulas)
    }

    private func forward(
        _ batch: CompositionBatch, _ elementDropout: inout Dropout?, _ dropout: inout Dropout?
    ) -> Tensor {
        let elements = embedding(CompositionBatch.elementVectors) + learned
        var x = elements.gatheringRows(batch.elements) + fraction(batch.encodings)
        for (attention, perceptron) in zip(attentions, perceptrons) {
            x = perceptron(attention(x, batch), &elementDropout)
        }
        let given = dropout?(batch.statistics) ?? batch.statistics
        var formulas = pooling(x, batch) + statistics(given)
        for perceptron in head { formulas = perceptron(formulas, &dropout) }
        let last = norm(formulas)
        return output(dropout?(last) ?? last)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        embedding.visit(join(path, "embedding"), body)
        body(join(path, "learned"), .trainable, &learned)
        fraction.visit(join(path, "fraction"), body)
        for k in attentions.indices {
            attentions[k].visit(join(path, "attentions.\(k)"), body)
            perceptrons[k].visit(join(path, "perceptrons.\(k)"), body)
        }
        pooling.visit(join(path, "pooling"), body)
        statistics.visit(join(path, "statistics"), body)
        for k in head.indices { head[k].visit(join(path, "head.\(k)"), body) }
        norm.visit(join(path, "norm"), body)
        output.visit(join(path, "output"), body)
    }
}
