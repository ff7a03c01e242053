public import Tensors

/// The elements of a formula look at each other, each with the weight of its fraction:
///
///     y_i = x_i + W_o Σ_j a_ij W_v n_j,   a_ij = softmax_j (W_q n_i · W_k n_j / √d + γ ln f_j)
///
/// where n is x with its rows normalised and γ, one for each head, starts as 1: an element then counts
/// as often as it is there (``Tensor/attending(to:values:exponents:logAmounts:segments:)``).
public struct ElementAttention: Layer {
    public var norm: LayerNorm
    public var query: Linear
    public var key: Linear
    public var value: Linear
    public var output: Linear
    /// γ, [heads]
    public var exponents: Tensor

    /// - Parameters:
    ///   - width: features of an element in a formula; a multiple of 16 · heads.
    public init(width: Int, heads: Int, using generator: inout some RandomNumberGenerator) {
        norm = LayerNorm(features: width)
        query = Linear(inputs: width, outputs: width, using: &generator)
        key = Linear(inputs: width, outputs: width, using: &generator)
        value = Linear(inputs: width, outputs: width, using: &generator)
        output = Linear(inputs: width, outputs: width, using: &generator)
        exponents = .ones([heads])
    }

    /// - Parameter x: [components, width]
    /// - Returns: [components, width]
    public func callAsFunction(_ x: Tensor, _ batch: CompositionBatch) -> Tensor {
        let n = norm(x)
        let attended = query(n).attending(
            to: key(n), values: value(n), exponents: exponents,
            logAmounts: batch.logFractions, segments: AttentionSegments(offsets: batch.offsets))
        return x + output(attended)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        norm.visit(join(path, "norm"), body)
        query.visit(join(path, "query"), body)
        key.visit(join(path, "key"), body)
        value.visit(join(path, "value"), body)
        output.visit(join(path, "output"), body)
        body(join(path, "exponents"), .trainable, &exponents)
    }
}
