public import Tensors

/// y = x Wᵀ + b.
public struct Linear: Layer {
    /// [outputs, inputs]
    public var weight: Tensor
    /// [outputs]
    public var bias: Tensor

    /// Starts uniform on ±1/√inputs, as PyTorch does.
    public init(
        inputs: Int, outputs: Int, using generator: inout some RandomNumberGenerator
    ) {
        weight = .uniform([outputs, inputs], inputs: inputs, using: &generator)
        bias = .uniform([outputs], inputs: inputs, using: &generator)
    }

    /// - Parameter x: [rows, inputs]
    /// - Returns: [rows, outputs]
    public func callAsFunction(_ x: Tensor) -> Tensor {
        x.timesTransposed(weight).addingToRows(bias)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        body(join(path, "weight"), .trainable, &weight)
        body(join(path, "bias"), .trainable, &bias)
    }
}
