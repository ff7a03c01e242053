import Crystals
import Foundation
import TestKit
import Testing

@testable import Learning

@Suite("The side of a crystal in a model's training")
struct SideOfModelTests {
    static let rules: [SplitRule] = [
        .shares(by: .formula, validation: 0.2, test: 0.3),
        .shares(by: .chemicalSystem, validation: 0.2, test: 0.2),
        .fold(2, of: 3, by: .formula, validation: 0.3),
        .rowFold(1, of: 4, validation: 0.25, state: 7),
    ]

    private static func card(
        _ rule: SplitRule, labels: Int? = nil, seed: UInt64 = 1, splitSeed: UInt64? = nil
    ) throws -> (ModelCard, Split) {
        var plan = TrainingPlan()
        plan.targets = [Target(name: "y", unit: "", transform: .log10)]
        (plan.training.split, plan.training.labels) = (rule, labels)
        (plan.training.seed, plan.training.splitSeed) = (seed, splitSeed)
        let records = TrainingTests.records
        let groups =
            rule.grouping?.groups(of: records) ?? records.indices.map { "\($0)" }
        let builder = DatasetBuilder(targets: plan.targets, form: plan.network.form)
        try builder.append(records, groups: groups)
        let dataset = try builder.finish()
        var training = EnsembleTraining(
            dataset: dataset, network: plan.network, configuration: plan.training)
        training.finished = [
            .init(network: training.current.network, history: [], epoch: 0)
        ]
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        return (card, training.split)
    }

    @Test("is the one on which the training had it, as far as its card tells", arguments: rules)
    func sides(rule: SplitRule) throws {
        let (card, split) = try Self.card(rule)
        let parts = split.parts(TrainingTests.records.count)
        #expect(!split.train.isEmpty && !split.validation.isEmpty && !split.test.isEmpty)
        for (record, part) in zip(TrainingTests.records, parts) {
            if case .rowFold = rule {
                #expect(card.side(of: record) == (part == .test ? .test : nil))
            } else {
                #expect(card.side(of: record) == part, "\(record.id)")
            }
        }
    }

    @Test("is that of the seed of the split, where the training has another")
    func splitSeed() throws {
        let records = TrainingTests.records
        for rule in Self.rules[..<3] {
            let (card, split) = try Self.card(rule, seed: 5, splitSeed: 1)
            #expect(records.map { card.side(of: $0) } == split.parts(records.count))
            let (other, _) = try Self.card(rule, seed: 5)
            #expect(
                records.map { card.side(of: $0) } != records.map { other.side(of: $0) }, "control")
        }
    }

    @Test("is not known of the training side where only some of its labels were taken")
    func labels() throws {
        let (card, _) = try Self.card(Self.rules[0], labels: 5)
        let sides = TrainingTests.records.map { card.side(of: $0) }
        #expect(Set(sides) == [nil, .validation, .test])
    }
}
