public import Tensors

/// A network on its way down a loss, with the state of its optimiser.
public struct GradientDescent<Network: Layer>: Sendable {
    public private(set) var network: Network
    private let optimizer: any Optimizer
    /// [parameters][states][scalars]
    private var state: [[[Float]]]
    /// Steps that were made.
    public private(set) var steps = 0

    public init(_ network: Network, _ optimizer: any Optimizer) {
        (self.network, self.optimizer) = (network, optimizer)
        let count = type(of: optimizer).stateCount
        state = network.parameters.map { parameter in
            [[Float]](repeating: [Float](repeating: 0, count: parameter.count), count: count)
        }
    }

    /// One step.
    ///
    /// - Parameter loss: computes what is to become less with a network whose parameters are recorded; the
    ///   running statistics that it leaves are kept.
    /// - Returns: the loss before the step, and the gradient of each parameter.
    @discardableResult
    public mutating func step(
        rate: Double, _ loss: (inout Network) -> Tensor
    ) -> (loss: Float, gradients: [Tensor]) {
        let tape = Tape()
        var recorded = network.watched(by: tape)
        let value = loss(&recorded)
        let gradients = tape.gradients(of: value, for: recorded.recordedParameters())
        steps += 1
        var parameters = network.parameters
        for k in parameters.indices {
            parameters[k].update { values in
                optimizer.update(
                    &values, gradient: gradients[k].scalars, state: &state[k], rate: Float(rate),
                    step: steps)
            }
        }
        network.replace(.trainable, with: parameters)
        network.replace(.statistic, with: recorded.tensors(.statistic).map(\.1))
        return (value.item, gradients)
    }
}
