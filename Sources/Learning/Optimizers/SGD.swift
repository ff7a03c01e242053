/// Stochastic gradient descent with momentum: v ← μ v + g + λ θ; θ ← θ − η v (as PyTorch).
public struct SGD: Optimizer {
    public static let stateCount = 1
    public var momentum: Float
    public var weightDecay: Float

    public init(momentum: Float = 0.9, weightDecay: Float = 0) {
        (self.momentum, self.weightDecay) = (momentum, weightDecay)
    }

    public func update(
        _ parameter: inout [Float], gradient: [Float], state: inout [[Float]], rate: Float,
        step: Int
    ) {
        checkSizes(parameter, gradient, state)
        let (momentum, weightDecay) = (momentum, weightDecay)
        var velocity = take(&state[0])
        velocity.withUnsafeMutableBufferPointer { v in
            parameter.withUnsafeMutableBufferPointer { x in
                for (i, slope) in gradient.enumerated() {
                    let g = slope + weightDecay * x[i]
                    v[i] = momentum * v[i] + g
                    x[i] -= rate * v[i]
                }
            }
        }
        state[0] = velocity
    }
}
