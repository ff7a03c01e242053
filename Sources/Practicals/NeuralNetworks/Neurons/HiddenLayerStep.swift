internal import Crystals
internal import Learning
internal import Tensors

/// One hidden layer on what one neuron cannot do.
///
/// What it shows: every hidden unit is a line, the last neuron works in the space of their answers, and in that
/// space XOR is parted by a line.
enum HiddenLayerStep: Experiment {
    static let id = "hidden-layer"

    struct Parameters: ExperimentParameters {
        var task = "xor"
        var units = 4
        var activation = "tanh"
        var learningRate = 0.05
        var steps = 500
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("task", ["xor", "and", "or", "circle", "spiral"]), .count("units", 1...16),
            .activation, .logarithmic("learningRate", 0.001...1), .count("steps", 50...3000), .seed,
        ]
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var step: Int
        var loss: Float
        var errors: Int
        /// Points that there are.
        var count: Int
        var points: [Point]
        /// Probability of the label 1.
        var grid: Grid
        /// [units] of [w₁, w₂, b]: the line w₁ x + w₂ y + b = 0 of each.
        var lines: [[Float]]
        /// [units]
        var outputWeights: [Float]
        /// What the units say of the first four points, [4] of [units].
        var hidden: [[Float]]
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let task = LabelledPoints.task(parameters.task, seed: parameters.seed)
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let start = DenseNetwork(
            widths: [2, parameters.units, 1], activation: .named(parameters.activation),
            using: &generator)
        var descent = GradientDescent(start, Adam())
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
        let values = network.hidden(task.features)
        let (hidden, logits, first) = (values[0], values[1], network.layers[0])
        let units = first.bias.count
        return Frame(
            progress: Double(step) / Double(steps), isLast: step == steps, step: step,
            loss: Loss.binaryCrossEntropy(logits, task.labels).item, errors: task.errors(logits),
            count: task.count, points: task.points,
            grid: Grid(size: 31, x: -0.5...1.5, y: -0.5...1.5) { network($0).sigmoid() },
            lines: (0..<units).map { k in
                Array(first.weight.scalars[(2 * k)..<(2 * k + 2)]) + [first.bias.scalars[k]]
            },
            outputWeights: network.layers[1].weight.scalars,
            hidden: (0..<4).map { hidden.rows($0..<($0 + 1)).scalars })
    }
}

extension Control {
    /// The activations that a reader may choose.
    static let activation = choice(
        "activation", Activation.allCases.filter { $0 != .identity }.map(\.rawValue))
}

extension Activation {
    /// By a word of ``Control/activation``.
    static func named(_ word: String) -> Activation { Activation(rawValue: word) ?? .tanh }
}
