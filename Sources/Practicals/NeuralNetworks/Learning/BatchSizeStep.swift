internal import Crystals
internal import Learning
internal import Tensors

/// Mini-batches: how far the gradient of a batch is from that of all, and what training makes of it.
///
/// What it shows: the noise falls as 1/√B, an epoch of small batches makes more steps, and large batches need
/// more epochs or a larger rate.
enum BatchSizeStep: Experiment {
    static let id = "batch-size"

    struct Parameters: ExperimentParameters {
        var batchSize = 16
        /// η of plain gradient descent.
        var learningRate = 0.3
        var epochs = 20
        /// Whether η grows with the batch, from the value at 16.
        var scalesRate = false
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .count("batchSize", 1...256), .logarithmic("learningRate", 0.001...1),
            .count("epochs", 1...50), .toggle("scalesRate"), .seed,
        ]
    }

    /// Length of g_B − g over the length of g, where g is the gradient of all rows.
    struct Noise: Hashable, Sendable, Codable {
        var batch: [Int] = []
        /// Root of the mean square over drawn batches.
        var measured: [Double] = []
        /// σ/|g| · √((N − B)/((N − 1) B)) for batches without repetition, σ that of single rows.
        var expected: [Double] = []
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var epoch: Int
        var step: Int
        /// Of every batch before its step, at most 400 of them.
        var lossCurve: [Float]
        /// Over all rows, after each epoch.
        var epochCurve: [Double]
        var stepsPerEpoch: Int
        var rate: Double
        var noise: Noise
        var accuracy: Double
    }

    static let rows = 256

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let data = LabelledPoints.circle(rows, seed: parameters.seed).standardized()
        let held = LabelledPoints.circle(1000, seed: parameters.seed + 5000).standardized()
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let start = DenseNetwork(
            widths: [2, 16, 1], activation: .tanh, start: .xavier, using: &generator)
        let factor = parameters.scalesRate ? Double(parameters.batchSize) / 16 : 1
        var training = PointTraining(
            data, start, SGD(momentum: 0), batchSize: parameters.batchSize, seed: parameters.seed)
        var frame = Frame(
            progress: 0, isLast: false, epoch: 0, step: 0, lossCurve: [], epochCurve: [],
            stepsPerEpoch: training.stepsPerEpoch, rate: parameters.learningRate * factor,
            noise: noise(start, data, seed: parameters.seed), accuracy: training.accuracy(on: held))
        guard emit(frame) else { return }
        var (losses, pacer) = ([Float](), Pacer(steps: parameters.epochs, frames: 100))
        for epoch in 1...parameters.epochs {
            losses += training.epoch { _ in frame.rate }
            frame.epochCurve.append(training.loss)
            guard epoch == parameters.epochs || pacer.isDue(epoch) else { continue }
            (frame.epoch, frame.step, frame.isLast) = (
                epoch, losses.count, epoch == parameters.epochs
            )
            frame.lossCurve = thinned(losses)
            frame.accuracy = training.accuracy(on: held)
            frame.progress = Double(epoch) / Double(parameters.epochs)
            guard emit(frame) else { return }
        }
    }

    /// At most 400, evenly chosen.
    static func thinned(_ values: [Float]) -> [Float] {
        let every = max(1, (values.count + 399) / 400)
        return stride(from: 0, to: values.count, by: every).map { values[$0] }
    }

    private static func noise(
        _ network: DenseNetwork, _ data: LabelledPoints, seed: Int
    ) -> Noise {
        let single = (0..<data.count).map { gradient(network, data, [$0]) }
        let mean = average(single)
        let length = norm(mean)
        let deviation = (single.reduce(0) { $0 + square($1, mean) } / Double(data.count))
            .squareRoot()
        var (noise, generator) = (Noise(), SplitMix64(seed: UInt64(seed)))
        var size = 1
        while size <= data.count {
            var total = 0.0
            let draws = 60
            for _ in 0..<draws {
                let rows = (0..<data.count).shuffled(using: &generator).prefix(size)
                // The gradient of a batch is the mean of those of its rows.
                total += square(average(rows.map { single[$0] }), mean)
            }
            noise.batch.append(size)
            noise.measured.append((total / Double(draws)).squareRoot() / length)
            let left = Double(data.count - size) / Double((data.count - 1) * size)
            noise.expected.append(deviation / length * left.squareRoot())
            size *= 2
        }
        return noise
    }

    private static func gradient(
        _ network: DenseNetwork, _ data: LabelledPoints, _ rows: [Int]
    ) -> [Double] {
        let tape = Tape()
        var watched = network.watched(by: tape)
        let batch = data.rows(rows)
        let loss = Loss.binaryCrossEntropy(watched(batch.features), batch.labels)
        return tape.gradients(of: loss, for: watched.recordedParameters())
            .flatMap { $0.scalars.map(Double.init) }
    }

    private static func average(_ vectors: [[Double]]) -> [Double] {
        var sum = [Double](repeating: 0, count: vectors[0].count)
        for vector in vectors { for k in sum.indices { sum[k] += vector[k] } }
        return sum.map { $0 / Double(vectors.count) }
    }

    private static func square(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    private static func norm(_ a: [Double]) -> Double {
        a.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}
