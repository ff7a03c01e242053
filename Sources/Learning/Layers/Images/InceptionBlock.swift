public import Tensors

/// Four views of one image side by side: kernels of 1, 3 and 5 and the largest of its surroundings, their
/// channels one after the other (Szegedy et al. 2015). Convolutions of one pixel before the larger
/// kernels keep those cheap.
public struct InceptionBlock: Layer {
    public var point: Convolution
    public var small: [Convolution]
    public var large: [Convolution]
    public var pooled: Convolution

    /// Channels of each branch; of the inner ones, what the convolution of one pixel leaves.
    public struct Widths: Hashable, Sendable {
        public var point: Int
        public var smallInner: Int
        public var small: Int
        public var largeInner: Int
        public var large: Int
        public var pooled: Int

        public init(
            point: Int, small: (inner: Int, outer: Int), large: (inner: Int, outer: Int),
            pooled: Int
        ) {
            (self.point, self.pooled) = (point, pooled)
            (smallInner, self.small) = (small.inner, small.outer)
            (largeInner, self.large) = (large.inner, large.outer)
        }

        /// Channels of the block.
        public var outputs: Int { point + small + large + pooled }
    }

    public init(
        inputs: Int, _ widths: Widths, using generator: inout some RandomNumberGenerator
    ) {
        func convolution(_ inputs: Int, _ outputs: Int, _ kernel: Int) -> Convolution {
            Convolution(
                inputs: inputs, outputs: outputs, kernel: kernel, padding: kernel / 2,
                using: &generator)
        }
        point = convolution(inputs, widths.point, 1)
        small = [
            convolution(inputs, widths.smallInner, 1),
            convolution(widths.smallInner, widths.small, 3),
        ]
        large = [
            convolution(inputs, widths.largeInner, 1),
            convolution(widths.largeInner, widths.large, 5),
        ]
        pooled = convolution(inputs, widths.pooled, 1)
    }

    /// - Returns: images of the same size with ``Widths/outputs`` channels.
    public func callAsFunction(_ images: ImageBatch) -> ImageBatch {
        func step(_ images: ImageBatch, _ layer: Convolution) -> ImageBatch {
            layer(images).mapped { $0.relu() }
        }
        return .concatenated([
            step(images, point), small.reduce(images, step), large.reduce(images, step),
            step(images.pooled(.maximum, window: 3, stride: 1, padding: 1), pooled),
        ])
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        point.visit(join(path, "point"), body)
        for k in small.indices { small[k].visit(join(path, "small.\(k)"), body) }
        for k in large.indices { large[k].visit(join(path, "large.\(k)"), body) }
        pooled.visit(join(path, "pooled"), body)
    }
}
