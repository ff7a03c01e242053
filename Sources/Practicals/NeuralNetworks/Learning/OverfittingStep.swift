internal import Crystals
internal import Foundation
internal import Learning
internal import Tensors

/// A noisy cosine by polynomials of a degree, or networks of a width, judged by what they were not shown.
///
/// What it shows: the error on the points that are fitted falls with every degree; that on the fold left out falls,
/// and rises again when the noise is learned by heart. A network's errors depend on how far its training came, too.
enum OverfittingStep: Experiment {
    static let id = "overfitting"

    struct Parameters: ExperimentParameters {
        var model = "polynomial"
        /// Degree, or units of the hidden layer.
        var complexity = 4
        var points = 30
        /// Standard deviation.
        var noise = 0.2
        var folds = 4
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("model", ["polynomial", "network"]), .count("complexity", 0...15),
            .count("points", 12...80), .slider("noise", 0...0.6, step: 0.02),
            .count("folds", 2...8),
            .seed,
        ]
    }

    struct FoldPoint: Hashable, Sendable, Codable {
        var x: Double
        var y: Double
        var fold: Int
    }

    struct FittedCurve: Hashable, Sendable, Codable {
        var x: [Double]
        var truth: [Double]
        /// To all points.
        var fitted: [Double]
    }

    /// Root mean squared errors by complexity.
    struct Sweep: Hashable, Sendable, Codable {
        var complexity: [Int] = []
        var training: [Double] = []
        var validation: [Double] = []
        var deviation: [Double] = []
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var points: [FoldPoint]
        var curve: FittedCurve
        /// [folds] of fits without that fold, on the places of the curve.
        var foldCurves: [[Double]]
        var trainingError: Double
        /// [folds] on what each fit was not shown.
        var foldErrors: [Double]
        var validationError: Double
        /// Standard deviation among the folds.
        var validationDeviation: Double
        var sweep: Sweep
        /// Complexity with the least validation error so far.
        var best: Int
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let data = NoisyCosine(parameters)
        let judgement = data.judged(parameters.complexity, parameters.model)
        let all =
            parameters.model == "network" ? [1, 2, 3, 4, 6, 8, 11, 15] : Array(0...15)
        var sweep = Sweep()
        var pacer = Pacer()
        for (place, complexity) in all.enumerated() {
            let other = data.judged(complexity, parameters.model)
            sweep.complexity.append(complexity)
            sweep.training.append(other.trainingError)
            sweep.validation.append(other.validationError)
            sweep.deviation.append(other.deviation)
            let isLast = place == all.count - 1
            guard isLast || pacer.isDue(place + 1) else { continue }
            let progress = Double(place + 1) / Double(all.count)
            guard emit(frame(data, judgement, sweep, progress, isLast)) else { return }
        }
    }

    private static func frame(
        _ data: NoisyCosine, _ judgement: NoisyCosine.Judgement, _ sweep: Sweep,
        _ progress: Double, _ isLast: Bool
    ) -> Frame {
        let best = sweep.validation.indices.min { sweep.validation[$0] < sweep.validation[$1] }
        return Frame(
            progress: progress, isLast: isLast,
            points: data.x.indices.map {
                FoldPoint(x: data.x[$0], y: data.y[$0], fold: data.folds[$0])
            },
            curve: FittedCurve(
                x: NoisyCosine.places, truth: NoisyCosine.places.map(NoisyCosine.truth),
                fitted: judgement.curve),
            foldCurves: judgement.foldCurves, trainingError: judgement.trainingError,
            foldErrors: judgement.foldErrors, validationError: judgement.validationError,
            validationDeviation: judgement.deviation, sweep: sweep,
            best: best.map { sweep.complexity[$0] } ?? 0)
    }
}

/// Points around cos(3πx/2) for x from 0 to 1, stretched to −1…1, and their folds.
struct NoisyCosine: Sendable {
    /// [points]
    let x: [Double]
    let y: [Double]
    /// [points] 0..<folds, whose sizes differ by one at most.
    let folds: [Int]
    private let seed: Int
    private let foldCount: Int

    static let places = CurveNetwork.places(121)

    static func truth(_ x: Double) -> Double { cos(0.75 * .pi * (x + 1)) }

    /// What fits of one complexity are worth.
    struct Judgement: Sendable {
        let curve: [Double]
        let foldCurves: [[Double]]
        let trainingError: Double
        let foldErrors: [Double]

        var validationError: Double { foldErrors.reduce(0, +) / Double(foldErrors.count) }

        var deviation: Double {
            let mean = validationError
            let squares = foldErrors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (squares / Double(max(1, foldErrors.count - 1))).squareRoot()
        }
    }

    init(_ parameters: OverfittingStep.Parameters) {
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let places = (0..<parameters.points).map { _ in
            Double.random(in: -1...1, using: &generator)
        }
        let noise = Tensor.normal([parameters.points], deviation: 1, using: &generator).scalars
        let order = Array(0..<parameters.points).shuffled(using: &generator)
        var folds = [Int](repeating: 0, count: parameters.points)
        for (place, point) in order.enumerated() { folds[point] = place % parameters.folds }
        (x, self.folds, seed, foldCount) = (places, folds, parameters.seed, parameters.folds)
        y = zip(places, noise).map { Self.truth($0) + parameters.noise * Double($1) }
    }

    func judged(_ complexity: Int, _ model: String) -> Judgement {
        let all = Array(x.indices)
        let whole = fit(all, complexity, model)
        // A fold is its own affair.
        let fits = Workers.map(foldCount) { fold in
            let curve = fit(all.filter { folds[$0] != fold }, complexity, model)
            return (
                curve: curve(Self.places),
                error: error(curve, all.filter { folds[$0] == fold })
            )
        }
        return Judgement(
            curve: whole(Self.places), foldCurves: fits.map(\.curve),
            trainingError: error(whole, all), foldErrors: fits.map(\.error))
    }

    private func fit(
        _ rows: [Int], _ complexity: Int, _ model: String
    ) -> @Sendable ([Double]) -> [Double] {
        let (x, y) = (rows.map { self.x[$0] }, rows.map { self.y[$0] })
        if model == "polynomial" {
            let polynomial = PolynomialFit(degree: complexity, x: x, y: y)
            return { $0.map(polynomial.callAsFunction) }
        }
        let start = CurveNetwork.start(
            units: max(1, complexity), activation: .tanh, seed: UInt64(seed))
        let network = CurveNetwork.fitted(
            start, x: CurveNetwork.column(x), y: y.map(Float.init), steps: 500, rate: 0.05)
        return { (network ?? start)(CurveNetwork.column($0)).scalars.map(Double.init) }
    }

    private func error(_ fit: ([Double]) -> [Double], _ rows: [Int]) -> Double {
        let squares = zip(fit(rows.map { x[$0] }), rows).reduce(0) {
            $0 + ($1.0 - y[$1.1]) * ($1.0 - y[$1.1])
        }
        return (squares / Double(max(1, rows.count))).squareRoot()
    }
}
