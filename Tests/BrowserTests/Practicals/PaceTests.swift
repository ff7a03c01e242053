import Foundation
import Practicals
import Testing

/// A step answers, or shows how far it has come, within two seconds; here, where nothing else runs.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct PaceTests {
    private static let steps = Practical.all.flatMap { practical in
        practical.steps.map { "\(practical.id)/\($0.id)" }
    }
    /// How long a step is looked at; most have come to their end before.
    private static let sight = Duration.seconds(8)
    private static let patience = Duration.seconds(2)

    @Test(arguments: steps)
    func aStepIsNeverSilentForTwoSeconds(name: String) throws {
        let parts = name.split(separator: "/").map(String.init)
        let step = try #require(Practical.all.first { $0.id == parts[0] }?.step(parts[1]))
        let clock = ContinuousClock()
        let start = clock.now
        var (last, longest, frames) = (start, Duration.zero, 0)
        do {
            try step.run(Data()) { frame in
                let now = clock.now
                (longest, last, frames) = (max(longest, now - last), now, frames + 1)
                try #require(frame.count > 2)
                if now - start > Self.sight { throw CancellationError() }
            }
        } catch is CancellationError {}
        longest = max(longest, clock.now - last)
        #expect(frames > 0 && longest < Self.patience, "\(name): \(longest) without a frame")
    }
}
