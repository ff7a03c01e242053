/// Mean and (biased) variance of every column of a batch.
public struct BatchStatistics: Sendable {
    /// [features]
    public var mean: [Float]
    /// [features], divided by the total weight.
    public var variance: [Float]
    /// Σ of the rows' weights.
    public var weight: Float

    public init(mean: [Float], variance: [Float], weight: Float) {
        (self.mean, self.variance, self.weight) = (mean, variance, weight)
    }

    /// (1/√(variance + ε)) for each feature.
    func inverseDeviation(epsilon: Float) -> [Float] {
        variance.map { 1 / ($0 + epsilon).squareRoot() }
    }
}

/// Zero where rounding has made a variance negative; NaN stays NaN, which `max` would turn into 0.
func notNegative(_ variance: Double) -> Double { variance < 0 ? 0 : variance }

extension Tensor {
    /// Column statistics with one weight for each row, in Double inside.
    public func statistics(weights: [Float]) -> BatchStatistics {
        let width = columns
        let total = weights.reduce(0.0) { $0 + Double($1) }
        var sums = [Double](repeating: 0, count: width)
        var squares = sums
        for r in 0..<rows {
            for c in 0..<width {
                let x = Double(scalars[r * width + c])
                sums[c] += Double(weights[r]) * x
                squares[c] += Double(weights[r]) * x * x
            }
        }
        let means = sums.map { $0 / total }
        let variances = zip(squares, means).map { notNegative($0 / total - $1 * $1) }
        return BatchStatistics(
            mean: means.map(Float.init), variance: variances.map(Float.init), weight: Float(total))
    }

    /// y = gain · (x − mean)/√(variance + ε) + offset with the batch's own statistics, through which
    /// the gradient flows too (Ioffe & Szegedy 2015). A row of weight w counts as w rows.
    public func batchNormalized(
        gain: Tensor, offset: Tensor, weights: [Float], epsilon: Float
    ) -> (Tensor, BatchStatistics) {
        let statistics = statistics(weights: weights)
        let inverse = statistics.inverseDeviation(epsilon: epsilon)
        let y = normalized(statistics.mean, inverse, gain.scalars, offset.scalars)
        let recorded = y.recorded(self, gain, offset) { gradient in
            self.batchNormalizedPullback(
                gradient, statistics: statistics, inverse: inverse, gain: gain, weights: weights)
        }
        return (recorded, statistics)
    }

    /// The same with given statistics: inference.
    public func normalized(
        with statistics: BatchStatistics, gain: Tensor, offset: Tensor, epsilon: Float
    ) -> Tensor {
        normalized(
            statistics.mean, statistics.inverseDeviation(epsilon: epsilon), gain.scalars,
            offset.scalars)
    }

    private func normalized(
        _ mean: [Float], _ inverse: [Float], _ gain: [Float], _ offset: [Float]
    ) -> Tensor {
        let width = columns
        var y = scalars
        for r in 0..<rows {
            for c in 0..<width {
                y[r * width + c] = (y[r * width + c] - mean[c]) * inverse[c] * gain[c] + offset[c]
            }
        }
        return Tensor(y, shape: shape)
    }

    /// dx = gain/σ · (dy − w/W (Σ dy + x̂ Σ dy x̂)); dgain = Σ dy x̂; doffset = Σ dy.
    private func batchNormalizedPullback(
        _ dy: Tensor, statistics: BatchStatistics, inverse: [Float], gain: Tensor, weights: [Float]
    ) -> [Tensor] {
        let (width, mean) = (columns, statistics.mean)
        var sums = [Double](repeating: 0, count: width)
        var products = sums
        for r in 0..<rows {
            for c in 0..<width {
                let g = Double(dy.scalars[r * width + c])
                sums[c] += g
                products[c] += g * Double((scalars[r * width + c] - mean[c]) * inverse[c])
            }
        }
        var dx = dy.scalars
        let (sum, product) = (sums.map(Float.init), products.map(Float.init))
        for r in 0..<rows {
            let share = weights[r] / statistics.weight
            for c in 0..<width {
                let x = (scalars[r * width + c] - mean[c]) * inverse[c]
                let through = share * (sum[c] + x * product[c])
                dx[r * width + c] = gain.scalars[c] * inverse[c] * (dx[r * width + c] - through)
            }
        }
        return [Tensor(dx, shape: shape), Tensor(product), Tensor(sum)]
    }
}
