internal import Crystals
internal import Foundation
internal import Learning
internal import Tensors

/// The optimisers from one start down one surface.
///
/// What it shows: plain descent crosses a narrow valley to and fro, momentum overshoots, Adagrad grows tired, Adam
/// goes about the same length in every direction.
enum OptimizerRaceStep: Experiment {
    static let id = "optimizers"

    struct Parameters: ExperimentParameters {
        var surface = "valley"
        /// On each optimiser's own rate.
        var rate = 1.0
        var steps = 150
        /// Standard deviation added to both slopes.
        var noise = 0.0
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("surface", Surface.allCases.map(\.rawValue)), .logarithmic("rate", 0.1...10),
            .count("steps", 20...500), .slider("noise", 0...1, step: 0.05), .seed,
        ]
    }

    struct Path: Hashable, Sendable, Codable {
        var name: String
        var rate: Double
        /// [steps + 1] of [x, y]; it ends early where it leaves for infinity.
        var points: [[Float]]
        var heights: [Float]
    }

    struct Frame: ExperimentFrame {
        var progress = 1.0
        var isLast = true
        var grid: Grid
        /// [x, y] of the lowest points.
        var least: [[Double]]
        var paths: [Path]
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let surface = Surface(rawValue: parameters.surface) ?? .valley
        var grid = Grid(size: 61, x: -2.5...2.5, y: -2.5...2.5) { $0.columns(0..<1) }
        let places = Grid.points(61, x: -2.5...2.5, y: -2.5...2.5).scalars
        grid.values = grid.values.indices.map {
            Float(surface.height(Double(places[2 * $0]), Double(places[2 * $0 + 1])))
        }
        let paths = RacingOptimizer.all.map { path($0, surface, parameters) }
        _ = emit(Frame(grid: grid, least: surface.least, paths: paths))
    }

    private static func path(
        _ racer: RacingOptimizer, _ surface: Surface, _ parameters: Parameters
    ) -> Path {
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let rate = racer.surfaceRate * parameters.rate
        var position = surface.start.map(Float.init)
        var state = [[Float]](repeating: [0, 0], count: type(of: racer.optimizer).stateCount)
        var path = Path(name: racer.name, rate: rate, points: [], heights: [])
        for step in 1...(parameters.steps + 1) {
            let (x, y) = (Double(position[0]), Double(position[1]))
            guard max(abs(x), abs(y)) < 50 else { break }
            path.points.append(position)
            path.heights.append(Float(surface.height(x, y)))
            let slope = surface.slope(x, y).map {
                Float($0 + parameters.noise * Double.random(in: -1.7...1.7, using: &generator))
            }
            racer.optimizer.update(
                &position, gradient: slope, state: &state, rate: Float(rate), step: step)
        }
        return path
    }
}

/// Heights over a plane, with their slopes in closed form.
enum Surface: String, CaseIterable, Sendable {
    /// ½(x² /2 + 20 y²): forty times as steep across as along.
    case valley
    /// (1 − x)²/2 + 5 (y − x²)²: a bent valley (Rosenbrock 1960, less deep).
    case rosenbrock
    /// x²/2 − y²/2 + y⁴/8, started beside its ridge.
    case saddle
    /// Two wells of different depth: (x² − 2)²/4 + x/4 + y².
    case wells

    var start: [Double] {
        switch self {
        case .valley: [-2.2, 1.5]
        case .rosenbrock: [-1.6, 1.2]
        case .saddle: [-2, 0.01]
        case .wells: [2.2, 1.5]
        }
    }

    var least: [[Double]] {
        switch self {
        case .valley: [[0, 0]]
        case .rosenbrock: [[1, 1]]
        case .saddle: [[0, 2.0.squareRoot()], [0, -2.0.squareRoot()]]
        // The left root of x³ − 2x + ¼ = 0.
        case .wells: [[-1.472_998, 0]]
        }
    }

    func height(_ x: Double, _ y: Double) -> Double {
        switch self {
        case .valley: return 0.25 * x * x + 10 * y * y
        case .rosenbrock:
            let away = y - x * x
            return 0.5 * (1 - x) * (1 - x) + 5 * away * away
        case .saddle: return 0.5 * x * x - 0.5 * y * y + 0.125 * y * y * y * y
        case .wells: return 0.25 * (x * x - 2) * (x * x - 2) + 0.25 * x + y * y
        }
    }

    func slope(_ x: Double, _ y: Double) -> [Double] {
        switch self {
        case .valley: [0.5 * x, 20 * y]
        case .rosenbrock: [-(1 - x) - 20 * x * (y - x * x), 10 * (y - x * x)]
        case .saddle: [x, -y + 0.5 * y * y * y]
        case .wells: [x * (x * x - 2) + 0.25, 2 * y]
        }
    }
}
