import Testing

@testable import Workbench

@Suite struct BucketTests {
    @Test func anAddressMayAskForASteadyRateAndABurst() {
        let buckets = Buckets(rate: 2, size: 3)
        let start = ContinuousClock.now
        let burst = (0..<4).map { _ in buckets.take("a", at: start) }
        #expect(burst == [true, true, true, false])
        #expect(buckets.take("b", at: start))
        let later = (0..<2).map { _ in buckets.take("a", at: start + .milliseconds(500)) }
        #expect(later == [true, false])
    }
}
