import Testing

@testable import Learning

@Suite("Errors over seeds")
struct RepeatedMeasureTests {
    @Test("mean and standard error are those of hand")
    func mean() {
        let measure = RepeatedMeasure([1, 2, 3, 6])
        // s² = (4 + 1 + 0 + 9) / 3
        #expect(measure.mean == 3 && measure.count == 4)
        #expect(abs(measure.standardError - (14.0 / 3 / 4).squareRoot()) < 1e-12)
    }

    @Test("what did not come to an end does not count, and one value has no error")
    func absent() {
        let measure = RepeatedMeasure([.nan, 5, .infinity])
        #expect(measure.mean == 5 && measure.count == 1 && measure.standardError.isNaN)
        #expect(RepeatedMeasure([]).mean.isNaN)
    }

    @Test("a ratio of pairs is that of hand, and what both share does not blur it")
    func ratio() {
        // R = 2/3; residuals ∓1/3; s = √(2/9 / 2) / 3
        let ratio = RatioOfMeans([1, 3], to: [2, 4])
        #expect(abs(ratio.value - 2.0 / 3) < 1e-12)
        #expect(abs(ratio.standardError - 1.0 / 9) < 1e-12)
        let x = [0.1, 0.4, 0.2, 0.9]
        let scaled = RatioOfMeans(x.map { $0 * 0.7 }, to: x)
        #expect(abs(scaled.value - 0.7) < 1e-12 && scaled.standardError < 1e-12)
        let crossed = RatioOfMeans(x.reversed().map { $0 * 0.7 }, to: x)
        #expect(crossed.standardError > 0.1, "control: the same values in other pairs")
    }

    @Test("a pair of which one is missing does not count")
    func missing() {
        let ratio = RatioOfMeans([1, .nan, 3, 50], to: [2, 8, 4, .nan])
        #expect(ratio == RatioOfMeans([1, 3], to: [2, 4]))
        #expect(RatioOfMeans([1], to: [2]).standardError.isNaN)
    }
}
