/// Decides when a run shows itself: so many times over its length, and whenever too long a time has passed.
struct Pacer {
    private let interval: Int
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant?

    /// Between two frames, at most; what the page promises its reader is a quarter of a second.
    private static let patience = Duration.milliseconds(150)

    /// - Parameter frames: wanted over all `steps`.
    init(steps: Int, frames: Int = 60) { interval = max(1, steps / max(1, frames)) }

    /// For a run whose frames are large: only by time.
    init() { interval = .max }

    mutating func isDue(_ step: Int) -> Bool {
        let now = clock.now
        let isLate = last.map { now - $0 > Self.patience } ?? true
        guard isLate || step % interval == 0 else { return false }
        last = now
        return true
    }
}
