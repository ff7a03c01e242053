public import Tensors

/// A convolution, its non-linearity, and what follows before the next: normalisation on either side
/// of the non-linearity, then pooling.
public struct ConvolutionStage: Layer {
    public var convolution: Convolution
    public var normalization: ChannelNormalization?
    public let placement: NormalizationPlacement
    public let activation: Activation
    public let pooling: Pooling?

    /// Windows without gaps or overlap.
    public struct Pooling: Hashable, Sendable {
        public var kind: PoolingKind
        public var window: Int

        public init(_ kind: PoolingKind, window: Int) { (self.kind, self.window) = (kind, window) }
    }

    public init(
        _ convolution: Convolution, activation: Activation,
        placement: NormalizationPlacement = .none, pooling: Pooling?
    ) {
        (self.convolution, self.activation) = (convolution, activation)
        (self.placement, self.pooling) = (placement, pooling)
        let channels = convolution.bias.count
        normalization = placement == .none ? nil : ChannelNormalization(channels: channels)
    }

    /// What each part makes of the images, in the order of the parts.
    public struct Maps: Sendable {
        /// Of the convolution, and of a normalisation that follows it at once: what enters the non-linearity.
        public let sums: ImageBatch
        /// What goes on to the next stage.
        public let output: ImageBatch
    }

    public func maps(_ images: ImageBatch) -> Maps {
        var copy = self
        return copy.maps(images) { $0($1) }
    }

    public func callAsFunction(_ images: ImageBatch) -> ImageBatch { maps(images).output }

    /// With the statistics of the batch, if it is normalised.
    public mutating func training(_ images: ImageBatch) -> ImageBatch {
        maps(images) { $0.training($1) }.output
    }

    private mutating func maps(
        _ images: ImageBatch, _ normalized: (inout ChannelNormalization, ImageBatch) -> ImageBatch
    ) -> Maps {
        var sums = convolution(images)
        if placement == .before { sums = normalization.transform(sums, normalized) }
        if placement != .after, let pooling, pooling.kind == .maximum, activation.isRisingExactly {
            // The largest of what a rising function gives is what it gives of the largest: one call in
            // four remains.
            let pooled = sums.pooled(.maximum, window: pooling.window)
            return Maps(sums: sums, output: pooled.mapped(activation.callAsFunction))
        }
        var output = sums.mapped(activation.callAsFunction)
        if placement == .after { output = normalization.transform(output, normalized) }
        if let pooling { output = output.pooled(pooling.kind, window: pooling.window) }
        return Maps(sums: sums, output: output)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        convolution.visit(join(path, "convolution"), body)
        normalization?.visit(join(path, "normalization"), body)
    }
}

/// Where BatchNorm stands: the paper has it before the non-linearity, and after is as common.
public enum NormalizationPlacement: String, Hashable, Sendable, NamedChoice {
    case none, before, after
}

extension Activation {
    /// Whether a larger number never gives a smaller one, to the last bit.
    fileprivate var isRisingExactly: Bool { self == .relu || self == .leakyReLU }
}

extension Optional<ChannelNormalization> {
    fileprivate mutating func transform(
        _ images: ImageBatch, _ normalized: (inout ChannelNormalization, ImageBatch) -> ImageBatch
    ) -> ImageBatch {
        guard var layer = self else { return images }
        defer { self = layer }
        return normalized(&layer, images)
    }
}
