/// How far predictions are from the truth, on one scale.
public struct RegressionMetrics: Hashable, Sendable, Codable {
    /// Rows counted: those with a finite truth and prediction.
    public var count: Int
    /// Mean |ŷ − y|.
    public var meanAbsoluteError: Double
    /// √ mean (ŷ − y)².
    public var rootMeanSquareError: Double
    /// 1 − Σ(ŷ − y)²/Σ(y − ȳ)²; NaN for fewer than two rows or equal truths.
    public var r2: Double

    public init(predictions: [Double], truths: [Double]) {
        let pairs = zip(predictions, truths).filter { $0.isFinite && $1.isFinite }
        let n = Double(pairs.count)
        let mean = pairs.reduce(0) { $0 + $1.1 } / n
        let residual = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let spread = pairs.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) }
        count = pairs.count
        meanAbsoluteError = pairs.reduce(0) { $0 + abs($1.0 - $1.1) } / n
        rootMeanSquareError = (residual / n).squareRoot()
        r2 = pairs.count > 1 && spread > 0 ? 1 - residual / spread : .nan
    }
}
