internal import Crystals
public import Tensors

/// The directions in which data vary most, and what of the data lies in their subspace (Pearson 1901).
public struct PrincipalComponents: Sendable {
    /// [features]
    public let mean: [Float]
    /// [components, features]: orthonormal, of falling variance.
    public let directions: Tensor

    /// By subspace iteration on the covariance, with a few directions more than wanted so that the last
    /// wanted converges too.
    ///
    /// - Parameters:
    ///   - data: [rows, features]
    ///   - components: at most as many as features.
    public init(_ data: Tensor, components: Int, iterations: Int = 100) {
        precondition(
            data.shape.count == 2 && components > 0 && components <= data.columns,
            "\(components) components of data \(data.shape)")
        let mean = data.statistics(weights: [Float](repeating: 1, count: data.rows)).mean
        let centered = data.addingToRows(Tensor(mean.map { -$0 }))
        let transposed = Self.transpose(centered)
        var generator = SplitMix64(seed: 1)
        var basis = Self.orthonormal(
            .normal(
                [min(data.columns, components + 4), data.columns], deviation: 1,
                using: &generator))
        for _ in 0..<iterations {
            // Rows of the basis times XᵀX.
            let scores = basis.timesTransposed(centered)
            basis = Self.orthonormal(scores.timesTransposed(transposed))
        }
        let sorted = Self.byVariance(basis, centered)
        (self.mean, directions) = (mean, sorted.rows(0..<components))
    }

    /// Coordinates in the subspace, [rows, components].
    public func scores(_ data: Tensor) -> Tensor {
        data.addingToRows(Tensor(mean.map { -$0 })).timesTransposed(directions)
    }

    /// The nearest points of the subspace, [rows, features].
    public func reconstruction(_ data: Tensor) -> Tensor {
        scores(data).times(directions).addingToRows(Tensor(mean))
    }

    private static func transpose(_ x: Tensor) -> Tensor {
        let (rows, columns) = (x.rows, x.columns)
        var values = [Float](repeating: 0, count: x.count)
        for r in 0..<rows {
            for c in 0..<columns { values[c * rows + r] = x.scalars[r * columns + c] }
        }
        return Tensor(values, shape: [columns, rows])
    }

    /// Gram–Schmidt on the rows, twice, in double precision.
    private static func orthonormal(_ x: Tensor) -> Tensor {
        let width = x.columns
        var rows = (0..<x.rows).map { r in
            x.scalars[(r * width)..<((r + 1) * width)].map(Double.init)
        }
        for r in rows.indices {
            for _ in 0..<2 {
                for other in 0..<r {
                    let share = zip(rows[r], rows[other]).reduce(0) { $0 + $1.0 * $1.1 }
                    for c in 0..<width { rows[r][c] -= share * rows[other][c] }
                }
                let length = rows[r].reduce(0) { $0 + $1 * $1 }.squareRoot()
                if length > 0 { for c in 0..<width { rows[r][c] /= length } }
            }
        }
        return Tensor(rows.flatMap { $0.map(Float.init) }, shape: x.shape)
    }

    private static func byVariance(_ basis: Tensor, _ centered: Tensor) -> Tensor {
        let scores = centered.timesTransposed(basis)
        let ones = [Float](repeating: 1, count: scores.rows)
        let variance = scores.statistics(weights: ones).variance
        let order = variance.indices.sorted { variance[$0] > variance[$1] }
        return basis.gatheringRows(order.map(Int32.init))
    }
}
