/// What several seeds gave: their mean, and how far it is to be trusted.
public struct RepeatedMeasure: Hashable, Sendable {
    public var count: Int
    /// NaN of none.
    public var mean: Double
    /// Of the mean: s/√n with the sample's s; NaN for fewer than two.
    public var standardError: Double

    /// Values that are not finite are left out.
    public init(_ values: [Double]) {
        let known = values.filter(\.isFinite)
        let n = Double(known.count)
        let mean = known.reduce(0, +) / n
        let sum = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        (count, self.mean) = (known.count, mean)
        standardError = known.count > 1 ? (sum / (n - 1) / n).squareRoot() : .nan
    }
}
