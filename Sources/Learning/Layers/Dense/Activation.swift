public import Tensors

/// What makes a network more than one matrix: a function of every number by itself.
public enum Activation: String, Hashable, Sendable, NamedChoice {
    /// x: for networks that are to be linear.
    case identity
    /// 1/(1 + e⁻ˣ); its derivative σ(1 − σ) is at most ¼, so that a gradient shrinks through each layer.
    case sigmoid
    /// Derivative 1 − tanh².
    case tanh
    /// max(x, 0); derivative 1 or 0.
    case relu
    /// x, or x/100 below zero.
    case leakyReLU
    /// ln(1 + eˣ); derivative σ.
    case softplus

    public func callAsFunction(_ x: Tensor) -> Tensor {
        switch self {
        case .identity: x
        case .sigmoid: x.sigmoid()
        case .tanh: x.tanh()
        case .relu: x.relu()
        case .leakyReLU: x.leakyReLU()
        case .softplus: x.softplus()
        }
    }
}
