/// What a model says of one property of one crystal.
public struct PropertyEstimate: Hashable, Sendable {
    /// In the property's unit, or the probability of yes; NaN where there is none.
    public var value: Double
    /// The 90 % interval in the same unit; NaN where the model has no calibration.
    public var low: Double
    public var high: Double
    /// On the scale of learning: the mean of the members, their standard deviation about it, and the
    /// error to be expected (``UncertaintyScale``), NaN without a calibration.
    public var mean: Double
    public var spread: Double
    public var deviation: Double
    /// How far the crystal is from the model's training data, in units of what is usual
    /// (``Coverage``): above 1 it is far. NaN where the model does not say.
    public var remoteness = Double.nan

    /// Of a material about which a model cannot be asked.
    static let none = PropertyEstimate(
        value: .nan, low: .nan, high: .nan, mean: .nan, spread: .nan, deviation: .nan)

    /// Whether there is an interval.
    public var hasInterval: Bool { low.isFinite && high.isFinite }
}

extension PropertyEstimate {
    /// Of a predictor that says no more than a value.
    init(withoutBars value: Double) {
        self.value = value
        (low, high, deviation) = (.nan, .nan, .nan)
        (mean, spread) = (value, 0)
    }

    init(mean: Double, spread: Double, target: Target, scale: UncertaintyScale?) {
        (self.mean, self.spread) = (mean, spread)
        value = target.restored(mean)
        let half = scale?.halfWidth(spread: spread) ?? .nan
        (low, high) = (target.restored(mean - half), target.restored(mean + half))
        deviation = scale?.deviation(spread: spread) ?? .nan
    }
}
