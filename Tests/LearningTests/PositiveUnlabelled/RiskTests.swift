import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Non-negative risk and class prior")
struct RiskTests {
    @Test("the risk by hand, and clamped at nothing where the unlabelled part falls below")
    func byHand() {
        let labels: [Float] = [1, 1, 0, 0, .nan]
        func sigma(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        let risk = NonNegativeRisk(prior: 0.4)
        let z: [Double] = [2, -1, 0.5, 1.5, 100]
        let positive = 0.4 * (sigma(-2) + sigma(1)) / 2
        let rest = (sigma(0.5) + sigma(1.5)) / 2 - 0.4 * (sigma(2) + sigma(-1)) / 2
        #expect(rest > 0)
        let value = risk(Tensor(z.map(Float.init), shape: [5, 1]), labels).item
        #expect(abs(Double(value) - (positive + rest)) < 1e-6)
        // Unlabelled rows called negative for sure, positives positive: r < 0.
        let low = Tensor([3, 3, -9, -9, 0], shape: [5, 1])
        let clamped = Double(risk(low, labels).item)
        #expect(abs(clamped - 0.4 * sigma(-3)) < 1e-6)
        #expect(abs(Double(risk.objective(low, labels).item) - (0.4 * sigma(3) - sigma(-9))) < 1e-6)
    }

    @Test("gradients of the risk, down it and back", arguments: NonNegativeRisk.Surrogate.allCases)
    func gradients(_ surrogate: NonNegativeRisk.Surrogate) {
        let labels: [Float] = [1, 0, .nan, 0, 1, 0]
        let risk = NonNegativeRisk(prior: 0.3, surrogate: surrogate, gamma: 0.5)
        let above = LossAndLayerTests.random([6, 1], seed: 5)
        let below = Tensor([2, -4, 0, -5, 3, -4], shape: [6, 1])
        for (logits, isBelow) in [(above, false), (below, true)] {
            let unclamped = risk.objective(logits, labels).item
            #expect((unclamped == risk(logits, labels).item) == !isBelow)
            for function in [risk.callAsFunction, risk.objective] {
                let check = GradientCheck(at: [logits], step: 0.003) { function($0[0], labels) }
                #expect(check.largest > 0.005)
                #expect(check.error < 3e-3)
            }
        }
    }

    @Test("two Gaussians: one network on the non-negative risk comes within 0.02 of the oracle")
    func oracle() throws {
        let data = BaggingTests.data
        var configuration = TwoGaussians.learner
        configuration.risk = NonNegativeRisk(prior: 0.3)
        (configuration.epochs, configuration.batchSize) = (60, 200)
        let learner = PerceptronLearner(data.features, configuration: configuration)
        let bag = Bag(
            number: 0, positives: data.labelled, negatives: data.unlabelled, outOfBag: [], seed: 1)
        let classifier = try learner.classifier(taught: bag)
        let scores = learner.probabilities(by: classifier, of: data.unlabelled)
        let byRow = Dictionary(uniqueKeysWithValues: zip(data.unlabelled, scores))
        #expect(abs(data.area { byRow[$0] ?? .nan } - data.oracleArea) < 0.02)
        // With π given the threshold is that of the truth: few errors at one half.
        let errors = zip(data.unlabelled, scores).filter {
            data.isTrulyPositive[$0] != ($1 > 0.5)
        }.count
        // Φ with both thresholds right errs on 14.1 % of rows at this distance and share.
        #expect(Double(errors) / Double(scores.count) < 0.19)
    }

    @Test("the share of positives is found from scores within 0.06", arguments: [0.1, 0.3, 0.6])
    func prior(_ truth: Double) {
        let data = TwoGaussians(
            labelled: 4000, unlabelled: 8000, prior: truth, distance: 4, seed: 41)
        let (labelled, unlabelled) = (data.labelled, data.unlabelled)
        let estimate = ClassPrior(
            positives: labelled.map { data.oracle[$0] },
            unlabelled: unlabelled.map { data.oracle[$0] })
        let drawn =
            Double(unlabelled.filter { data.isTrulyPositive[$0] }.count) / Double(unlabelled.count)
        #expect(abs(drawn - truth) < 0.02)
        #expect(abs(estimate.value - drawn) < 0.06)
    }

    @Test("scores that tell nothing allow every unlabelled row to be positive")
    func priorWithoutSignal() {
        let scores = (0..<1000).map { Double($0 * 7919 % 1000) }
        #expect(ClassPrior(positives: scores, unlabelled: scores).value > 0.9)
        let equal = [Double](repeating: 0.5, count: 30)
        #expect(ClassPrior(positives: equal, unlabelled: equal).value == 1)
    }
}
