public import Tensors

/// What training makes small.
///
/// Targets and predictions are [crystals, outputs]; a NaN target is missing and counts for nothing.
public enum Loss: String, Sendable, NamedChoice {
    /// Mean of (ŷ − y)².
    case meanSquaredError = "mse"
    /// Mean of |ŷ − y|.
    case meanAbsoluteError = "mae"
    /// Mean of ln cosh of the difference, in steps of a tenth: |ŷ − y| where it is large, and smooth at 0.
    ///
    ///     β (2 softplus(x) − x),  x = (ŷ − y)/β,  β = 0.1;   less its least value, 2 β ln 2
    case logCosh = "log-cosh"
    /// Mean of max(z, 0) − z y + log(1 + e^−|z|): −[y ln σ(z) + (1 − y) ln(1 − σ(z))] of a logit z.
    case binaryCrossEntropy = "bce"

    /// - Returns: a scalar; 0 if every target is missing.
    public func callAsFunction(_ predictions: Tensor, _ targets: [Float]) -> Tensor {
        precondition(
            predictions.count == targets.count,
            "\(predictions.count) predictions for \(targets.count) targets")
        let present = targets.map { $0.isNaN ? Float(0) : 1 }
        let share = 1 / max(1, present.reduce(0, +))
        return summed(predictions, targets, weights: present.map { $0 * share })
    }

    /// Σ weights · loss over all elements; those without a target must weigh nothing.
    func summed(_ predictions: Tensor, _ targets: [Float], weights: [Float]) -> Tensor {
        let known = Tensor(targets.map { $0.isNaN ? 0 : $0 }, shape: predictions.shape)
        return (elementwise(predictions, known) * Tensor(weights, shape: predictions.shape)).sum()
    }

    private static let logCoshStep: Float = 0.1
    /// 2 β ln 2
    private static let logCoshLeast: Float = 0.138_629_44

    private func elementwise(_ x: Tensor, _ y: Tensor) -> Tensor {
        switch self {
        case .meanSquaredError:
            let difference = x - y
            return difference * difference
        case .meanAbsoluteError:
            return (x - y).magnitude()
        case .logCosh:
            let steps = (x - y) * (1 / Self.logCoshStep)
            return (steps.softplus() * 2 - steps) * Self.logCoshStep
                - Tensor(
                    [Float](repeating: Self.logCoshLeast, count: x.count), shape: x.shape)
        case .binaryCrossEntropy:
            // softplus(z) − z y is the same expression, and softplus is stable in both tails.
            return x.softplus() - x * y
        }
    }
}
