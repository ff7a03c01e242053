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
    /// Full buckets are as good as none: with more addresses than this they are forgotten.
    private static let maximumCount = 10_000

    init(rate: Double, size: Double) { (self.rate, self.size) = (rate, size) }

    /// Whether one more request of the address is within its rate.
    func take(_ address: String, at time: ContinuousClock.Instant) -> Bool {
        buckets.withLock { buckets in
            if buckets.count > Self.maximumCount {
                buckets = buckets.filter { level(of: $0.value, at: time) < size }
            }
            var bucket = buckets[address] ?? Bucket(level: size, time: time)
            bucket = Bucket(level: level(of: bucket, at: time), time: time)
            let isWithin = bucket.level >= 1
            if isWithin { bucket.level -= 1 }
            buckets[address] = bucket
            return isWithin
        }
    }

    private func level(of bucket: Bucket, at time: ContinuousClock.Instant) -> Double {
        min(size, bucket.level + rate * (bucket.time.duration(to: time) / .seconds(1)))
    }
}
