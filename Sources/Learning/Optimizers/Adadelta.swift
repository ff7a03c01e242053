/// Adadelta (Zeiler 2012): a step has the units of its parameter, from the sizes of the steps before; the
/// rate η is a factor, 1 in the paper.
///
///     g ← g + λ θ,  v ← ρ v + (1 − ρ) g²,  δ = g √(u + ε)/√(v + ε),  u ← ρ u + (1 − ρ) δ²,  θ ← θ − η δ
public struct Adadelta: Optimizer {
    public static let stateCount = 2
    public var decay: Float = 0.95
    public var epsilon: Float = 1e-6
    public var weightDecay: Float

    public init(weightDecay: Float = 0) { self.weightDecay = weightDecay }

    public func update(
        _ parameter: inout [Float], gradient: [Float], state: inout [[Float]], rate: Float,
        step: Int
    ) {
        checkSizes(parameter, gradient, state)
        let gradient = decayed(gradient, parameter, weightDecay)
        let (decay, share, epsilon) = (decay, 1 - decay, epsilon)
        var (squares, steps) = (take(&state[0]), take(&state[1]))
        squares.withUnsafeMutableBufferPointer { v in
            steps.withUnsafeMutableBufferPointer { u in
                parameter.withUnsafeMutableBufferPointer { x in
                    for (i, g) in gradient.enumerated() {
                        v[i] = decay * v[i] + share * g * g
                        let step = g * (u[i] + epsilon).squareRoot() / (v[i] + epsilon).squareRoot()
                        u[i] = decay * u[i] + share * step * step
                        x[i] -= rate * step
                    }
                }
            }
        }
        (state[0], state[1]) = (squares, steps)
    }
}
