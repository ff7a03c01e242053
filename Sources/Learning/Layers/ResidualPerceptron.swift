public import Tensors

/// x + W₂ silu(W₁ norm(x) + b₁) + b₂: a step away from the identity, so that many may follow each other.
public struct ResidualPerceptron: Layer {
    public var norm: LayerNorm
    public var inner: Linear
    public var outer: Linear

    /// - Parameters:
    ///   - width: features of x, a multiple of 16.
    ///   - hidden: features between the two matrices.
    public init(width: Int, hidden: Int, using generator: inout some RandomNumberGenerator) {
        norm = LayerNorm(features: width)
        inner = Linear(inputs: width, outputs: hidden, using: &generator)
        outer = Linear(inputs: hidden, outputs: width, using: &generator)
    }

    /// - Parameters:
    ///   - x: [rows, width]
    ///   - dropout: of the features between the two matrices.
    public func callAsFunction(_ x: Tensor, _ dropout: inout Dropout?) -> Tensor {
        let hidden = inner(norm(x)).silu()
        return x + outer(dropout?(hidden) ?? hidden)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        norm.visit(join(path, "norm"), body)
        inner.visit(join(path, "inner"), body)
        outer.visit(join(path, "outer"), body)
    }
}
