import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Ensembles")
struct EnsembleTests {
    private static func finished(members: Int?) throws -> EnsembleTraining {
        var training = TrainingTests.ensemble(epochs: 4, members: members)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        return training
    }

    @Test("the first member is the network that is trained alone, the others are not")
    func members() throws {
        let (one, three) = (try Self.finished(members: nil), try Self.finished(members: 3))
        try #require(one.finished.count == 1 && three.finished.count == 3)
        let weights = three.finished.map { $0.network.crystalGraph?.embedding.weight.scalars }
        #expect(weights[0] == one.finished[0].network.crystalGraph?.embedding.weight.scalars)
        #expect(Set(weights).count == 3)
        #expect(three.split.test == one.split.test && !one.split.test.isEmpty)
    }

    @Test("resumed after any epoch of any member, it ends with the same bits", arguments: 0..<12)
    func resume(after stop: Int) throws {
        let whole = try Self.finished(members: 3)
        var first = TrainingTests.ensemble(epochs: 4, members: 3)
        for _ in 0..<stop { _ = try first.runEpoch { _, _ in true } }
        #expect(first.epochsDone == stop && first.epochsInAll == 12)
        var second = TrainingTests.ensemble(epochs: 4, members: 3)
        try second.resume(from: first.encodedState(data: "d"), data: "d")
        #expect(second.epochsDone == stop)
        while !second.isFinished { _ = try second.runEpoch { _, _ in true } }
        #expect(
            try TrainingTests.model(second).encoded() == TrainingTests.model(whole).encoded())
        // Saved when all is over, it has nothing left to do.
        var third = TrainingTests.ensemble(epochs: 4, members: 3)
        try third.resume(from: second.encodedState(data: "d"), data: "d")
        #expect(third.isFinished && third.epochsDone == 12)
    }

    @Test("its answer is the mean of its members', and the spread their standard deviation")
    func answer() throws {
        let model = TrainingTests.model(try Self.finished(members: 3))
        let crystals = TrainingTests.records.map(\.crystal)
        let alone = model.networks.map { network in
            var card = model.card
            (card.members, card.calibration) = (nil, nil)
            return ModelPredictor(TrainedModel(card: card, networks: [network]), fingerprint: "")
                .estimates(for: crystals)
        }
        let together = ModelPredictor(model, fingerprint: "").estimates(for: crystals)
        for (row, estimates) in together.enumerated() {
            let values = alone.map { $0[row][0].mean }
            let mean = values.reduce(0, +) / 3
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
            #expect(abs(estimates[0].mean - mean) < 1e-12)
            #expect(abs(estimates[0].spread - variance.squareRoot()) < 1e-12)
            #expect(estimates[0].spread > 0 && alone[0][row][0].spread == 0)
            #expect(!alone[0][row][0].hasInterval)
            #expect(abs(estimates[0].value - pow(10, mean)) < 1e-9 * estimates[0].value)
        }
        #expect(together.count == 60)
    }
}
