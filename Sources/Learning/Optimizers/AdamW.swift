/// Adam with decoupled weight decay (Loshchilov & Hutter 2019):
///
///     m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²
///     θ ← θ − η λ θ − η m̂ / (√v̂ + ε),  m̂ = m/(1 − β₁ᵗ),  v̂ = v/(1 − β₂ᵗ)
public struct AdamW: Optimizer {
    public static let stateCount = 2
    public var beta1: Float = 0.9
    public var beta2: Float = 0.999
    public var epsilon: Float = 1e-8
    public var weightDecay: Float

    public init(weightDecay: Float = 0.01) { self.weightDecay = weightDecay }

    public func update(
        _ parameter: inout [Float], gradient: [Float], state: inout [[Float]], rate: Float,
        step: Int
    ) {
        checkSizes(parameter, gradient, state)
        let correction1 = 1 - power(beta1, step)
        let correction2 = (1 - power(beta2, step)).squareRoot()
        let (share1, share2) = (1 - beta1, 1 - beta2)
        let (epsilon, decay, step) = (epsilon, rate * weightDecay, rate / correction1)
        var (means, squares) = (take(&state[0]), take(&state[1]))
        means.withUnsafeMutableBufferPointer { m in
            squares.withUnsafeMutableBufferPointer { v in
                parameter.withUnsafeMutableBufferPointer { x in
                    for (i, g) in gradient.enumerated() {
                        m[i] += share1 * (g - m[i])
                        v[i] += share2 * (g * g - v[i])
                        let deviation = v[i].squareRoot() / correction2 + epsilon
                        x[i] -= decay * x[i]
                        x[i] -= step * m[i] / deviation
                    }
                }
            }
        }
        (state[0], state[1]) = (means, squares)
    }
}
