/// Adagrad (Duchi, Hazan & Singer 2011): every parameter has a rate of its own, which falls with all
/// gradients that it has seen.
///
///     g ← g + λ θ,  G ← G + g²,  θ ← θ − η g / (√G + ε)
public struct Adagrad: Optimizer {
    public static let stateCount = 1
    public var epsilon: Float = 1e-10
    public var weightDecay: Float

    public init(weightDecay: Float = 0) { self.weightDecay = weightDecay }

    public func update(
        _ parameter: inout [Float], gradient: [Float], state: inout [[Float]], rate: Float,
        step: Int
    ) {
        checkSizes(parameter, gradient, state)
        let gradient = decayed(gradient, parameter, weightDecay)
        let epsilon = epsilon
        var squares = take(&state[0])
        squares.withUnsafeMutableBufferPointer { total in
            parameter.withUnsafeMutableBufferPointer { x in
                for (i, g) in gradient.enumerated() {
                    total[i] += g * g
                    x[i] -= rate * g / (total[i].squareRoot() + epsilon)
                }
            }
        }
        state[0] = squares
    }
}
