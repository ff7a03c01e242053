public import Tensors

/// The loss of a network with several targets, numbers and questions side by side:
///
///     Σ_c Σ_k w_k m_ck ℓ_k(ŷ_ck, y_ck) / Σ_c Σ_k w_k m_ck
///
/// over crystals c and targets k, where m is 0 for a label that is missing and 1 otherwise. Whoever
/// has one label of many still teaches the layers that all targets share.
public struct MultitaskLoss: Sendable {
    /// [targets]
    let losses: [Loss]
    let weights: [Float]
    /// Of a question whose labels are 1 for yes and 0 for unknown; nil where 0 is no.
    let risk: NonNegativeRisk?

    /// - Parameters:
    ///   - loss: of the numbers; questions have ``Loss/binaryCrossEntropy``.
    ///   - risk: in the place of the cross-entropy; only with one target.
    public init(_ targets: [Target], numbers loss: Loss, risk: NonNegativeRisk? = nil) {
        precondition(risk == nil || targets.count == 1, "a risk of \(targets.count) targets")
        self.risk = risk
        losses = targets.map { $0.classification == nil ? loss : .binaryCrossEntropy }
        weights = targets.map { Float($0.weight ?? 1) }
    }

    /// - Parameters:
    ///   - outputs: [crystals, targets]
    ///   - targets: [crystals, targets] on the network's scale; NaN where there is no label.
    /// - Returns: a scalar; 0 if there is no label at all.
    public func callAsFunction(_ outputs: Tensor, _ targets: [Float]) -> Tensor {
        precondition(
            outputs.columns == losses.count && outputs.count == targets.count,
            "outputs \(outputs.shape) for \(losses.count) losses and \(targets.count) targets")
        if let risk { return risk.objective(outputs, targets) }
        if let only = losses.first, losses.allSatisfy({ $0 == only }),
            weights.allSatisfy({ $0 == 1 })
        {
            return only(outputs, targets)
        }
        let shares = shares(targets)
        let parts = losses.indices.map { k in
            let column = stride(from: k, to: targets.count, by: losses.count)
            return losses[k].summed(
                outputs.columns(k..<(k + 1)), column.map { targets[$0] },
                weights: column.map { shares[$0] })
        }
        return parts.dropFirst().reduce(parts[0]) { $0 + $1 }
    }

    /// [crystals, targets] w m, over their sum.
    private func shares(_ targets: [Float]) -> [Float] {
        let counted = targets.enumerated().map { place, target in
            target.isNaN ? 0 : weights[place % weights.count]
        }
        let total = counted.reduce(0, +)
        return total > 0 ? counted.map { $0 / total } : counted
    }
}
