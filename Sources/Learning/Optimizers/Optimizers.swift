internal import Tensors

/// How a parameter moves along its gradient: per-parameter state and a pure step.
///
/// Owed by every optimiser: a step depends only on its arguments, and a parameter with zero
/// gradient and zero state moves only by weight decay.
public protocol Optimizer: Sendable {
    /// Number of state tensors of the parameter's own shape.
    static var stateCount: Int { get }

    /// - Parameters:
    ///   - step: 1 for the first.
    ///   - state: as many arrays as ``stateCount``, zeros at the start.
    func update(
        _ parameter: inout [Float], gradient: [Float], state: inout [[Float]], rate: Float,
        step: Int)
}

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
        for i in parameter.indices {
            let g = gradient[i] + weightDecay * parameter[i]
            state[0][i] = momentum * state[0][i] + g
            parameter[i] -= rate * state[0][i]
        }
    }
}

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
        let correction1 = 1 - power(beta1, step)
        let correction2 = (1 - power(beta2, step)).squareRoot()
        for i in parameter.indices {
            let g = gradient[i]
            state[0][i] += (1 - beta1) * (g - state[0][i])
            state[1][i] += (1 - beta2) * (g * g - state[1][i])
            let deviation = state[1][i].squareRoot() / correction2 + epsilon
            parameter[i] -= rate * weightDecay * parameter[i]
            parameter[i] -= rate / correction1 * state[0][i] / deviation
        }
    }
}

/// x^n for a positive integer n, in Double: βᵗ after 10⁵ steps must not lose its digits.
private func power(_ x: Float, _ n: Int) -> Float {
    var (result, factor, exponent) = (1.0, Double(x), n)
    while exponent > 0 {
        if exponent & 1 == 1 { result *= factor }
        factor *= factor
        exponent >>= 1
    }
    return Float(result)
}
