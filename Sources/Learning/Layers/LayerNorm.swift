public import Tensors

/// Layer normalisation of every row: y = γ (x − μ)/√(σ² + ε) + β (Ba, Kiros & Hinton 2016).
public struct LayerNorm: Layer {
    /// γ and β, [features].
    public var gain: Tensor
    public var offset: Tensor

    static let epsilon: Float = 1e-5

    /// - Parameter features: a multiple of 16.
    public init(features: Int) { (gain, offset) = (.ones([features]), .zeros([features])) }

    /// - Parameter x: [rows, features]
    public func callAsFunction(_ x: Tensor) -> Tensor {
        x.rowNormalized(gain: gain, offset: offset, epsilon: Self.epsilon)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        body(join(path, "gain"), .trainable, &gain)
        body(join(path, "offset"), .trainable, &offset)
    }
}
