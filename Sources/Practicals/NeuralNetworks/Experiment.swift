internal import Foundation

/// A step that computes something for real, and shows it while it does.
protocol Experiment: SendableMetatype {
    associatedtype Parameters: ExperimentParameters
    associatedtype Frame: ExperimentFrame
    /// Its name in addresses.
    static var id: String { get }
    /// Runs to its end, or until `emit` returns false.
    static func run(_ parameters: Parameters, emit: (Frame) -> Bool)
}

/// What can be moved; `init()` has the values at the start.
protocol ExperimentParameters: Codable, Sendable {
    init()
    /// One for each stored property, by its name.
    static var controls: [Control] { get }
}

/// What an experiment shows at one moment, as numbers to draw.
protocol ExperimentFrame: Codable, Sendable {
    /// Share of the run that is over, 0…1.
    var progress: Double { get }
    /// Whether none follows.
    var isLast: Bool { get }
}

extension PracticalStep {
    init<Step: Experiment>(_ step: Step.Type) {
        let body = {
            @Sendable (
                parameters: Step.Parameters, _: (any OwnCrystals)?,
                emit: (Step.Frame) throws -> Void
            ) in
            var failure: (any Error)?
            Step.run(parameters) { frame in
                do {
                    try emit(frame)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
            if let failure { throw failure }
        }
        self.init(id: Step.id, controls: Step.Parameters.placed, body: body)
    }
}

extension ExperimentParameters {
    /// The controls, each where it stands at the start.
    fileprivate static var placed: [StepControl] {
        let start = (try? JSONEncoder().encode(Self())).flatMap {
            try? JSONDecoder().decode([String: ControlValues.Value].self, from: $0)
        }
        return controls.map { control in
            guard let value = start?[control.name], let placed = control.placed(at: value) else {
                preconditionFailure("\(control.name) has no value at the start that it can have")
            }
            return placed
        }
    }
}
