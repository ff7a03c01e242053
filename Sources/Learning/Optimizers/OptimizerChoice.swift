/// An optimiser by its name in a plan.
public enum OptimizerChoice: String, Hashable, Sendable, NamedChoice {
    case adamW = "adamw"
    /// With momentum 0.9, and weight decay added to the gradient. CGCNN was published with it, and with
    /// a weight decay of 0.
    case sgd
    /// With weight decay added to the gradient, as of the two below.
    case adam
    case adagrad
    case adadelta

    public func optimizer(weightDecay: Float = 0) -> any Optimizer {
        switch self {
        case .adamW: AdamW(weightDecay: weightDecay)
        case .sgd: SGD(weightDecay: weightDecay)
        case .adam: Adam(weightDecay: weightDecay)
        case .adagrad: Adagrad(weightDecay: weightDecay)
        case .adadelta: Adadelta(weightDecay: weightDecay)
        }
    }
}
