internal import Crystals
public import Tensors

/// A small perceptron on representations that stay as they are: what makes a hundred bags a matter of
/// minutes.
///
/// Both sides of a bag weigh the same, however many rows each has, as if K were |P|: a probability of
/// one half is even odds.
public struct PerceptronLearner: BagLearner {
    /// [rows, features]
    public let features: Tensor
    public let configuration: Configuration

    public struct Configuration: Hashable, Sendable, Codable {
        public var hiddenWidth = 64
        public var epochs = 12
        public var batchSize = 256
        /// At the start; it falls to nothing along half a cosine.
        public var learningRate = 0.002
        public var weightDecay = 0.01
        /// Whether both sides weigh the same; else every row does.
        public var isBalanced = true
        /// The risk of the single-network alternative; nil for the cross-entropy of the bag.
        public var risk: NonNegativeRisk?

        public init() {}

        /// What cannot be, in words.
        var objection: String? {
            switch true {
            case !(1...4096).contains(hiddenWidth): "hiddenWidth is \(hiddenWidth)"
            case epochs < 1: "epochs is \(epochs)"
            case batchSize < 1: "batchSize is \(batchSize)"
            case !(learningRate > 0): "learningRate is not above 0"
            default: nil
            }
        }
    }

    public init(_ features: Tensor, configuration: Configuration = Configuration()) {
        precondition(features.shape.count == 2, "features of shape \(features.shape)")
        (self.features, self.configuration) = (features, configuration)
    }

    /// - Throws: ``TrainingFailure`` where the numbers leave the range of Float.
    public func classifier(taught bag: Bag) throws -> MultilayerPerceptron {
        var generator = SplitMix64(seed: bag.seed)
        var head = MultilayerPerceptron(
            widths: [features.columns, configuration.hiddenWidth, 1], using: &generator)
        var training = TrainingConfiguration()
        training.weightDecay = configuration.weightDecay
        var updater = ParameterUpdater(training, parameters: head.parameters)
        var order = bag.positives.map { ($0, Float(1)) } + bag.negatives.map { ($0, Float(0)) }
        let steps = (order.count + configuration.batchSize - 1) / configuration.batchSize
        for epoch in 0..<configuration.epochs {
            order.shuffle(using: &generator)
            for step in 0..<steps {
                let first = step * configuration.batchSize
                let batch = order[first..<min(first + configuration.batchSize, order.count)]
                let done = Double(epoch * steps + step) / Double(configuration.epochs * steps)
                let loss = self.step(
                    &head, batch, bag, &updater, rate: configuration.learningRate * fall(done))
                guard loss.isFinite else { throw failure(loss, epoch, step, steps) }
            }
        }
        return head
    }

    private func fall(_ done: Double) -> Double { Schedule.cosine.factor(at: done) }

    private func step(
        _ head: inout MultilayerPerceptron, _ batch: ArraySlice<(Int, Float)>, _ bag: Bag,
        _ updater: inout ParameterUpdater, rate: Double
    ) -> Float {
        let tape = Tape()
        var watched = head.watched(by: tape)
        let logits = watched(rows(batch.map(\.0)))
        let loss = loss(logits, batch.map(\.1), bag)
        let gradients = tape.gradients(of: loss, for: watched.recordedParameters())
        head.replace(
            .trainable,
            with: updater.update(head.parameters, gradients: gradients, rate: rate))
        return loss.item
    }

    private func loss(_ logits: Tensor, _ labels: [Float], _ bag: Bag) -> Tensor {
        if let risk = configuration.risk { return risk.objective(logits, labels) }
        let count = Float(labels.count)
        let total = Float(bag.positives.count + bag.negatives.count)
        func weight(of side: [Int]) -> Float {
            (configuration.isBalanced ? total / Float(2 * side.count) : 1) / count
        }
        let (ofPositive, ofNegative) = (weight(of: bag.positives), weight(of: bag.negatives))
        let weights = labels.map { $0 == 1 ? ofPositive : ofNegative }
        let entropy = logits.softplus() - logits * Tensor(labels, shape: logits.shape)
        return (entropy * Tensor(weights, shape: logits.shape)).sum()
    }

    private func failure(_ loss: Float, _ epoch: Int, _ step: Int, _ steps: Int) -> TrainingFailure
    {
        TrainingFailure(
            what: "its loss became \(loss)", epoch: epoch + 1, step: step + 1, steps: steps,
            rate: configuration.learningRate)
    }

    public func probabilities(
        by classifier: MultilayerPerceptron, of rows: [Int]
    ) -> [Double] {
        stride(from: 0, to: rows.count, by: Self.pieceSize).flatMap { first in
            let piece = Array(rows[first..<min(first + Self.pieceSize, rows.count)])
            return classifier(self.rows(piece)).sigmoid().scalars.map(Double.init)
        }
    }

    /// Rows that are asked of at once: a copy of all features for each thread would be gigabytes.
    private static let pieceSize = 1024

    private func rows(_ rows: [Int]) -> Tensor {
        let width = features.columns
        var part: [Float] = []
        part.reserveCapacity(rows.count * width)
        features.scalars.withUnsafeBufferPointer { all in
            for row in rows { part += all[(row * width)..<((row + 1) * width)] }
        }
        return Tensor(part, shape: [rows.count, width])
    }
}
