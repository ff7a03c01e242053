import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Transfer")
struct TransferTests {
    private static func source(members: Int? = nil) throws -> TrainedModel {
        var training = TrainingTests.ensemble(epochs: 2, members: members)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        return TrainingTests.model(training)
    }

    private static func training(
        _ transfer: Transfer, from source: TrainedModel, epochs: Int = 10, members: Int? = nil
    ) throws -> EnsembleTraining {
        let plain = TrainingTests.ensemble(epochs: epochs, members: members)
        let network = plain.current.network.configuration
        return EnsembleTraining(
            dataset: plain.dataset, network: network, configuration: plain.configuration,
            beginning: Beginning(
                inheritance: try Inheritance(
                    transfer, from: source, for: network,
                    targets: plain.dataset.targets)))
    }

    private static func weights(_ network: PropertyNetwork, _ prefix: String) -> [[Float]] {
        network.namedTensors.filter { $0.name.hasPrefix(prefix) }.map(\.tensor.scalars)
    }

    @Test("embedding and convolutions begin as the source's, the head as chance has it")
    func beginning() throws {
        let source = try Self.source()
        var transfer = Transfer()
        transfer.convolutions = 1
        let network = try Self.training(transfer, from: source).current.network
        let fresh = TrainingTests.ensemble(epochs: 10).current.network
        let taken = source.networks[0]
        for part in ["embedding", "convolutions.0"] {
            #expect(Self.weights(network, part) == Self.weights(taken, part))
            #expect(Self.weights(network, part) != Self.weights(fresh, part), "control")
        }
        for part in ["convolutions.1", "head"] {
            #expect(Self.weights(network, part) == Self.weights(fresh, part))
        }
        transfer.keepsHead = true
        let whole = try Self.training(transfer, from: source).current.network
        #expect(Self.weights(whole, "head") == Self.weights(taken, "head"))
    }

    @Test("a head that is kept keeps the scale that it speaks on, and is of the same targets")
    func keptHead() throws {
        let source = try Self.source()
        var transfer = Transfer()
        transfer.keepsHead = true
        // Others of the same kind: the mean and the spread of their labels differ.
        let plain = TrainingTests.ensemble(epochs: 1)
        let large = TrainingTests.records.filter { ($0.labels["y"] ?? 0) > 300 }
        let network = plain.current.network.configuration
        let dataset = Dataset(large, targets: plain.dataset.targets, rule: .standard)
        func training(_ inheritance: Inheritance?) -> Training {
            EnsembleTraining(
                dataset: dataset, network: network, configuration: plain.configuration,
                beginning: Beginning(inheritance: inheritance)
            ).current
        }
        let kept = try Inheritance(
            transfer, from: source, for: network, targets: dataset.targets)
        #expect(training(kept).normalizers == source.card.normalizers)
        #expect(training(nil).normalizers != source.card.normalizers, "control")
        let rows = Array(large.indices)
        let said = training(kept).predictions(rows, by: training(kept).network)
        let predictor = ModelPredictor(source, fingerprint: "")
        for (a, b) in zip(said, predictor.estimates(for: large.map(\.crystal))) {
            #expect(abs(a[0] - b[0].mean) < 1e-5)
        }
        for other in [
            Target(name: "z", unit: "", transform: .log10), Target(name: "y", unit: ""),
        ] {
            #expect(throws: TransferError.self) {
                try Inheritance(transfer, from: source, for: network, targets: [other])
            }
        }
    }

    @Test("what was taken stands still at first, and moves by its share of the rate afterwards")
    func freezing() throws {
        let source = try Self.source()
        var transfer = Transfer()
        (transfer.frozen, transfer.rate) = (0.3, 0.5)
        var training = try Self.training(transfer, from: source)
        func taken(_ training: EnsembleTraining) -> [[Float]] {
            training.current.network.tensors(.trainable)
                .filter { $0.0.hasPrefix("convolutions") }.map(\.1.scalars)
        }
        let (before, head) = (taken(training), Self.weights(training.current.network, "head"))
        for _ in 0..<3 { _ = try training.runEpoch { _, _ in true } }
        #expect(taken(training) == before)
        #expect(Self.weights(training.current.network, "head") != head)
        _ = try training.runEpoch { _, _ in true }
        #expect(taken(training) != before)
        #expect(transfer.shares(of: ["embedding.weight", "head.0.bias"], at: 0.5) == [0.5, 1])
        #expect(transfer.shares(of: ["embedding.weight", "head.0.bias"], at: 0.2) == [0, 1])
    }

    @Test("members begin from the source's members in turns, and resuming gives the same bits")
    func members() throws {
        let source = try Self.source(members: 2)
        var whole = try Self.training(Transfer(), from: source, epochs: 3, members: 3)
        #expect(
            Self.weights(whole.current.network, "embedding")
                == Self.weights(source.networks[0], "embedding"))
        while whole.finished.isEmpty { _ = try whole.runEpoch { _, _ in true } }
        #expect(
            Self.weights(whole.current.network, "embedding")
                == Self.weights(source.networks[1], "embedding"))
        let state = try whole.encodedState(data: "d")
        while !whole.isFinished { _ = try whole.runEpoch { _, _ in true } }
        var second = try Self.training(Transfer(), from: source, epochs: 3, members: 3)
        try second.resume(from: state, data: "d")
        while !second.isFinished { _ = try second.runEpoch { _, _ in true } }
        #expect(
            try TrainingTests.model(second).encoded() == TrainingTests.model(whole).encoded())
    }

    @Test("a source of another shape is refused in words")
    func refusal() throws {
        let source = try Self.source()
        let shape = try #require(source.card.network.crystalGraph)
        var network = shape
        network.width = 32
        #expect(throws: TransferError.self) {
            try Inheritance(
                Transfer(), from: source, for: .crystalGraph(network),
                targets: source.card.targets)
        }
        var deep = Transfer()
        deep.convolutions = 3
        #expect(throws: TransferError.self) {
            try Inheritance(
                deep, from: source, for: source.card.network, targets: source.card.targets)
        }
        var head = Transfer()
        head.keepsHead = true
        var wide = shape
        wide.hiddenWidth = 48
        #expect(throws: TransferError.self) {
            try Inheritance(
                head, from: source, for: .crystalGraph(wide), targets: source.card.targets)
        }
        #expect(
            Inheritance.shape(of: source, head: .crystalGraph(wide), keepsHead: false)
                .crystalGraph?.hiddenWidth == 48)
    }
}
