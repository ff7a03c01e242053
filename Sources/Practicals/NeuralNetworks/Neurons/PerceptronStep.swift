internal import Crystals
internal import Learning
internal import Tensors

/// One neuron, ŷ = σ(w · x + b), on AND, OR and XOR: gradient descent on its cross-entropy.
///
/// What it shows: a line parts the corners of AND and of OR, and no line those of XOR, where the loss stays at
/// ln 2, that of not knowing.
enum PerceptronStep: Experiment {
    static let id = "perceptron"

    struct Parameters: ExperimentParameters {
        var task = "and"
        var learningRate = 1.0
        var steps = 200
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("task", ["and", "or", "xor"]),
            .slider("learningRate", 0.05...5, step: 0.05), .count("steps", 10...500), .seed,
        ]
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var step: Int
        /// Mean cross-entropy.
        var loss: Float
        /// Of the four corners.
        var errors: Int
        /// [w₁, w₂]
        var weights: [Float]
        var bias: Float
        var points: [Point]
        /// [4] of the label 1.
        var probabilities: [Float]
        /// σ(w · x + b).
        var grid: Grid
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let task = LabelledPoints.task(parameters.task, seed: parameters.seed)
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let start = DenseNetwork(
            widths: [2, 1], activation: .identity, start: .xavier, using: &generator)
        var descent = GradientDescent(start, SGD(momentum: 0))
        var pacer = Pacer(steps: parameters.steps)
        for step in 0...parameters.steps {
            let isLast = step == parameters.steps
            if pacer.isDue(step) || isLast {
                guard emit(frame(descent.network, task, step, of: parameters.steps)) else { return }
            }
            if isLast { return }
            descent.step(rate: parameters.learningRate) {
                Loss.binaryCrossEntropy($0(task.features), task.labels)
            }
        }
    }

    private static func frame(
        _ network: DenseNetwork, _ task: LabelledPoints, _ step: Int, of steps: Int
    ) -> Frame {
        let logits = network(task.features)
        return Frame(
            progress: Double(step) / Double(steps), isLast: step == steps, step: step,
            loss: Loss.binaryCrossEntropy(logits, task.labels).item, errors: task.errors(logits),
            weights: network.layers[0].weight.scalars, bias: network.layers[0].bias.scalars[0],
            points: task.points, probabilities: logits.sigmoid().scalars,
            grid: Grid(size: 31, x: -0.5...1.5, y: -0.5...1.5) { network($0).sigmoid() })
    }
}
