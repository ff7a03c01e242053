internal import Foundation
internal import Learning
internal import Tensors

/// The loss of a boundary that the reader turns, moves and sharpens: z = k (x cos φ + y sin φ − c).
///
/// What it shows: cross-entropy punishes what is wrong and sure of it, and has one valley where the mean squared
/// error of the probability has flat ends.
enum CrossEntropyStep: Experiment {
    static let id = "cross-entropy"

    struct Parameters: ExperimentParameters {
        /// φ of the boundary's normal, degrees.
        var angle = 60.0
        /// c
        var offset = 0.5
        /// k
        var steepness = 3.0
        /// Standard deviation of the two clouds, which are 2.2 apart.
        var overlap = 0.6
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .slider("angle", -180...180, step: 1), .slider("offset", -3...3, step: 0.05),
            .logarithmic("steepness", 0.2...20), .slider("overlap", 0.2...2, step: 0.05), .seed,
        ]
    }

    /// A point with what the neuron says of it.
    struct JudgedPoint: Hashable, Sendable, Codable {
        var x: Double
        var y: Double
        var label: Int
        var probability: Float
        /// −ln of the probability of its label.
        var loss: Float
    }

    struct Frame: ExperimentFrame {
        var progress = 1.0
        var isLast = true
        var points: [JudgedPoint]
        var loss: Float
        var accuracy: Double
        /// Two ends of the line z = 0.
        var boundary: [[Double]]
        /// Cross-entropy by the offset, the rest as set.
        var offsetCurve: Curve
        /// Mean squared error of the probability by the offset.
        var squaredCurve: Curve
        /// Cross-entropy by the steepness.
        var steepnessCurve: Curve
        /// [∂/∂w₁, ∂/∂w₂, ∂/∂b]
        var gradient: [Float]
        var grid: Grid
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let data = LabelledPoints.clouds(80, spread: parameters.overlap, seed: parameters.seed)
        let logits = logits(parameters, data.features)
        let loss = Loss.binaryCrossEntropy(logits, data.labels)
        let (offsets, steepness) = sweeps(parameters, data)
        _ = emit(
            Frame(
                points: judged(data, logits), loss: loss.item,
                accuracy: 1 - Double(data.errors(logits)) / Double(data.count),
                boundary: boundary(parameters), offsetCurve: offsets.entropy,
                squaredCurve: offsets.squared, steepnessCurve: steepness,
                gradient: gradient(parameters, data),
                grid: Grid(size: 31, x: -4...4, y: -4...4) {
                    Self.logits(parameters, $0).sigmoid()
                }))
    }

    /// w and b of the neuron.
    private static func neuron(_ parameters: Parameters) -> (weight: Tensor, bias: Tensor) {
        let (angle, steepness) = (parameters.angle * .pi / 180, parameters.steepness)
        return (
            Tensor([Float(steepness * cos(angle)), Float(steepness * sin(angle))], shape: [1, 2]),
            Tensor([Float(-steepness * parameters.offset)])
        )
    }

    private static func logits(_ parameters: Parameters, _ x: Tensor) -> Tensor {
        let (weight, bias) = neuron(parameters)
        return x.timesTransposed(weight).addingToRows(bias)
    }

    private static func gradient(_ parameters: Parameters, _ data: LabelledPoints) -> [Float] {
        let tape = Tape()
        let (weight, bias) = neuron(parameters)
        let watched = [tape.watch(weight), tape.watch(bias)]
        let z = data.features.timesTransposed(watched[0]).addingToRows(watched[1])
        let loss = Loss.binaryCrossEntropy(z, data.labels)
        return tape.gradients(of: loss, for: watched).flatMap(\.scalars)
    }

    private static func judged(_ data: LabelledPoints, _ logits: Tensor) -> [JudgedPoint] {
        let probabilities = logits.sigmoid().scalars
        return zip(data.points, zip(probabilities, logits.scalars)).map { point, judgement in
            let (probability, logit) = judgement
            let loss = Loss.binaryCrossEntropy(Tensor([logit]), [Float(point.label)]).item
            return JudgedPoint(
                x: point.x, y: point.y, label: point.label, probability: probability, loss: loss)
        }
    }

    private static func boundary(_ parameters: Parameters) -> [[Double]] {
        let angle = parameters.angle * .pi / 180
        let middle = (parameters.offset * cos(angle), parameters.offset * sin(angle))
        return [-8.0, 8].map { [middle.0 - $0 * sin(angle), middle.1 + $0 * cos(angle)] }
    }

    private static func sweeps(
        _ parameters: Parameters, _ data: LabelledPoints
    ) -> ((entropy: Curve, squared: Curve), Curve) {
        var (entropy, squared, steepness) = (Curve(), Curve(), Curve())
        for k in 0...80 {
            var moved = parameters
            moved.offset = -4 + Double(k) / 10
            let z = logits(moved, data.features)
            entropy.x.append(moved.offset)
            squared.x.append(moved.offset)
            entropy.y.append(Double(Loss.binaryCrossEntropy(z, data.labels).item))
            squared.y.append(Double(Loss.meanSquaredError(z.sigmoid(), data.labels).item))
            var sharpened = parameters
            sharpened.steepness = 0.2 * pow(100, Double(k) / 80)
            steepness.x.append(sharpened.steepness)
            let other = logits(sharpened, data.features)
            steepness.y.append(Double(Loss.binaryCrossEntropy(other, data.labels).item))
        }
        return ((entropy, squared), steepness)
    }
}
