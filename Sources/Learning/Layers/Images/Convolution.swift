public import Tensors

/// Convolution of images with square kernels: ``ImageBatch/convolved(_:bias:stride:padding:)``.
public struct Convolution: Layer {
    /// [outputs, inputs, kernel, kernel]
    public var weight: Tensor
    /// [outputs]
    public var bias: Tensor
    public let stride: Int
    public let padding: Int

    /// Starts uniform on ±1/√(inputs · kernel²), as PyTorch does.
    public init(
        inputs: Int, outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
        using generator: inout some RandomNumberGenerator
    ) {
        let fan = inputs * kernel * kernel
        weight = .uniform([outputs, inputs, kernel, kernel], inputs: fan, using: &generator)
        bias = .uniform([outputs], inputs: fan, using: &generator)
        (self.stride, self.padding) = (stride, padding)
    }

    /// - Returns: ⌊(n + 2·padding − kernel)/stride⌋ + 1 pixels for n.
    public func callAsFunction(_ images: ImageBatch) -> ImageBatch {
        images.convolved(weight, bias: bias, stride: stride, padding: padding)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        body(join(path, "weight"), .trainable, &weight)
        body(join(path, "bias"), .trainable, &bias)
    }
}
