import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Training")
struct TrainingTests {
    /// 60 small crystals whose label is their volume per atom times the mean atomic number.
    static let records: [CrystalRecord] = {
        var generator = SplitMix64(seed: 21)
        let symbols = ["C", "N", "Al", "Si", "Ti", "Fe", "W"]
        return (0..<60).map { k in
            let a = Double.random(in: 3...5, using: &generator)
            let elements = (0..<2).compactMap { _ in
                symbols.randomElement(using: &generator).flatMap { Element($0) }
            }
            let sites = [
                Site(elements[0], at: Fractional(0, 0, 0)),
                Site(elements[1], at: Fractional(0.5, 0.5, 0.5)),
            ]
            let crystal = Crystal(lattice: .cubic(a), sites: sites)
            let mean = Double(elements.map(\.atomicNumber).reduce(0, +)) / 2
            return CrystalRecord(
                id: "x\(k)", crystal: crystal, labels: ["y": mean * crystal.volumePerAtom],
                source: Source(file: "made"))
        }
    }()

    static func training(epochs: Int = 6) -> Training {
        ensemble(epochs: epochs).current
    }

    static func ensemble(epochs: Int, members: Int? = nil) -> EnsembleTraining {
        var network = CGCNN.Configuration()
        (network.width, network.hiddenWidth, network.convolutions) = (16, 16, 2)
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batchSize) = (epochs, 8)
        configuration.members = members
        configuration.split = .init(validation: 0.2, test: 0.2)
        let target = Target(name: "y", unit: "", transform: .log10)
        let dataset = Dataset(records, targets: [target], rule: network.rule)
        return EnsembleTraining(
            dataset: dataset, network: .crystalGraph(network), configuration: configuration)
    }

    /// The model of a finished training.
    static func model(_ training: EnsembleTraining) -> TrainedModel {
        var plan = TrainingPlan()
        plan.targets = [Target(name: "y", unit: "", transform: .log10)]
        plan.network = training.current.network.configuration
        plan.training = training.configuration
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        return TrainedModel(card: card, networks: training.finished.map(\.network))
    }

    static func bytes(_ training: Training) throws -> Data { try training.encodedState(data: "d") }

    @Test("a tiny whole run learns, and gives the same bits for the same seed")
    func tinyRun() throws {
        var (one, two) = (Self.training(epochs: 30), Self.training(epochs: 30))
        while !one.isFinished { #expect(try one.runEpoch { _, _ in true }) }
        while !two.isFinished { #expect(try two.runEpoch { _, _ in true }) }
        #expect(try Self.bytes(one) == Self.bytes(two))
        let (first, last) = (one.history[0].loss, one.history[29].loss)
        #expect(last < 0.35 * first, "loss \(first) → \(last)")
    }

    @Test("the best epoch is that of the targets that can be validated; of none, it is the last")
    func selection() throws {
        func finished(validation: Double, labelled: Int) throws -> Training {
            var whole = Self.ensemble(epochs: 12)
            var configuration = whole.configuration
            configuration.selection = .best
            configuration.split = .init(validation: validation, test: 0.2)
            // Of the second target only some have a label, and none of the validation part.
            let target = whole.dataset.targets[0]
            let other = Target(name: "rare", unit: "", transform: .identity)
            let split = Split(whole.dataset, rule: configuration.split, seed: 1)
            var records = Self.records
            for k in split.train.prefix(labelled) { records[k].labels["rare"] = Double(k) }
            var network = whole.current.network.configuration
            network.answer(for: [target, other])
            whole = EnsembleTraining(
                dataset: Dataset(records, targets: [target, other], rule: .standard),
                network: network, configuration: configuration)
            var training = whole.current
            while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
            return training
        }
        let none = try finished(validation: 0, labelled: 10)
        #expect(!none.isValidated && none.bestEpoch == 11)
        #expect(
            none.best.namedTensors.map(\.tensor.scalars)
                == none.network.namedTensors.map(\.tensor.scalars))
        let one = try finished(validation: 0.2, labelled: 10)
        #expect(one.history.allSatisfy { $0.validation[1].isNaN }, "control")
        let errors = one.history.map { $0.validation[0] }
        let least = try #require(errors.indices.min { errors[$0] < errors[$1] })
        #expect(one.isValidated && one.bestEpoch == least && least > 0)
    }

    @Test("the bits do not depend on the number of threads")
    func threads() throws {
        let states = try [1, 2, 3].map { count in
            try Workers.withCount(count) {
                var training = Self.training()
                while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
                return try Self.bytes(training)
            }
        }
        #expect(states[0] == states[1] && states[1] == states[2])
    }

    @Test("resumed after any epoch, a run ends with the same bits", arguments: 0..<6)
    func resume(after stop: Int) throws {
        var whole = Self.training()
        while !whole.isFinished { _ = try whole.runEpoch { _, _ in true } }
        var first = Self.training()
        for _ in 0..<stop { _ = try first.runEpoch { _, _ in true } }
        // Killed in the middle of the next epoch: what it did is lost, and nothing else.
        #expect(try !first.runEpoch { share, _ in share < 0.5 })
        var second = Self.training()
        try second.resume(from: Self.bytes(first), data: "d")
        #expect(second.history.count == stop)
        while !second.isFinished { _ = try second.runEpoch { _, _ in true } }
        #expect(try Self.bytes(second) == Self.bytes(whole))
    }

    @Test("a state of other data or other settings is refused")
    func refusal() throws {
        var training = Self.training()
        let state = try training.encodedState(data: "other")
        #expect(throws: ResumeError.self) { try training.resume(from: state, data: "d") }
        var longer = Self.training(epochs: 7)
        let mine = try Self.bytes(training)
        #expect(throws: ResumeError.self) { try longer.resume(from: mine, data: "d") }
    }

    @Test("a composition stands on one side of the split, whatever the order of the rows")
    func split() {
        let target = [Target(name: "y")]
        let dataset = Dataset(Self.records, targets: target, rule: .standard)
        let reversed = Dataset(Self.records.reversed(), targets: target, rule: .standard)
        let rule = SplitRule(validation: 0.2, test: 0.2)
        let (a, b) = (
            Split(dataset, rule: rule, seed: 4),
            Split(reversed, rule: rule, seed: 4)
        )
        func ids(_ rows: [Int], _ set: Dataset) -> Set<String> { Set(rows.map { set.rows[$0].id }) }
        #expect(ids(a.test, dataset) == ids(b.test, reversed))
        let sides = [a.train, a.validation, a.test].map { Set($0.map { dataset.rows[$0].group }) }
        #expect(sides.allSatisfy { !$0.isEmpty })
        #expect(sides[0].isDisjoint(with: sides[1].union(sides[2])))
        #expect(sides[1].isDisjoint(with: sides[2]))
        #expect(a.train.count + a.validation.count + a.test.count == Self.records.count)
    }

    @Test("a row without any of the targets is left out, never zero")
    func missingTargets() {
        var records = Self.records
        records[3].labels = [:]
        records[4].labels = ["y": -2]
        let target = Target(name: "y", transform: .log10)
        let dataset = Dataset(records, targets: [target], rule: .standard)
        #expect(dataset.rows.count == 58)
        #expect(!dataset.rows.map(\.id).contains("x3") && !dataset.rows.map(\.id).contains("x4"))
    }
}
