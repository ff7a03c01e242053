import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Numbers that are none")
struct DivergenceTests {
    private static func trained() throws -> TrainedModel {
        var training = TrainingTests.ensemble(epochs: 1)
        _ = try training.runEpoch { _, _ in true }
        return TrainingTests.model(training)
    }

    @Test(
        "a model with a weight that is not finite is refused by the tensor's name",
        arguments: [Float.nan, .infinity, -.infinity])
    func weights(_ value: Float) throws {
        var model = try Self.trained()
        _ = try TrainedModel(decoding: model.encoded())
        model.networks[0].visit("") { path, _, tensor in
            if path == "convolutions.1.edgeNorm.variance" { tensor.update { $0[3] = value } }
        }
        let error = #expect(throws: CheckpointError.self) {
            try TrainedModel(decoding: model.encoded())
        }
        #expect(error?.description.contains("convolutions.1.edgeNorm.variance") == true)
        #expect(error?.description.contains("not finite") == true)
    }

    @Test("a model whose normalizer is not finite is refused")
    func normalizers() throws {
        var model = try Self.trained()
        model.card.normalizers[0].deviation = .nan
        let error = #expect(throws: CheckpointError.self) {
            try TrainedModel(decoding: model.encoded())
        }
        #expect(error?.description.contains("normalizer") == true)
    }

    @Test("a training that diverges stops, and is as it was before the epoch")
    func divergence() throws {
        let sound = TrainingTests.training()
        var configuration = sound.configuration
        configuration.learningRate = 1e30
        var training = Training(
            dataset: sound.dataset, network: sound.network.configuration,
            configuration: configuration)
        let before = try training.encodedState(data: "d")
        let error = #expect(throws: TrainingFailure.self) {
            while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        }
        #expect(error?.description.contains("epoch 1, step") == true, "\(error as Any)")
        #expect(error?.description.contains("smaller training.learningRate than 1e+30") == true)
        #expect(try training.encodedState(data: "d") == before)
    }

    @Test("a prediction that is NaN is never a gap of zero")
    func gap() {
        let gap = Target(name: "band_gap")
        #expect(gap.restored(.nan).isNaN && gap.restored(-0.2) == 0 && gap.restored(2) == 2)
    }

    @Test("NaN goes through every activation and into the variance")
    func activations() {
        let x = Tensor([.nan, 1], shape: [2, 1])
        for y in [x.relu(), x.sigmoid(), x.softplus(), x.tanh(), x.magnitude(), x.logSoftmax()] {
            #expect(y.scalars[0].isNaN && !y.scalars[1].isNaN)
        }
        #expect(x.statistics(weights: [1, 1]).variance[0].isNaN)
    }
}
