import Crystals
import Foundation
import Learning
import Physics
@testable import Practicals
import Tensors
import Testing

@Suite("Pictures of plane lattices, learned")
struct LatticeImageTests {
    /// The lecture's network with its ten classes: five lattices by both kinds of picture.
    ///
    /// - Returns: share of held-out pictures whose class is found, of diffraction patterns and of micrographs,
    ///   and the seconds that learning took.
    static func accuracy(perClass: Int, epochs: Int) -> (Double, Double, seconds: Double) {
        var set = LatticeImageSet()
        set.pictures = LatticeImageKind.allCases
        set.perClass = perClass
        let clock = ContinuousClock()
        let start = clock.now
        let data = set.data(seed: 1)
        var generator = SplitMix64(seed: 1)
        var configuration = ImageTraining.Configuration()
        (configuration.epochs, configuration.batchSize) = (epochs, 32)
        var training = ImageTraining(.small(using: &generator), data, configuration)
        while !training.isFinished { _ = training.step() }
        let end = clock.now
        set.perClass = 400
        let held = set.data(seed: 2)
        let rows = Array(0..<held.count)
        let (patterns, micrographs) = (
            held.accuracy(of: training.network, rows: rows.filter { held.labels[$0] < 5 }),
            held.accuracy(of: training.network, rows: rows.filter { held.labels[$0] >= 5 })
        )
        return (patterns, micrographs, (end - start) / .seconds(1))
    }

    @Test("the 2,255-parameter network tells held-out diffraction patterns and micrographs")
    func smallNetwork() {
        let (patterns, micrographs, seconds) = Self.accuracy(perClass: 600, epochs: 10)
        #expect(patterns >= 0.97 && micrographs >= 0.95, "\(patterns), \(micrographs)")
        #expect(seconds < 60)
    }

    @Test(
        "with enough pictures it reaches 97 % of held-out diffraction patterns in under a minute",
        .enabled(
            if: ProcessInfo.processInfo.environment["KIMBERLITE_FULL_TRAINING"] != nil,
            "KIMBERLITE_FULL_TRAINING is not set"))
    func fullSize() {
        let (patterns, _, seconds) = Self.accuracy(perClass: 3000, epochs: 20)
        #expect(patterns >= 0.97 && seconds < 60)
    }

    @Test("LeNet-5 learns them too")
    func leNet5() {
        var set = LatticeImageSet()
        set.perClass = 300
        var generator = SplitMix64(seed: 1)
        var configuration = ImageTraining.Configuration()
        (configuration.epochs, configuration.learningRate, configuration.batchSize) = (
            12, 0.004, 32
        )
        let data = set.data(seed: 1, outputs: 10)
        var training = ImageTraining(
            .leNet5(using: &generator), data.standardized(by: data.brightness), configuration)
        set.perClass = 60
        let held = set.data(seed: 2, outputs: 10).standardized(by: data.brightness)
        #expect(held.accuracy(of: training.network) < 0.4, "control")
        while !training.isFinished { _ = training.step() }
        let accuracy = held.accuracy(of: training.network)
        #expect(accuracy > 0.85, "\(accuracy)")
    }

    @Test("the same seed gives the same pictures, another seed others; none of them is blank")
    func seeds() {
        var set = LatticeImageSet()
        (set.pictures, set.perClass) = (LatticeImageKind.allCases, 3)
        let (first, again, other) = (set.data(seed: 4), set.data(seed: 4), set.data(seed: 5))
        #expect(first.images.scalars == again.images.scalars && first.labels == again.labels)
        #expect(first.images.scalars != other.images.scalars)
        for row in 0..<first.count {
            let pixels = first.images.rows(row..<(row + 1)).scalars
            #expect(pixels.max() == 1 && (pixels.min() ?? 1) < 0.3)
        }
    }
}
