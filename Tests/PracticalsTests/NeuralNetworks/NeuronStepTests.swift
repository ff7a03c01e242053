import Foundation
import Testing

@testable import Practicals

@Suite("Practical 1: neurons")
struct NeuronStepTests {
    @Test("a perceptron solves AND and OR, and of XOR always has a quarter wrong")
    func perceptron() throws {
        for task in ["and", "or"] {
            let frame = try last(PerceptronStep.self) { $0.task = task }
            #expect(frame.errors == 0 && frame.loss < 0.3)
        }
        let all = frames(PerceptronStep.self) { ($0.task, $0.steps) = ("xor", 500) }
        #expect(all.count > 20 && all.allSatisfy { $0.errors >= 1 })
        #expect(abs((all.last?.loss ?? 0) - 0.6931) < 1e-2)
    }

    @Test(
        "cross-entropy is least where the boundary parts the clouds, and its gradient points there")
    func crossEntropy() throws {
        let right = try last(CrossEntropyStep.self) { ($0.angle, $0.offset) = (22, 0) }
        let wrong = try last(CrossEntropyStep.self) { ($0.angle, $0.offset) = (-158, 0) }
        #expect(right.accuracy > 0.9 && wrong.accuracy < 0.1)
        #expect(right.loss < 0.3 && wrong.loss > 2)
        let least = try #require(
            right.offsetCurve.y.indices.min {
                right.offsetCurve.y[$0] < right.offsetCurve.y[$1]
            })
        #expect(abs(right.offsetCurve.x[least]) < 0.4)
        // Far away the loss has a slope, and the squared error hardly any.
        func slope(_ curve: Curve) -> Double { abs(curve.y[1] - curve.y[0]) / 0.1 }
        #expect(slope(right.offsetCurve) > 1 && slope(right.squaredCurve) < 1e-2)
        // By the difference quotient of the curve: ∂L/∂c = −k ∂L/∂b.
        let moved = try last(CrossEntropyStep.self) { ($0.angle, $0.offset) = (22, 0.05) }
        let before = try last(CrossEntropyStep.self) { ($0.angle, $0.offset) = (22, -0.05) }
        let quotient = Double(moved.loss - before.loss) / 0.1
        #expect(abs(quotient + 3 * Double(right.gradient[2])) < 0.01)
        let mean = right.points.reduce(0) { $0 + $1.loss } / Float(right.points.count)
        #expect(abs(mean - right.loss) < 1e-4)
    }

    @Test("a hidden layer solves XOR, a circle and a spiral; one unit does not")
    func hiddenLayer() throws {
        #expect(try last(HiddenLayerStep.self).errors == 0)
        #expect(try last(HiddenLayerStep.self) { $0.units = 1 }.errors >= 1)
        let circle = try last(HiddenLayerStep.self) { ($0.task, $0.units) = ("circle", 6) }
        #expect(circle.count == 160 && circle.errors <= 3)
        #expect(circle.lines.count == 6 && circle.hidden.count == 4)
        let spiral = try last(HiddenLayerStep.self) {
            ($0.task, $0.units, $0.steps) = ("spiral", 16, 2000)
        }
        #expect(spiral.errors <= 20)
        let two = try last(HiddenLayerStep.self) { ($0.task, $0.units) = ("spiral", 2) }
        let five = try last(HiddenLayerStep.self) { ($0.task, $0.units) = ("spiral", 5) }
        #expect(two.errors > 20 && five.errors == 0 && five.count == 200)
    }

    @Test("the error of a curve falls with the number of units")
    func approximation() throws {
        let frame = try last(ApproximationStep.self)
        let errors = Dictionary(
            uniqueKeysWithValues: zip(frame.errorByUnits.x, frame.errorByUnits.y))
        let (one, four, sixteen) = (
            try #require(errors[1]), try #require(errors[4]), try #require(errors[16])
        )
        #expect(one > 0.3 && four < one * 0.7 && sixteen < four * 0.5 && sixteen < 0.05)
        // A jump by 32 continuous units is still no jump.
        let jump = try last(ApproximationStep.self) {
            ($0.target, $0.units, $0.compares, $0.activation) = ("step", 32, false, "relu")
        }
        #expect(jump.error > 0.01 && jump.errorByUnits.x == [32])
    }
}
