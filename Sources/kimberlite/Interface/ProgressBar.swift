internal import Foundation

/// Progress on standard error: a bar that redraws itself on a terminal, a line every few seconds
/// elsewhere, every second where a supervisor reads it. Safe to advance from several threads.
final class ProgressBar: @unchecked Sendable {
    private let title: String
    private let unit: String
    private let total: Int?
    private let isQuiet: Bool
    private let isTerminal = Console.isErrorTerminal
    private let start = ContinuousClock.now
    private let lock = NSLock()
    private var done = 0
    /// Where a resumed run began: what was done before took none of this run's time.
    private var base = 0
    private var detail = ""
    private var drawn: ContinuousClock.Instant?
    private var width = 0

    /// - Parameters:
    ///   - total: nil where the number is not known, as with a stream.
    ///   - unit: What is counted, in the plural: "crystals".
    init(_ title: String, total: Int? = nil, unit: String, isQuiet: Bool = false) {
        (self.title, self.total, self.unit, self.isQuiet) = (title, total, unit, isQuiet)
    }

    /// Counts `count` more; `detail` ("loss 0.031") stands at the end of the line.
    func advance(by count: Int = 1, detail: String? = nil) {
        lock.withLock {
            done += count
            if let detail { self.detail = detail }
            redraw(isLast: false)
        }
    }

    /// Says the count directly, as when a resumed run starts in the middle.
    func advance(to count: Int, detail: String? = nil) {
        lock.withLock {
            done = count
            if let detail { self.detail = detail }
            redraw(isLast: false)
        }
    }

    /// Begins at `count`, which an earlier run did.
    func resume(at count: Int) { lock.withLock { (done, base) = (count, count) } }

    /// Goes on at `count`: what lies between was done before, and took none of this run's time.
    func skip(to count: Int) {
        lock.withLock {
            base += count - done
            done = count
        }
    }

    /// The last state stays on the screen. Call it before printing anything else.
    func finish() { lock.withLock { redraw(isLast: true) } }

    private func redraw(isLast: Bool) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        let interval: Duration =
            isTerminal ? .milliseconds(100) : Interruption.isSupervised ? .seconds(1) : .seconds(5)
        // A short job in a log needs its last line only.
        if !isLast, now - (drawn ?? (isTerminal ? start - interval : start)) < interval { return }
        drawn = now
        let text = line(elapsed: (now - start) / .seconds(1), isLast: isLast)
        guard isTerminal else { return Console.note(text) }
        let padding = String(repeating: " ", count: max(0, width - text.count))
        width = text.count
        Console.draw("\r" + text + padding + (isLast ? "\n" : ""))
    }

    private func line(elapsed: Double, isLast: Bool) -> String {
        let rate = Double(done - base) / max(elapsed, 1e-9)
        var parts = [title]
        if let total {
            if isTerminal { parts.append(Self.bar(done, of: total)) }
            parts.append("\(done)/\(total) \(unit)")
        } else {
            parts.append("\(done) \(unit)")
        }
        parts.append("\(Self.rounded(rate))/s")
        if isLast {
            parts.append("in \(Self.time(elapsed))")
        } else if let total, done > base {
            parts.append("\(Self.time(Double(total - done) / rate)) left")
        }
        return (parts + (detail.isEmpty ? [] : [detail])).joined(separator: "  ")
    }

    private static func bar(_ done: Int, of total: Int) -> String {
        let cells = 24
        let full = min(cells, done * cells / max(total, 1))
        return String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
    }

    private static func rounded(_ rate: Double) -> String {
        String(format: rate < 10 ? "%.1f" : "%.0f", rate)
    }

    /// "42 s", "3:07", "2:03:04".
    static func time(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e8).rounded())
        if whole < 60 { return "\(whole) s" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        let rest = String(format: "%02d", whole % 60)
        return hours > 0
            ? "\(hours):\(String(format: "%02d", minutes)):\(rest)" : "\(minutes):\(rest)"
    }
}
