import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Losses and layers")
struct LossAndLayerTests {
    static func random(_ shape: [Int], seed: UInt64) -> Tensor {
        var generator = SplitMix64(seed: seed)
        return Tensor(
            (0..<shape.reduce(1, *)).map { _ in Float.random(in: -1...1, using: &generator) },
            shape: shape)
    }

    @Test("losses by hand, a missing target counting for nothing")
    func lossesByHand() {
        let predictions = Tensor([1, 2, 3, 5], shape: [2, 2])
        #expect(Loss.meanSquaredError(predictions, [0, 2, .nan, 1]).item.rounded() == 6)
        #expect(abs(Loss.meanAbsoluteError(predictions, [0, 2, .nan, 1]).item - 5.0 / 3) < 1e-6)
        let p = 1 / (1 + exp(-1.0))
        #expect(abs(Double(Loss.binaryCrossEntropy(Tensor([1]), [1]).item) + log(p)) < 1e-6)
        #expect(Loss.meanSquaredError(predictions, [.nan, .nan, .nan, .nan]).item == 0)
    }

    @Test("gradients of the losses", arguments: Loss.allCases)
    func lossGradients(_ loss: Loss) {
        let targets: [Float] = [0.2, 1, .nan, 0, 1, 0.5]
        let check = GradientCheck(at: [Self.random([3, 2], seed: 5)], step: 0.003) {
            loss($0[0], targets)
        }
        #expect(check.largest > 0.01)
        #expect(check.error < 3e-3)
    }

    @Test("binary cross-entropy stays finite for logits of ±80")
    func stableCrossEntropy() {
        let loss = Loss.binaryCrossEntropy(Tensor([80, -80]), [0, 1]).item
        #expect(abs(loss - 80) < 1e-4)
    }

    @Test("every layer shows each tensor once, under a path of its own")
    func visiting() {
        var generator = SplitMix64(seed: 1)
        var configuration = CGCNN.Configuration()
        configuration.width = 16
        let layers: [any Layer] = [
            Linear(inputs: 3, outputs: 2, using: &generator), BatchNorm(features: 4),
            CrystalGraphConvolution(width: 16, gaussians: 41, using: &generator),
            MultilayerPerceptron(widths: [3, 4, 1], using: &generator),
            CGCNN(configuration, using: &generator),
        ]
        for layer in layers {
            let paths = layer.namedTensors.map(\.name)
            #expect(Set(paths).count == paths.count && !paths.isEmpty)
            #expect(layer.namedTensors.map(\.name) == paths)
        }
    }

    @Test("the published network has the parameters of the formula")
    func parameterCount() {
        var generator = SplitMix64(seed: 1)
        #expect(CGCNN(.init(), using: &generator).parameterCount == 80_833)
    }

    @Test("a perceptron learns XOR, which no linear layer can")
    func exclusiveOr() {
        let x = Tensor([0, 0, 0, 1, 1, 0, 1, 1], shape: [4, 2])
        func loss(widths: [Int]) -> Float {
            var generator = SplitMix64(seed: 3)
            var network = MultilayerPerceptron(widths: widths, using: &generator)
            var states = network.parameters.map {
                [[Float]](repeating: .init(repeating: 0, count: $0.count), count: 2)
            }
            var last: Float = .infinity
            for step in 1...800 {
                let tape = Tape()
                var watched = network.watched(by: tape)
                let loss = Loss.binaryCrossEntropy(watched(x), [0, 1, 1, 0])
                let gradients = tape.gradients(of: loss, for: watched.recordedParameters())
                var parameters = network.parameters
                for k in parameters.indices {
                    parameters[k].update {
                        AdamW(weightDecay: 0).update(
                            &$0, gradient: gradients[k].scalars, state: &states[k], rate: 0.03,
                            step: step)
                    }
                }
                network.replace(.trainable, with: parameters)
                last = loss.item
            }
            return last
        }
        #expect(loss(widths: [2, 4, 1]) < 0.02)
        #expect(loss(widths: [2, 1]) > 0.69)
    }
}
