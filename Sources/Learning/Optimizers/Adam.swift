/// Adam (Kingma & Ba 2015), with weight decay λ added to the gradient as PyTorch's `Adam` does:
///
///     g ← g + λ θ,  m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²
///     θ ← θ − η m̂ / (√v̂ + ε),  m̂ = m/(1 − β₁ᵗ),  v̂ = v/(1 − β₂ᵗ)
///
/// The first step is η against the sign of the gradient, whatever its size.
public struct Adam: Optimizer {
    public static let stateCount = 2
    public var beta1: Float = 0.9
    public var beta2: Float = 0.999
    public var epsilon: Float = 1e-8
    public var weightDecay: Float

    public init(weightDecay: Float = 0) { self.weightDecay = weightDecay }

    public func update(
        _ parameter: inout [Float], gradient: [Float], state: inout [[Float]], rate: Float,
        step: Int
    ) {
        checkSizes(parameter, gradient, state)
        // Without decay of its own AdamW is Adam.
        var steps = AdamW(weightDecay: 0)
        (steps.beta1, steps.beta2, steps.epsilon) = (beta1, beta2, epsilon)
        steps.update(
            &parameter, gradient: decayed(gradient, parameter, weightDecay), state: &state,
            rate: rate, step: step)
    }
}
