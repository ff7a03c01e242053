internal import Crystals
public import Tensors

/// Sets each number to zero with a chance of `share` and stretches the rest by 1/(1 − share), so that
/// the mean stays (Srivastava et al. 2014). For training only: a layer that is given none is as it is in
/// inference.
public struct Dropout {
    /// 0..<1
    public let share: Double
    private var generator: SplitMix64

    public init(share: Double, seed: UInt64) {
        precondition((0..<1).contains(share), "a dropout of \(share)")
        (self.share, generator) = (share, SplitMix64(seed: seed))
    }

    /// `x` with other zeros at each call.
    public mutating func callAsFunction(_ x: Tensor) -> Tensor {
        guard share > 0 else { return x }
        let (limit, stretch) = (UInt32(share * 0x1p32), Float(1 / (1 - share)))
        var mask = [Float](repeating: 0, count: x.count)
        for i in stride(from: 0, to: mask.count, by: 2) {
            // Two numbers of 32 bits from one of 64.
            let bits = generator.next()
            if UInt32(truncatingIfNeeded: bits) >= limit { mask[i] = stretch }
            if i + 1 < mask.count, UInt32(truncatingIfNeeded: bits >> 32) >= limit {
                mask[i + 1] = stretch
            }
        }
        return x * Tensor(mask, shape: x.shape)
    }
}
