internal import Foundation

/// Numbers of counts with a given mean, distributed as Poisson's.
public enum CountingNoise {
    /// Exact for every mean: uniform numbers are multiplied until they fall below e^−λ (Knuth, *The Art of
    /// Computer Programming* 2, § 3.4.1), for λ up to 16 at a time, since a sum of Poisson numbers is one.
    ///
    /// - Parameter mean: not negative.
    public static func counts(
        mean: Double, using generator: inout some RandomNumberGenerator
    ) -> Int {
        precondition(mean >= 0 && mean.isFinite, "a mean of \(mean) counts")
        var (left, counts) = (mean, 0)
        while left > 0 {
            let part = min(left, 16)
            let limit = exp(-part)
            var product = 1.0
            while true {
                product *= Double.random(in: 0..<1, using: &generator)
                if product <= limit { break }
                counts += 1
            }
            left -= part
        }
        return counts
    }
}
