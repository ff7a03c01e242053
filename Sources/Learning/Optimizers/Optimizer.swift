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
    func checkSizes(_ parameter: [Float], _ gradient: [Float], _ state: [[Float]]) {
        precondition(
            gradient.count == parameter.count && state.count == Self.stateCount
                && state.allSatisfy { $0.count == parameter.count },
            "\(parameter.count) parameters, \(gradient.count) slopes, states of "
                + "\(state.map(\.count))")
    }
}

/// g + λ θ: the gradient of a loss to which ½ λ θ² was added.
func decayed(_ gradient: [Float], _ parameter: [Float], _ decay: Float) -> [Float] {
    decay == 0 ? gradient : zip(gradient, parameter).map { $0 + decay * $1 }
}

/// The array itself, not a copy: what is left behind is empty.
func take(_ array: inout [Float]) -> [Float] {
    var taken: [Float] = []
    swap(&taken, &array)
    return taken
}

/// x^n for a positive integer n, in Double: βᵗ after 10⁵ steps must not lose its digits.
func power(_ x: Float, _ n: Int) -> Float {
    var (result, factor, exponent) = (1.0, Double(x), n)
    while exponent > 0 {
        if exponent & 1 == 1 { result *= factor }
        factor *= factor
        exponent >>= 1
    }
    return Float(result)
}
