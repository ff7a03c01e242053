internal import Crystals
internal import Tensors

/// Teaches a network the classes of images, in mini-batches.
public struct ImageTraining: Sendable {
    public struct Configuration: Hashable, Sendable {
        public var epochs = 10
        public var batchSize = 64
        public var optimizer = OptimizerChoice.adam
        /// At its peak.
        public var learningRate = 0.005
        public var weightDecay = 0.0
        public var schedule = Schedule.cosine
        /// Of the order of the batches.
        public var seed: UInt64 = 1

        public init() {}
    }

    public let configuration: Configuration
    public let data: LabelledImages
    public private(set) var descent: GradientDescent<ConvolutionalNetwork>
    /// Of the epoch that is on.
    private var order: [Int]

    public init(
        _ network: ConvolutionalNetwork, _ data: LabelledImages, _ configuration: Configuration
    ) {
        precondition(
            data.count > 0 && configuration.epochs > 0 && configuration.batchSize > 0,
            "\(data.count) images, \(configuration.epochs) epochs of batches of "
                + "\(configuration.batchSize)")
        (self.data, self.configuration) = (data, configuration)
        descent = GradientDescent(
            network,
            configuration.optimizer.optimizer(weightDecay: Float(configuration.weightDecay)))
        order = Array(0..<data.count)
    }

    public var network: ConvolutionalNetwork { descent.network }

    public var stepsPerEpoch: Int {
        (data.count + configuration.batchSize - 1) / configuration.batchSize
    }

    public var isFinished: Bool { descent.steps >= configuration.epochs * stepsPerEpoch }

    /// One mini-batch; every epoch goes through all images, in an order that follows from the seed and the epoch.
    ///
    /// - Returns: its loss before the step.
    public mutating func step() -> Float {
        let place = descent.steps % stepsPerEpoch
        if place == 0 {
            let epoch = UInt64(descent.steps / stepsPerEpoch)
            var generator = SplitMix64(seed: configuration.seed ^ (epoch &* 0xD1B5_4A32_D192_ED03))
            order = (0..<data.count).shuffled(using: &generator)
        }
        let first = place * configuration.batchSize
        let rows = Array(order[first..<min(first + configuration.batchSize, order.count)])
        let (images, labels) = (data.batch(rows), rows.map { data.labels[$0] })
        let done = Double(descent.steps) / Double(configuration.epochs * stepsPerEpoch)
        let rate = configuration.learningRate * configuration.schedule.factor(at: done)
        return descent.step(rate: rate) { network in
            CategoricalCrossEntropy.loss(network.training(images), labels)
        }.loss
    }
}
