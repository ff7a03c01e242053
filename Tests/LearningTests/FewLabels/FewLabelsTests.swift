import Crystals
import Foundation
import Testing

@testable import Learning

@Suite("Training on few labels")
struct FewLabelsTests {
    private static func split(
        labels: Int?, seed: UInt64 = 1, splitSeed: UInt64? = nil
    ) -> Split {
        let plain = TrainingTests.training()
        var configuration = plain.configuration
        (configuration.labels, configuration.seed) = (labels, seed)
        configuration.splitSeed = splitSeed
        return Training(
            dataset: plain.dataset, network: plain.network.configuration,
            configuration: configuration
        ).split
    }

    @Test("those of a smaller number are among those of a larger, and none validates or tests")
    func nested() {
        let all = Self.split(labels: nil)
        let (few, more) = (Self.split(labels: 6), Self.split(labels: 12))
        #expect(few.train.count == 6 && more.train.count == 12 && all.train.count > 12)
        #expect(Set(few.train).isSubset(of: more.train))
        #expect(Set(more.train).isSubset(of: all.train))
        #expect(few.test == all.test)
        #expect(Self.split(labels: 6, seed: 2, splitSeed: 1).train != few.train, "control")
    }

    @Test("no more validate than are learned from")
    func validation() {
        let all = Self.split(labels: nil)
        let few = Self.split(labels: 3)
        #expect(all.validation.count > 3, "control")
        #expect(few.validation.count == 3 && Set(few.validation).isSubset(of: all.validation))
    }

    @Test("another seed keeps the parts where the split has its own")
    func splitSeed() {
        let first = Self.split(labels: nil)
        let same = Self.split(labels: nil, seed: 7, splitSeed: 1)
        #expect(same.test == first.test && same.validation == first.validation)
        #expect(Self.split(labels: nil, seed: 7).test != first.test, "control")
    }

    @Test("a model whose split has a seed of its own knows what it held out")
    func heldOut() throws {
        let plain = TrainingTests.ensemble(epochs: 1)
        var configuration = plain.configuration
        (configuration.seed, configuration.splitSeed) = (9, 1)
        var training = EnsembleTraining(
            dataset: plain.dataset, network: plain.current.network.configuration,
            configuration: configuration)
        _ = try training.runEpoch { _, _ in true }
        let card = TrainingTests.model(training).card
        let rows = training.dataset.rows
        let known = rows.indices.filter {
            card.mayKnow(rows[$0], grouping: .formula, name: rows[$0].id) == true
        }
        #expect(Set(known).isDisjoint(with: training.split.test) && !training.split.test.isEmpty)
        #expect(known.count == training.split.train.count + training.split.validation.count)
    }

    @Test("a plan says it as training.splitSeed, and a card of the standard does not")
    func plan() throws {
        let plan = try TrainingPlan(overriding: ["training": ["splitSeed": 4, "seed": 2]])
        #expect(plan.training.seedOfSplit == 4)
        #expect(try CardJSON.text(of: plan).contains("\"splitSeed\":4"))
        #expect(!(try CardJSON.text(of: TrainingPlan()).contains("splitSeed")))
    }
}
