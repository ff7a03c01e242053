import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("How far a crystal is from the training data")
struct CoverageTests {
    /// Rows of three features whose ln(softplus(v) + 0.05) are normal, the second tied to the first.
    private static func rows(_ count: Int, seed: UInt64, shift: Double = 0) -> Tensor {
        var generator = SplitMix64(seed: seed)
        let values = (0..<count).flatMap { _ -> [Float] in
            let a = normal(using: &generator) * 0.3
            let x = [
                a, 2 * a + 0.1 * normal(using: &generator) + shift, 0.2 * normal(using: &generator),
            ]
            // The inverse of softplus.
            return x.map { Float(log(exp(exp($0) - 0.05) - 1)) }
        }
        return Tensor(values, shape: [count, 3])
    }

    @Test("of crystals like those of the training about one in 200 is beyond the limit")
    func share() throws {
        let coverage = try #require(
            Coverage(training: Self.rows(4000, seed: 1), validation: Self.rows(2000, seed: 2)))
        let others = coverage.remoteness(Self.rows(4000, seed: 3))
        let beyond = Double(others.filter { $0 > 1 }.count) / 4000
        #expect(beyond > 0.0015 && beyond < 0.01, "\(beyond)")
        // A step across what goes together, which in each feature alone would be nothing unusual.
        let strange = coverage.remoteness(Self.rows(200, seed: 4, shift: 0.5))
        #expect(strange.filter { $0 > 1 }.count > 180)
        // χ of three degrees of freedom: √12.84.
        #expect(abs(coverage.limit - 3.583) < 0.25, "\(coverage.limit)")
    }

    @Test("too few crystals say nothing")
    func few() {
        #expect(
            Coverage(training: Self.rows(6, seed: 1), validation: Self.rows(300, seed: 2)) == nil)
        #expect(
            Coverage(training: Self.rows(300, seed: 1), validation: Self.rows(199, seed: 2)) == nil)
    }

    @Test("it is written and read with its model, and answers as before")
    func file() throws {
        var training = TrainingTests.ensemble(epochs: 2, members: 2)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        var model = TrainingTests.model(training)
        #expect(training.coverage == nil, "60 crystals are too few")
        let crystals = TrainingTests.records.map(\.crystal)
        #expect(
            ModelPredictor(model, fingerprint: "").estimates(for: crystals)[0][0].remoteness.isNaN)
        let width = try #require(model.card.network.crystalGraph).width
        let identity = (0..<width * width).map { $0 % (width + 1) == 0 ? Float(1) : 0 }
        model.coverage = Coverage(
            center: [Float](repeating: -1, count: width), whitening: identity, limit: 0.5)
        let back = try TrainedModel(decoding: model.encoded())
        let (one, two) = (
            ModelPredictor(model, fingerprint: "").estimates(for: crystals),
            ModelPredictor(back, fingerprint: "").estimates(for: crystals)
        )
        #expect(one.map { $0[0].remoteness } == two.map { $0[0].remoteness })
        #expect(Set(one.map { $0[0].remoteness }).count > 10, "control")
        let predictor = ModelPredictor(model, fingerprint: "")
        #expect(predictor.objection(toRemoteness: 0.99) == nil)
        #expect(predictor.objection(toRemoteness: 2.04)?.contains("(2.0 times") == true)
    }

    @Test("a damaged one is refused by the tensor's name")
    func damage() throws {
        let coverage = Coverage(center: [0, 0], whitening: [1, 0, 0, 1], limit: 2)
        var file = SafeTensors(tensors: coverage.namedTensors, metadata: [:])
        #expect(try Coverage(from: file, width: 2)?.limit == 2)
        #expect(throws: CheckpointError.self) { try Coverage(from: file, width: 3) }
        file.tensors[2].tensor = Tensor(.nan)
        #expect(throws: CheckpointError.self) { try Coverage(from: file, width: 2) }
        #expect(
            try Coverage(from: SafeTensors(tensors: [], metadata: [:]), width: 2) == nil)
    }
}
