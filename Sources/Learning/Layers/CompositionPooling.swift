public import Tensors

/// From the elements of a formula to the formula: two sums over them, in features of the head.
///
///     y = W_m Σ_i f_i n_i + W_a Σ_i a_i W_v n_i + b,   a_i = softmax_i (q · W_k n_i / √d + γ ln f_i)
///
/// The first is the mean weighted by fraction. In the second each head asks with a vector q that is
/// learned, so that it may look at some of the elements only: the share of one of them among two is
/// such an a, which no sum over all of them can say.
public struct CompositionPooling: Layer {
    public var norm: LayerNorm
    /// q, [1, width]
    public var query: Tensor
    public var key: Linear
    public var value: Linear
    public var attended: Linear
    public var mean: Linear
    /// γ, [heads]
    public var exponents: Tensor

    /// - Parameters:
    ///   - width: features of an element in a formula; a multiple of 16 · heads.
    ///   - outputs: features of a formula.
    public init(
        width: Int, heads: Int, outputs: Int, using generator: inout some RandomNumberGenerator
    ) {
        norm = LayerNorm(features: width)
        query = .uniform([1, width], inputs: 1, using: &generator)
        key = Linear(inputs: width, outputs: width, using: &generator)
        value = Linear(inputs: width, outputs: width, using: &generator)
        attended = Linear(inputs: width, outputs: outputs, using: &generator)
        mean = Linear(inputs: width, outputs: outputs, using: &generator)
        exponents = .ones([heads])
    }

    /// - Parameter x: [components, width]
    /// - Returns: [formulas, outputs]
    public func callAsFunction(_ x: Tensor, _ batch: CompositionBatch) -> Tensor {
        let n = norm(x)
        let queries = query.gatheringRows([Int32](repeating: 0, count: batch.formulas))
        let pooled = queries.attending(
            to: key(n), values: value(n), exponents: exponents,
            logAmounts: batch.logFractions, segments: AttentionSegments(pooling: batch.offsets))
        let sums = n.summingSegments(offsets: batch.offsets, weights: batch.fractions)
        return attended(pooled) + mean(sums)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        norm.visit(join(path, "norm"), body)
        body(join(path, "query"), .trainable, &query)
        key.visit(join(path, "key"), body)
        value.visit(join(path, "value"), body)
        attended.visit(join(path, "attended"), body)
        mean.visit(join(path, "mean"), body)
        body(join(path, "exponents"), .trainable, &exponents)
    }
}
