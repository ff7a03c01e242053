internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// Refuses an address that writes or computes faster than a person could: a bucket of requests for each, that
/// fills up at a steady rate.
struct RequestRate: RouterMiddleware {
    typealias Context = WorkbenchContext
    private let buckets: Buckets

    init(_ limits: ServerLimits) {
        buckets = Buckets(rate: limits.writes.perSecond, size: limits.writes.atOnce)
    }

    func handle(
        _ request: Request, context: WorkbenchContext,
        next: (Request, WorkbenchContext) async throws -> Response
    ) async throws -> Response {
        if request.writes, !buckets.take(context.address, at: .now) {
            throw Refusal(
                .tooManyRequests, "too many requests; wait a second",
                headers: [.retryAfter: "1"])
        }
        return try await next(request, context)
    }
}

/// What each address may still ask for.
final class Buckets: Sendable {
    private struct Bucket {
        var level: Double
        var time: ContinuousClock.Instant
    }

    private let rate: Double
    private let size: Double
    private let buckets = Mutex<[String: Bucket]>([:])
    /// Full buckets are as good as none: with so many addresses they are forgotten, once a second at most.
    private let maximumCount: Int
    private let pruned = Mutex<ContinuousClock.Instant?>(nil)
    /// The bucket that all addresses share for which there is no more room.
    private static let others = ""

    init(rate: Double, size: Double, maximumCount: Int = 10_000) {
        (self.rate, self.size, self.maximumCount) = (rate, size, maximumCount)
    }

    /// Whether one more request of the address is within its rate.
    func take(_ address: String, at time: ContinuousClock.Instant) -> Bool {
        buckets.withLock { buckets in
            if buckets.count >= maximumCount, mayPrune(at: time) {
                buckets = buckets.filter { level(of: $0.value, at: time) < size }
            }
            let isKnown = buckets[address] != nil || buckets.count < maximumCount
            let address = isKnown ? address : Self.others
            var bucket = buckets[address] ?? Bucket(level: size, time: time)
            bucket = Bucket(level: level(of: bucket, at: time), time: time)
            let isWithin = bucket.level >= 1
            if isWithin { bucket.level -= 1 }
            buckets[address] = bucket
            return isWithin
        }
    }

    private func mayPrune(at time: ContinuousClock.Instant) -> Bool {
        pruned.withLock { last in
            if let last, last.duration(to: time) < .seconds(1) { return false }
            last = time
            return true
        }
    }

    private func level(of bucket: Bucket, at time: ContinuousClock.Instant) -> Double {
        min(size, bucket.level + rate * (bucket.time.duration(to: time) / .seconds(1)))
    }
}
