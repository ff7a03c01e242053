public import Tensors

/// Batch normalisation: y = γ (x − μ)/√(σ² + ε) + β for each feature (Ioffe & Szegedy 2015).
///
/// In training μ and σ² are those of the batch, and running averages of them are kept for inference,
/// with the variance corrected by n/(n − 1), as PyTorch does.
public struct BatchNorm: Layer {
    /// γ and β, [features].
    public var gain: Tensor
    public var offset: Tensor
    /// Running averages, [features].
    public var mean: Tensor
    public var variance: Tensor

    public static let epsilon: Float = 1e-5
    /// Share of the newest batch in the running averages.
    static let momentum: Float = 0.1

    public init(features: Int) {
        (gain, offset) = (.ones([features]), .zeros([features]))
        (mean, variance) = (.zeros([features]), .ones([features]))
    }

    /// γ and β for an operation that normalises by itself.
    var normalization: GatedConvolution.Normalization {
        GatedConvolution.Normalization(gain: gain, offset: offset, epsilon: Self.epsilon)
    }

    /// The running averages as statistics.
    var running: BatchStatistics {
        BatchStatistics(mean: mean.scalars, variance: variance.scalars, weight: 1)
    }

    /// Moves the running averages towards a batch's statistics.
    mutating func observe(_ batch: BatchStatistics) {
        let correction = batch.weight > 1 ? batch.weight / (batch.weight - 1) : 1
        let share = Self.momentum
        mean.update { values in
            for c in values.indices { values[c] += share * (batch.mean[c] - values[c]) }
        }
        variance.update { values in
            for c in values.indices {
                values[c] += share * (batch.variance[c] * correction - values[c])
            }
        }
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        body(join(path, "gain"), .trainable, &gain)
        body(join(path, "offset"), .trainable, &offset)
        body(join(path, "mean"), .statistic, &mean)
        body(join(path, "variance"), .statistic, &variance)
    }
}
