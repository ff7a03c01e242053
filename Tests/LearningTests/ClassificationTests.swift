import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Questions of yes and no")
struct ClassificationTests {
    @Test("metrics of six answers by hand, two of them equal")
    func metrics() {
        let metrics = ClassificationMetrics(
            probabilities: [0.9, 0.8, 0.6, 0.6, 0.3, 0.1, .nan],
            truths: [1, 0, 1, 0, 1, 0, 1])
        #expect(metrics.count == 6 && metrics.positives == 3)
        #expect(abs(metrics.accuracy - 0.5) < 1e-12)
        // Found: 4, right: 2.
        #expect(abs(metrics.f1 - 4.0 / 7) < 1e-12)
        // Of nine pairs (yes, no): 0.9 beats three; 0.6 beats 0.1 and ties 0.6; 0.3 beats 0.1.
        #expect(abs(metrics.areaUnderCurve - (3 + 1.5 + 1) / 9) < 1e-12)
        let right = [0.9, 0.2, 0.6, 0.4, 0.3, 0.9]
        #expect(abs(metrics.logLoss + right.map { log($0) }.reduce(0, +) / 6) < 1e-12)
        let none = ClassificationMetrics(probabilities: [0.2, 0.4], truths: [0, 0])
        #expect(none.areaUnderCurve.isNaN && none.f1 == 0 && none.accuracy == 1)
    }

    @Test("a target asks of a label, whatever its own name")
    func target() {
        let record = CrystalRecord(
            id: "x", crystal: SampleCrystals.rockSalt, labels: ["gap": 0.5, "Tc": 12],
            source: Source(file: "made"))
        func value(_ label: String, _ question: Classification) -> Double? {
            Target(name: "q", label: label, classification: question).value(of: record)
        }
        #expect(value("gap", .atMost(0)) == 0 && value("gap", .atMost(0.5)) == 1)
        #expect(value("Tc", .above(10)) == 1 && value("Tc", .above(12)) == 0)
        #expect(value("other", .above(10)) == nil)
        #expect(Target(name: "a", label: "Tc").value(of: record) == 12)
        #expect(Target(name: "a", label: "Tc").unit == "K")
    }

    @Test("a target is written and read with what it has, and older ones as before")
    func coding() throws {
        let target = Target(name: "hot", label: "Tc", classification: .above(10), weight: 2)
        let text = try CardJSON.text(of: target)
        #expect(
            text == #"{"classification":{"above":10},"label":"Tc","name":"hot","#
                + #""transform":"identity","unit":"","weight":2}"#)
        #expect(try CardJSON.value(Target.self, from: text) == target)
        let old = #"{"name":"K","transform":"log10","unit":"GPa"}"#
        #expect(try CardJSON.text(of: CardJSON.value(Target.self, from: old)) == old)
        #expect(try CardJSON.value(Target.self, from: #"{"name":"K"}"#).unit == "GPa")
    }

    @Test("numbers and questions have one loss, in which missing labels count for nothing")
    func loss() {
        let targets = [
            Target(name: "a"), Target(name: "b", label: "a", classification: .above(0), weight: 3),
        ]
        let loss = MultitaskLoss(targets, numbers: .meanSquaredError)
        let outputs = Tensor([1, 0.5, 2, -1, 4, 3], shape: [3, 2])
        let value = loss(outputs, [0, 1, .nan, 0, 1, .nan]).item
        // (1 + 9 + 3 (ln(1 + e^−½) + ln(1 + e^−1))) / (1 + 1 + 3 + 3)
        let expected = (10 + 3 * (log(1 + exp(-0.5)) + log(1 + exp(-1)))) / 8
        #expect(abs(Double(value) - expected) < 1e-6)
        #expect(loss(outputs, [Float](repeating: .nan, count: 6)).item == 0)
        let check = GradientCheck(at: [outputs]) { loss($0[0], [0, 1, .nan, 0, 1, .nan]) }
        #expect(check.error < 3e-3 && check.largest > 0.1)
        // Of one kind, it is that kind's, to the bit.
        let plain = MultitaskLoss([targets[0], targets[0]], numbers: .meanAbsoluteError)
        let truths: [Float] = [0, 1, .nan, 0, 1, 2]
        #expect(plain(outputs, truths).item == Loss.meanAbsoluteError(outputs, truths).item)
    }

    @Test("a network learns a number and a question side by side, some labels missing")
    func training() throws {
        var network = CGCNN.Configuration()
        (network.width, network.hiddenWidth, network.convolutions) = (16, 16, 2)
        network.outputs = 2
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batchSize) = (40, 8)
        configuration.split = .init(validation: 0.1, test: 0.3)
        let records = TrainingTests.records.enumerated().map { k, record in
            var record = record
            record.labels["z"] = k.isMultiple(of: 4) ? nil : record.labels["y"]
            return record
        }
        let targets = [
            Target(name: "y", transform: .log10),
            Target(name: "large", label: "z", classification: .above(400)),
        ]
        var training = EnsembleTraining(
            dataset: Dataset(records, targets: targets, rule: network.rule),
            network: .crystalGraph(network),
            configuration: configuration)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        var plan = TrainingPlan()
        (plan.targets, plan.training) = (targets, configuration)
        plan.network = .crystalGraph(network)
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        let classes = try #require(card.metrics[1].classes)
        #expect(classes.count > 0 && classes.count < card.metrics[0].learned.count)
        #expect(card.metrics[0].classes == nil && !card.metrics[0].parity.isEmpty)
        let train = training.answers(training.split.train).means.map { $0[1] }
        let truths = training.split.train.map { training.dataset.rows[$0].targets[1] }
        let learned = ClassificationMetrics(probabilities: train, truths: truths)
        #expect(learned.positives > 10 && learned.positives < learned.count - 10, "control")
        #expect(learned.areaUnderCurve > 0.95, "\(learned)")
        #expect(train.allSatisfy { $0 > 0 && $0 < 1 })
    }
}
