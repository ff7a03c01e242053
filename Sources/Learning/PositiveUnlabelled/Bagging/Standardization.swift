public import Tensors

/// Brings every feature to mean 0 and deviation 1 over some rows.
public struct Standardization: Hashable, Sendable, Codable {
    /// [features]
    public var means: [Float]
    /// [features]; 1 where a feature does not vary.
    public var deviations: [Float]
    /// Values beyond so many deviations are brought to it: one strange crystal must not lead a head.
    public static let limit: Float = 6

    /// - Parameter rows: those that may be learned from.
    public init(of features: Tensor, rows: [Int]) {
        precondition(!rows.isEmpty, "no rows to find a scale from")
        let width = features.columns
        var (sums, squares) = (
            [Double](repeating: 0, count: width), [Double](repeating: 0, count: width)
        )
        for row in rows {
            for c in 0..<width { sums[c] += Double(features.scalars[row * width + c]) }
        }
        let count = Double(rows.count)
        let means = sums.map { $0 / count }
        for row in rows {
            for c in 0..<width {
                let x = Double(features.scalars[row * width + c]) - means[c]
                squares[c] += x * x
            }
        }
        self.means = means.map(Float.init)
        deviations = squares.map { sum in
            let deviation = Float((sum / count).squareRoot())
            return deviation > 1e-6 ? deviation : 1
        }
    }

    public func callAsFunction(_ features: Tensor) -> Tensor {
        precondition(
            features.columns == means.count, "\(features.shape) of \(means.count) features")
        let width = means.count
        var result = features.detached
        result.update { values in
            for i in values.indices {
                let x = (values[i] - means[i % width]) / deviations[i % width]
                // NaN stays NaN.
                values[i] = x > Self.limit ? Self.limit : x < -Self.limit ? -Self.limit : x
            }
        }
        return result
    }
}
