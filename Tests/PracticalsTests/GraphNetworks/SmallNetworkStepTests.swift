import Foundation
import Testing

@testable import Practicals

@Suite("Practical 2: networks that learn while one looks on")
struct SmallNetworkStepTests {
    private static let short =
        #"{"crystals": 240, "epochs": 20}"#

    @Test func aSmallNetworkLearnsTheDensityOfMadeCrystals() throws {
        let outcome = try StepOutcome("train", Self.short)
        let epochs = outcome.all("epoch")
        #expect(epochs.count == 20)
        let (first, last) = (epochs[0], try outcome.only("end"))
        let fit = try #require(last.number("validationR2"))
        #expect(fit > 0.8, "R² \(fit)")
        #expect((first.number("validationR2") ?? 1) < fit - 0.1, "it must have learned something")
        let data = try outcome.only("data")
        let counts = (data.number("train"), data.number("validation"))
        #expect((counts.0 ?? 0) + (counts.1 ?? 0) == 240)
        #expect((first.members["validation"] as? [[Double]])?.count == counts.1.map { Int($0) })
        // Progress comes between the epochs, and the last of it is the epoch's end.
        #expect(outcome.all("progress").count > 20 * 10)
    }

    /// But for how often one hears that something takes its time, which depends on the time.
    private func frames(_ settings: String, _ more: String = "") throws -> [String] {
        try StepOutcome("train", "{\(settings)\(more)}").texts
            .filter { !$0.contains(#""stage":"crystals""#) }
    }

    @Test func theSameSeedGivesTheSameFramesAndAnotherDoesNot() throws {
        let settings = #""crystals": 60, "epochs": 2, "width": "16", "convolutions": 1"#
        let frames = try frames(settings)
        #expect(frames.count == 2 * 3 + 4, "three batches an epoch, and what stands around them")
        #expect(try self.frames(settings) == frames)
        #expect(try self.frames(settings, ", \"seed\": 2") != frames)
        let parity = try #require(frames.last { $0.contains(#""kind":"epoch""#) })
        #expect(parity.utf8.count < 20_000)
    }

    @Test func whoeverLooksAwayEndsTheTraining() throws {
        let step = try #require(Practical.graphNetworks.step("train"))
        var frames = 0
        #expect(throws: CancellationError.self) {
            try step.run(Data(Self.short.utf8)) { frame in
                frames += 1
                if String(decoding: frame, as: UTF8.self).contains(#""kind":"epoch""#) {
                    throw CancellationError()
                }
            }
        }
        #expect((10..<80).contains(frames), "\(frames) frames: one epoch, not twenty")
    }

    @Test func atomsBecomeAlikeWithDepth() throws {
        let outcome = try StepOutcome(
            "depth", #"{"deepest": 4, "crystals": 60, "epochs": 2}"#)
        let depths = outcome.all("depth")
        #expect(depths.map { $0.number("depth") } == [1, 2, 3, 4])
        for (depth, frame) in depths.enumerated() {
            #expect(frame.numbers("different").count == depth + 2)
            #expect(frame.numbers("different").allSatisfy { (-1...1.0001).contains($0) })
        }
        let deepest = depths[3].numbers("different")
        #expect(deepest[4] > deepest[0], "\(deepest)")
        let shipped = try outcome.only("shipped").numbers("different")
        #expect(shipped.count == 5 && shipped[4] > shipped[0], "\(shipped)")
    }

    @Test func aNetworkThatInheritsErrsLessThanOneThatBeginsWithChance() throws {
        let outcome = try StepOutcome("transfer", #"{"most": "50", "epochs": 6}"#)
        let points = outcome.all("point")
        #expect(points.map { $0.number("labels") } == [25, 25, 50, 50])
        func error(_ way: String) throws -> Double {
            let point = points.last { $0.text("way") == way }
            return try #require(point?.number("error"))
        }
        let (scratch, transfer) = (try error("scratch"), try error("transfer"))
        #expect(transfer < scratch && transfer > 0, "\(transfer) against \(scratch)")
        let tested = try #require(try outcome.only("data").number("validation"))
        #expect(tested >= 50)
    }
}
