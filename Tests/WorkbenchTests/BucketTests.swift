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

    @Test func addressesBeyondTheRoomShareOneBucket() {
        let buckets = Buckets(rate: 2, size: 3, maximumCount: 2)
        let start = ContinuousClock.now
        for address in ["a", "b"] { #expect(buckets.take(address, at: start)) }
        let more = ["c", "d", "e", "f"].map { buckets.take($0, at: start) }
        #expect(more == [true, true, true, false])
        #expect(buckets.take("a", at: start))
        // Full again, they are forgotten, and there is room.
        let later = (0..<3).map { _ in buckets.take("g", at: start + .seconds(9)) }
        #expect(later == [true, true, true])
    }
}
