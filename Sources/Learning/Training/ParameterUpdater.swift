internal import Tensors

/// An optimiser with the state of every parameter of a model.
struct ParameterUpdater: Sendable {
    private let optimizer: any Optimizer
    /// Of parameters that do not decay.
    private let steady: any Optimizer
    /// [parameters]
    private let decays: [Bool]
    /// [parameters][states][scalars]
    private(set) var state: [[[Float]]]
    private(set) var step = 0
    /// [parameters] steps that each has made: one that stood still begins its averages when it moves.
    private var steps: [Int]

    /// - Parameter onlyMatricesDecay: whether gains and offsets are spared weight decay, which would pull
    ///   the gains of normalised layers from 1 to 0.
    init(
        _ configuration: TrainingConfiguration, parameters: [Tensor],
        onlyMatricesDecay: Bool = false
    ) {
        optimizer = configuration.optimizer.optimizer(weightDecay: Float(configuration.weightDecay))
        steady = configuration.optimizer.optimizer()
        decays = parameters.map { !onlyMatricesDecay || $0.shape.count > 1 }
        steps = parameters.map { _ in 0 }
        let count = type(of: optimizer).stateCount
        state = parameters.map { parameter in
            [[Float]](repeating: [Float](repeating: 0, count: parameter.count), count: count)
        }
    }

    /// One step of every parameter.
    ///
    /// - Parameter shares: [parameters] of the rate; one of 0 stands still, and keeps its state. nil for
    ///   the whole rate for all.
    mutating func update(
        _ parameters: [Tensor], gradients: [Tensor], rate: Double, shares: [Double]? = nil
    ) -> [Tensor] {
        step += 1
        let (optimizer, steady, decays) = (optimizer, steady, decays)
        if let shares {
            for k in steps.indices where shares[k] > 0 { steps[k] += 1 }
        } else {
            for k in steps.indices { steps[k] += 1 }
        }
        let (steps, old) = (steps, state)
        // A parameter is its own affair: which thread moves it makes no difference.
        let moved = Workers.map(parameters.count) { k in
            var (parameter, itsState) = (parameters[k].detached, old[k])
            let share = shares?[k] ?? 1
            guard share > 0 else { return (parameter, itsState) }
            parameter.update { values in
                (decays[k] ? optimizer : steady).update(
                    &values, gradient: gradients[k].scalars, state: &itsState,
                    rate: Float(rate * share), step: steps[k])
            }
            return (parameter, itsState)
        }
        state = moved.map(\.1)
        return moved.map(\.0)
    }

    /// The state as tensors `optimizer.<parameter>.<state>`, and the steps of each parameter, whole numbers
    /// up to 2²⁴.
    var namedTensors: [(name: String, tensor: Tensor)] {
        let states = state.indices.flatMap { k in
            state[k].indices.map { s in ("optimizer.\(k).\(s)", Tensor(state[k][s])) }
        }
        return states + [(Self.stepsName, Tensor(steps.map(Float.init)))]
    }

    private static let stepsName = "optimizer.steps"

    mutating func load(from file: SafeTensors, step: Int) throws {
        self.step = step
        // States of earlier versions have none: all parameters moved.
        let all = try file[Self.stepsName].map { tensor in
            try tensor.scalars.map { scalar in
                guard let steps = Int(exactly: scalar), steps >= 0 else {
                    throw CheckpointError.notFinite(Self.stepsName)
                }
                return steps
            }
        }
        steps = all ?? steps.map { _ in step }
        guard steps.count == state.count else {
            throw CheckpointError.shape(
                Self.stepsName, expected: [state.count], found: [steps.count])
        }
        for k in state.indices {
            for s in state[k].indices {
                let name = "optimizer.\(k).\(s)"
                guard let tensor = file[name] else { throw CheckpointError.missing(name) }
                guard tensor.count == state[k][s].count else {
                    throw CheckpointError.shape(
                        name, expected: [state[k][s].count], found: tensor.shape)
                }
                guard tensor.scalars.allSatisfy(\.isFinite) else {
                    throw CheckpointError.notFinite(name)
                }
                state[k][s] = tensor.scalars
            }
        }
    }
}
