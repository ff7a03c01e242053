internal import Tensors

/// An optimiser with the state of every parameter of a model.
struct ParameterUpdater: Sendable {
    private let optimizer: any Optimizer
    /// [parameters][states][scalars]
    private(set) var state: [[[Float]]]
    private(set) var step = 0

    init(_ configuration: TrainingConfiguration, parameters: [Tensor]) {
        let decay = Float(configuration.weightDecay)
        optimizer =
            switch configuration.optimizer {
            case .adamW: AdamW(weightDecay: decay)
            case .sgd: SGD(weightDecay: decay)
            }
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
        let (optimizer, step, old) = (optimizer, step, state)
        // A parameter is its own affair: which thread moves it makes no difference.
        let moved = Workers.map(parameters.count) { k in
            var (parameter, itsState) = (parameters[k].detached, old[k])
            let share = shares?[k] ?? 1
            guard share > 0 else { return (parameter, itsState) }
            parameter.update { values in
                optimizer.update(
                    &values, gradient: gradients[k].scalars, state: &itsState,
                    rate: Float(rate * share), step: step)
            }
            return (parameter, itsState)
        }
        state = moved.map(\.1)
        return moved.map(\.0)
    }

    /// The state as tensors `optimizer.<parameter>.<state>`.
    var namedTensors: [(name: String, tensor: Tensor)] {
        state.indices.flatMap { k in
            state[k].indices.map { s in ("optimizer.\(k).\(s)", Tensor(state[k][s])) }
        }
    }

    mutating func load(from file: SafeTensors, step: Int) throws {
        self.step = step
        for k in state.indices {
            for s in state[k].indices {
                let name = "optimizer.\(k).\(s)"
                guard let tensor = file[name] else { throw CheckpointError.missing(name) }
                guard tensor.count == state[k][s].count else {
                    throw CheckpointError.shape(
                        name, expected: [state[k][s].count], found: tensor.shape)
                }
                state[k][s] = tensor.scalars
            }
        }
    }
}
