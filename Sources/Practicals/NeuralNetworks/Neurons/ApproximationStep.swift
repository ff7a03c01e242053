internal import Foundation
internal import Learning
internal import Tensors

/// A curve by the sum of n units: Cybenko's theorem at work.
///
/// What it shows: the more units, the smaller the error, for every activation; a jump takes more than a wave.
enum ApproximationStep: Experiment {
    static let id = "approximation"

    struct Parameters: ExperimentParameters {
        var target = "sine"
        var units = 8
        var activation = "tanh"
        var steps = 1000
        /// Whether other numbers of units are fitted too.
        var compares = true
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("target", ["sine", "step", "bumps", "absolute"]), .count("units", 1...64),
            .activation, .count("steps", 100...4000), .toggle("compares"), .seed,
        ]
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var step: Int
        /// Of the network in work.
        var units: Int
        var x: [Double]
        var target: [Double]
        var fitted: [Float]
        /// Root of the mean squared error.
        var error: Double
        /// What each of the first eight units adds.
        var pieces: [[Float]]
        /// Of the networks that are done.
        var errorByUnits: Curve
    }

    static let compared = [1, 2, 4, 8, 16, 32]

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        let x = CurveNetwork.places(101)
        let y = x.map { value(parameters.target, at: $0) }
        let more = parameters.compares ? compared.filter { $0 != parameters.units } : []
        let widths = [parameters.units] + more
        var done = Curve()
        for (place, units) in widths.enumerated() {
            var pacer = Pacer(steps: parameters.steps, frames: place == 0 ? 40 : 4)
            let start = CurveNetwork.start(
                units: units, activation: .named(parameters.activation),
                seed: UInt64(parameters.seed))
            let fitted = CurveNetwork.fitted(
                start, x: CurveNetwork.column(x), y: y.map(Float.init), steps: parameters.steps
            ) { step, network in
                let isEnd = step == parameters.steps
                guard isEnd || pacer.isDue(step) else { return true }
                var frame = frame(network, x, y, step)
                if isEnd {
                    done.x.append(Double(units))
                    done.y.append(frame.error)
                }
                let share = Double(step) / Double(parameters.steps)
                frame.progress = (Double(place) + share) / Double(widths.count)
                frame.isLast = isEnd && place == widths.count - 1
                frame.errorByUnits = done
                return emit(frame)
            }
            if fitted == nil { return }
        }
    }

    private static func frame(
        _ network: DenseNetwork, _ x: [Double], _ y: [Double], _ step: Int
    ) -> Frame {
        let values = network.hidden(CurveNetwork.column(x))
        let (hidden, output) = (values[0], values[1].scalars)
        let square = zip(output, y).reduce(0.0) {
            $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
        }
        let (weights, units) = (network.layers[1].weight.scalars, hidden.columns)
        let pieces = (0..<min(8, units)).map { k in
            x.indices.map { (hidden.scalars[$0 * units + k] * weights[k]).shortened }
        }
        return Frame(
            progress: 0, isLast: false, step: step, units: units, x: x, target: y,
            fitted: output.map(\.shortened), error: (square / Double(x.count)).squareRoot(),
            pieces: pieces, errorByUnits: Curve())
    }

    /// On −1…1.
    static func value(_ target: String, at x: Double) -> Double {
        switch target {
        case "step": x < 0 ? -0.7 : 0.7
        case "bumps": exp(-50 * (x + 0.5) * (x + 0.5)) - 0.8 * exp(-80 * (x - 0.4) * (x - 0.4))
        case "absolute": 2 * abs(x) - 1
        default: sin(2 * .pi * x)
        }
    }
}
