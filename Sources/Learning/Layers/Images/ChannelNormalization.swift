public import Tensors

/// ``BatchNorm`` of images: the features are channels, and every pixel of every image counts.
public struct ChannelNormalization: Layer {
    public var norm: BatchNorm

    public init(channels: Int) { norm = BatchNorm(features: channels) }

    /// With the running averages, as in inference.
    public func callAsFunction(_ images: ImageBatch) -> ImageBatch {
        images.normalized(
            with: norm.running, gain: norm.gain, offset: norm.offset, epsilon: BatchNorm.epsilon)
    }

    /// With the statistics of the batch, towards which it moves the running averages.
    public mutating func training(_ images: ImageBatch) -> ImageBatch {
        let (result, statistics) = images.batchNormalized(
            gain: norm.gain, offset: norm.offset, epsilon: BatchNorm.epsilon)
        norm.observe(statistics)
        return result
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) { norm.visit(path, body) }
}
