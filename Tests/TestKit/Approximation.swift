/// |a − b| ≤ absolute + relative · max(|a|, |b|); false if either is NaN.
public func isClose(
    _ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 0
) -> Bool {
    abs(a - b) <= absolute + relative * max(abs(a), abs(b))
}
