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

extension Optimizer {
    /// The loops run over pointers, which look at no index twice.
    fileprivate func checkSizes(_ parameter: [Float], _ gradient: [Float], _ state: [[Float]]) {
        precondition(
            gradient.count == parameter.count && state.count == Self.stateCount
                && state.allSatisfy { $0.count == parameter.count },
            "\(parameter.count) parameters, \(gradient.count) slopes, states of "
                + "\(state.map(\.count))")
    }
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

/// The array itself, not a copy: what is left behind is empty.
private func take(_ array: inout [Float]) -> [Float] {
    var taken: [Float] = []
    swap(&taken, &array)
    return taken
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
