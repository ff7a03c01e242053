import Foundation
import Testing

@testable import Practicals

@Suite("Practical 1: learning")
struct LearningStepTests {
    @Test("a polynomial through points of a polynomial is that polynomial, of any degree")
    func polynomialFit() {
        let x = (0..<20).map { -1 + 0.1 * Double($0) }
        let y = x.map { 1 - 2 * $0 + 3 * $0 * $0 * $0 }
        for degree in [3, 8, 15] {
            let fit = PolynomialFit(degree: degree, x: x, y: y)
            for place in [-0.95, 0.03, 0.77] {
                let truth = 1 - 2 * place + 3 * place * place * place
                #expect(abs(fit(place) - truth) < 1e-9, "degree \(degree)")
            }
        }
        // Least squares by hand: the mean of two points at one place.
        let mean = PolynomialFit(degree: 0, x: [0, 0, 0.5], y: [1, 2, 6])
        #expect(abs(mean(0.3) - 3) < 1e-12)
    }

    @Test("the training error falls with every degree; the validation error falls, then rises")
    func overfitting() throws {
        let frame = try last(OverfittingStep.self)
        let sweep = frame.sweep
        #expect(zip(sweep.training, sweep.training.dropFirst()).allSatisfy { $0 >= $1 - 1e-9 })
        #expect((3...9).contains(frame.best))
        let best = try #require(sweep.validation.min())
        #expect(best < 0.35 && sweep.validation[1] > 1.5 * best && sweep.validation[15] > 2 * best)
        #expect(sweep.training[15] < 0.2)
        #expect(frame.foldErrors.count == 4 && frame.foldCurves.count == 4)
        let sizes = (0..<4).map { fold in frame.points.count { $0.fold == fold } }
        #expect(sizes.allSatisfy { $0 == 7 || $0 == 8 })
    }

    @Test("a network of one unit is too small for the cosine, and more units fit it")
    func networkWidth() throws {
        let sweep = try last(OverfittingStep.self) { $0.model = "network" }.sweep
        #expect(sweep.complexity.first == 1 && sweep.complexity.last == 15)
        #expect(sweep.training[0] > 1.3 * (sweep.training.last ?? 1))
    }

    @Test("slopes of the surfaces are those of their heights, and the least points are least")
    func surfaces() {
        for surface in Surface.allCases {
            for (x, y) in [(-1.3, 0.4), (0.7, -1.1)] {
                let h = 1e-5
                let across = (surface.height(x + h, y) - surface.height(x - h, y)) / (2 * h)
                let along = (surface.height(x, y + h) - surface.height(x, y - h)) / (2 * h)
                let slope = surface.slope(x, y)
                #expect(abs(slope[0] - across) < 1e-6 && abs(slope[1] - along) < 1e-6)
            }
            for point in surface.least {
                let slope = surface.slope(point[0], point[1])
                #expect(abs(slope[0]) < 1e-4 && abs(slope[1]) < 1e-4, "\(surface)")
                #expect(
                    surface.height(point[0], point[1]) < surface.height(point[0] + 0.1, point[1]))
            }
        }
    }

    @Test(
        "in a narrow valley momentum and Adam are lower than plain descent; Adam's first step is its rate"
    )
    func race() throws {
        let frame = try last(OptimizerRaceStep.self)
        let paths = Dictionary(uniqueKeysWithValues: frame.paths.map { ($0.name, $0) })
        #expect(paths.count == 5)
        let end = paths.mapValues { $0.heights.last ?? .infinity }
        let plain = try #require(end["gradient-descent"])
        #expect((end["momentum"] ?? 1) < plain && (end["adam"] ?? 1) < plain)
        let adam = try #require(paths["adam"]).points
        #expect(abs(abs(adam[1][0] - adam[0][0]) - 0.1) < 1e-4)
        // Too large a rate: plain descent leaves the picture.
        let fast = try last(OptimizerRaceStep.self) { $0.rate = 10 }
        #expect(fast.paths[0].points.count < 30)
    }

    @Test("training two spirals, Adam is ahead of plain descent")
    func training() throws {
        let frame = try last(OptimizerTrainingStep.self)
        let runs = Dictionary(uniqueKeysWithValues: frame.runs.map { ($0.name, $0) })
        #expect(runs.count == 5 && frame.runs.allSatisfy { $0.lossCurve.count == 40 })
        let (adam, plain) = (try #require(runs["adam"]), try #require(runs["gradient-descent"]))
        #expect((adam.accuracyCurve.last ?? 0) > 0.95)
        #expect((adam.lossCurve.last ?? 1) < 0.5 * (plain.lossCurve.last ?? 0))
    }

    @Test("a falling rate ends lower than a constant one")
    func schedules() throws {
        for name in ["cosine", "linear", "exponential"] {
            let frame = try last(ScheduleStep.self) { ($0.schedule, $0.learningRate) = (name, 0.3) }
            let (falling, constant) = (frame.lossCurve, frame.constantCurve)
            #expect((falling.last ?? 1) < (constant.suffix(5).max() ?? 0), "\(name)")
            #expect(frame.rateCurve.y.first == 0.3 && (frame.rateCurve.y.last ?? 1) < 0.02)
        }
        // The text's η₀·exp(−3T/Tₛ), half-way and at the end.
        let falling = try last(ScheduleStep.self) {
            ($0.schedule, $0.learningRate, $0.scale) = ("exponential", 0.3, 0.5)
        }.rateCurve
        #expect(abs(falling.y[60] - 0.3 * exp(-3)) < 1e-9 && falling.x[60] == 20)
        #expect(abs((falling.y.last ?? 1) - 0.3 * exp(-6)) < 1e-9)
        let same = try last(ScheduleStep.self) { $0.schedule = "constant" }
        #expect(same.lossCurve == same.constantCurve)
    }

    @Test("the noise of a batch is what theory says, and falls as one over the root of its size")
    func noise() throws {
        let frame = try last(BatchSizeStep.self) { $0.epochs = 2 }
        let noise = frame.noise
        #expect(noise.batch == [1, 2, 4, 8, 16, 32, 64, 128, 256])
        for (measured, expected) in zip(noise.measured, noise.expected) {
            #expect(abs(measured - expected) <= 0.35 * expected + 1e-9)
        }
        #expect(abs(noise.expected[0] / noise.expected[2] - 2) < 0.05)
        // At half of all examples 1/√B is smaller by √2, as none is drawn twice.
        let half = noise.measured[0] / 128.0.squareRoot() / noise.measured[7]
        #expect(abs(half - 2.0.squareRoot()) < 0.2)
        #expect(noise.measured[8] < 1e-6 && noise.measured[0] > 1)
        #expect(frame.stepsPerEpoch == 16 && frame.step == 32)
    }

    @Test("an epoch of small batches learns more than one of large ones")
    func batchSize() throws {
        let small = try last(BatchSizeStep.self) { $0.batchSize = 8 }
        let large = try last(BatchSizeStep.self) { $0.batchSize = 256 }
        #expect((small.epochCurve.last ?? 1) < (large.epochCurve.last ?? 0) - 0.05)
    }

    @Test(
        "ten sigmoids leave nothing of the gradient, and relus that start as He has it leave it all"
    )
    func vanishing() throws {
        let sigmoid = try last(VanishingGradientStep.self) { $0.trains = false }
        #expect(sigmoid.ratio < 1e-3 && sigmoid.ratio > 0)
        #expect(sigmoid.norms.allSatisfy { $0.gradient.count == 11 && $0.spread.count == 11 })
        let relu = try last(VanishingGradientStep.self) {
            ($0.activation, $0.start, $0.trains, $0.width) = ("relu", "he", false, 32)
        }
        #expect(relu.ratio > 0.1, "\(relu.ratio)")
        // ReLU's line after Xavier lies lower as a whole.
        func slopes(_ start: String) throws -> [Double] {
            try last(VanishingGradientStep.self) { ($0.start, $0.trains) = (start, false) }
                .norms.first { $0.activation == "relu" }?.gradient ?? []
        }
        let (he, xavier) = (try slopes("he"), try slopes("xavier"))
        #expect((xavier.max() ?? 1) < 0.5 * (he.min() ?? 0), "\(he) \(xavier)")
        let shallow = try last(VanishingGradientStep.self) { ($0.depth, $0.trains) = (2, false) }
        #expect(shallow.ratio > 100 * sigmoid.ratio)
    }
}
