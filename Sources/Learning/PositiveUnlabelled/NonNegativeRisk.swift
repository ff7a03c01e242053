public import Tensors

/// The risk of a classifier from positives and unlabelled rows alone, kept from going below what it can be
/// (Kiryo, Niu, du Plessis & Sugiyama, NIPS 2017):
///
///     R = π R_p⁺ + max(0, r),  r = R_u⁻ − π R_p⁻
///
/// R_p⁺ and R_p⁻ are the mean losses of the positives as positive and as negative, R_u⁻ of the unlabelled as
/// negative. Where r of a batch falls below −β, training goes back along γ r instead of down the risk.
public struct NonNegativeRisk: Hashable, Sendable, Codable {
    /// π, the share of positives among the unlabelled.
    public var prior: Double
    public var surrogate: Surrogate
    /// How far r may fall below 0.
    public var beta: Double
    /// Length of a step back, over that of a step down.
    public var gamma: Double

    /// The loss ℓ(z) of a logit with the right sign; of the wrong sign it is ℓ(−z).
    public enum Surrogate: String, Hashable, Sendable, NamedChoice {
        /// σ(−z), bounded, as published.
        case sigmoid
        /// log(1 + e⁻ᶻ).
        case logistic
    }

    public init(
        prior: Double, surrogate: Surrogate = .sigmoid, beta: Double = 0, gamma: Double = 1
    ) {
        precondition(prior > 0 && prior < 1, "a class prior of \(prior)")
        precondition(beta >= 0 && (0...1).contains(gamma), "beta \(beta), gamma \(gamma)")
        (self.prior, self.surrogate, self.beta, self.gamma) = (prior, surrogate, beta, gamma)
    }

    /// R of logits, a scalar; labels are 1 (positive), 0 (unlabelled) or NaN (counts for nothing).
    public func callAsFunction(_ logits: Tensor, _ labels: [Float]) -> Tensor {
        let (positive, negative) = parts(logits, labels)
        return positive + negative.relu()
    }

    /// The scalar down whose gradient training goes: R with r unclamped, or −γ r where r < −β.
    public func objective(_ logits: Tensor, _ labels: [Float]) -> Tensor {
        let (positive, negative) = parts(logits, labels)
        guard negative.item < Float(-beta) else { return positive + negative }
        return negative * Float(-gamma)
    }

    /// π R_p⁺ and r.
    private func parts(_ logits: Tensor, _ labels: [Float]) -> (Tensor, Tensor) {
        precondition(
            logits.count == labels.count, "\(logits.count) logits for \(labels.count) labels")
        let positives = Self.share(of: labels.map { $0 == 1 })
        let unlabelled = Self.share(of: labels.map { $0 == 0 })
        let asPositive = loss(logits * -1)
        let asNegative = loss(logits)
        let prior = Float(prior)
        let weights = zip(unlabelled, positives).map { $0 - prior * $1 }
        return (
            (asPositive * Tensor(positives.map { $0 * prior }, shape: logits.shape)).sum(),
            (asNegative * Tensor(weights, shape: logits.shape)).sum()
        )
    }

    /// ℓ(−x).
    private func loss(_ x: Tensor) -> Tensor {
        switch surrogate {
        case .sigmoid: x.sigmoid()
        case .logistic: x.softplus()
        }
    }

    /// 1/n for the n chosen, 0 for the others.
    private static func share(of chosen: [Bool]) -> [Float] {
        let count = chosen.reduce(0) { $0 + ($1 ? 1 : 0) }
        return chosen.map { $0 ? 1 / Float(count) : 0 }
    }
}
