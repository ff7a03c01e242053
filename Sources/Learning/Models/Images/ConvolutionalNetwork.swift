public import Tensors

/// Stages of convolution, then dense layers: images in, logits of classes out.
public struct ConvolutionalNetwork: Layer {
    public var stages: [ConvolutionStage]
    public var head: DenseNetwork

    public init(stages: [ConvolutionStage], head: DenseNetwork) {
        (self.stages, self.head) = (stages, head)
    }

    /// The small network of the lecture: 28 × 28 pixels, five kernels of 6 × 6, the largest of 2 × 2, ten kernels
    /// of 3 × 3, the largest of 2 × 2, and ten classes from 160 numbers: 185 + 460 + 1,610 = 2,255 parameters.
    ///
    /// - Parameter placement: of BatchNorm, which adds parameters.
    public static func small(
        classes: Int = 10, activation: Activation = .relu,
        placement: NormalizationPlacement = .none,
        using generator: inout some RandomNumberGenerator
    ) -> ConvolutionalNetwork {
        let pooling = ConvolutionStage.Pooling(.maximum, window: 2)
        let first = Convolution(inputs: 1, outputs: 5, kernel: 6, using: &generator)
        let second = Convolution(inputs: 5, outputs: 10, kernel: 3, using: &generator)
        return ConvolutionalNetwork(
            stages: [first, second].map {
                ConvolutionStage($0, activation: activation, placement: placement, pooling: pooling)
            },
            head: DenseNetwork(
                widths: [160, classes], activation: activation, using: &generator))
    }

    /// LeNet-5 (LeCun, Bottou, Bengio & Haffner 1998) as it is built today, with every map of the second
    /// convolution on all of the first, means without weights, and softmax for radial units: 61,706
    /// parameters with ten classes. Two pixels of zeros around 28 × 28 make the 32 × 32 of the paper.
    public static func leNet5(
        classes: Int = 10, activation: Activation = .tanh,
        using generator: inout some RandomNumberGenerator
    ) -> ConvolutionalNetwork {
        let pooling = ConvolutionStage.Pooling(.mean, window: 2)
        let first = Convolution(
            inputs: 1, outputs: 6, kernel: 5, padding: 2, using: &generator)
        let second = Convolution(inputs: 6, outputs: 16, kernel: 5, using: &generator)
        return ConvolutionalNetwork(
            stages: [first, second].map {
                ConvolutionStage($0, activation: activation, pooling: pooling)
            },
            head: DenseNetwork(
                widths: [400, 120, 84, classes], activation: activation, using: &generator))
    }

    /// - Returns: logits [images, classes].
    public func callAsFunction(_ images: ImageBatch) -> Tensor {
        head(stages.reduce(images) { $1($0) }.flattened())
    }

    /// The same while learning: with the statistics of the batch where it is normalised.
    public mutating func training(_ images: ImageBatch) -> Tensor {
        var images = images
        for k in stages.indices { images = stages[k].training(images) }
        return head(images.flattened())
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        for k in stages.indices { stages[k].visit(join(path, "stages.\(k)"), body) }
        head.visit(join(path, "head"), body)
    }
}
