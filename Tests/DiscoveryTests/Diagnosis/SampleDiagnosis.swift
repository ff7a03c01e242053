import Crystals
import Foundation
import TestKit

@testable import Discovery
@testable import Learning

/// A diagnosis of made-up predictions: a number with Laplace-distributed errors, and a question whose
/// probabilities are right.
enum SampleDiagnosis {
    static let targets = [
        Target(name: "K", transform: .log10),
        Target(name: "metal <x>", classification: .above(0)),
    ]

    /// That of a training that has not begun, on 60 crystals.
    static let card: ModelCard = {
        var plan = TrainingPlan()
        (plan.name, plan.targets) = ("sample", targets)
        var shape = CGCNN.Configuration()
        (shape.width, shape.hiddenWidth, shape.convolutions, shape.outputs) = (16, 16, 2, 2)
        (plan.network, plan.training.members) = (.crystalGraph(shape), 2)
        let dataset = Dataset(records, targets: targets, rule: shape.rule)
        var training = EnsembleTraining(
            dataset: dataset, network: plan.network, configuration: plan.training)
        training.finished = [training.current.network, training.current.network].map {
            .init(network: $0, history: [], epoch: 0)
        }
        var card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        card.calibration = Calibration(
            count: 199, scales: [UncertaintyScale(floor: 0.1, inflation: 1, quantile: 2.3), nil],
            scenarios: laplace(199, seed: 3).map { [$0, .nan] })
        return card
    }()

    private static let records: [CrystalRecord] = (0..<60).map { k in
        var record = SampleCrystals.ordered[k % 2]
        record.id = "x\(k)"
        record.labels["metal <x>"] = Double(k % 3) - 1
        return record
    }

    static func laplace(_ count: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let x = Double.random(in: -1..<1, using: &generator)
            return -log(1 - abs(x)) * (x < 0 ? -1 : 1)
        }
    }

    static let symbols = ["C", "N", "O", "Si", "Ti", "Fe", "W", "La", "U", "H", "Cs"]

    static func crystals(_ count: Int, side: Split.Part?, scale: Double) -> [DiagnosedCrystal] {
        var generator = SplitMix64(seed: UInt64(count))
        let residuals = laplace(count, seed: 9)
        return (0..<count).map { k in
            let truth = Double.random(in: 1...2.6, using: &generator)
            let p = Double.random(in: 0...1, using: &generator)
            let isYes = Double.random(in: 0...1, using: &generator) < p
            var record = SampleCrystals.ordered[k % 2]
            record.id = "\(side?.rawValue ?? "x")\(k)"
            var crystal = DiagnosedCrystal(
                record, side: side, targets: targets,
                estimates: [
                    PropertyEstimate(
                        mean: truth + scale * residuals[k], spread: 0, target: targets[0],
                        scale: card.calibration?.scales[0]),
                    PropertyEstimate(mean: p, spread: 0, target: targets[1], scale: nil),
                ])
            crystal.elements = Set(
                [symbols[k % symbols.count], symbols[k % 3]].compactMap { Element($0) })
            (crystal.sites, crystal.truths) = (1 + k % 30, [truth, isYes ? 1 : 0])
            return crystal
        }
    }

    /// With everything that a diagnosis may have.
    static let whole: ModelDiagnosis = {
        var diagnosis = ModelDiagnosis(
            card,
            crystals: crystals(400, side: .test, scale: 0.1)
                + crystals(300, side: .train, scale: 0.03)
                + crystals(100, side: .validation, scale: 0.1), judgesAll: false)
        diagnosis.notes = ["A note with <brackets> & more."]
        diagnosis.history = LearningHistory(
            csv: "member,epoch,learning_rate,loss,a,b\n"
                + (1...2).flatMap { member in
                    (1...20).map {
                        "\(member),\($0),0.1,\(1 / Double($0)),\(0.2 + 1 / Double($0)),0.3\n"
                    }
                }.joined(), targets: 2)
        diagnosis.stability = PredictionStability(
            changes: targets.map { _ in
                PredictionStability.Disturbance.standard.enumerated().map { place, disturbance in
                    .init(
                        disturbance: disturbance,
                        changes: laplace(50, seed: 4).map { $0 * 0.01 * Double(place + 1) })
                }
            }, crystals: 50)
        let layers = (0...2).map { 0.2 + 0.3 * Double($0) }
        diagnosis.depths = (1...8).map { depth in
            .init(
                convolutions: depth, width: 16, epochs: 3, labels: 40,
                validation: [0.1 / Double(depth), 0.3], test: [0.12, 0.3],
                different: layers + [Double](repeating: 0.9, count: depth),
                all: layers + [Double](repeating: 0.95, count: depth))
        }
        diagnosis.similarity = LayerSimilarity(all: layers, different: layers, crystals: 40)
        return diagnosis
    }()
}
