internal import Crystals
internal import Learning
internal import Tensors

/// A dense network learning points of two classes in mini-batches.
struct PointTraining {
    let data: LabelledPoints
    private(set) var descent: GradientDescent<DenseNetwork>
    let batchSize: Int
    private let seed: UInt64
    private(set) var epochs = 0

    init(
        _ data: LabelledPoints, _ start: DenseNetwork, _ optimizer: any Optimizer, batchSize: Int,
        seed: Int
    ) {
        self.data = data
        descent = GradientDescent(start, optimizer)
        (self.batchSize, self.seed) = (min(batchSize, data.count), UInt64(seed))
    }

    var network: DenseNetwork { descent.network }
    var stepsPerEpoch: Int { (data.count + batchSize - 1) / batchSize }

    /// One epoch.
    ///
    /// - Parameter rate: of a step of this epoch, 0..<``stepsPerEpoch``.
    /// - Returns: the loss of every batch before its step.
    @discardableResult
    mutating func epoch(rate: (Int) -> Double) -> [Float] {
        var generator = SplitMix64(seed: seed &+ UInt64(epochs) &* 0x9E37_79B9)
        let order = Array(0..<data.count).shuffled(using: &generator)
        epochs += 1
        return (0..<stepsPerEpoch).map { step in
            let last = min((step + 1) * batchSize, order.count)
            let batch = data.rows(Array(order[(step * batchSize)..<last]))
            return descent.step(rate: rate(step)) {
                Loss.binaryCrossEntropy($0(batch.features), batch.labels)
            }.loss
        }
    }

    var loss: Double { Double(Loss.binaryCrossEntropy(network(data.features), data.labels).item) }

    func accuracy(on held: LabelledPoints) -> Double {
        1 - Double(held.errors(network(held.features))) / Double(held.count)
    }
}
