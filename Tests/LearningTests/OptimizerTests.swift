import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Optimisers and schedules")
struct OptimizerTests {
    @Test("Adam's first step has the size of the learning rate, whatever the gradient")
    func firstStepOfAdam() {
        for gradient: Float in [1e-3, -5, 200] {
            var (parameter, state): ([Float], [[Float]]) = ([1], [[0], [0]])
            AdamW(weightDecay: 0).update(
                &parameter, gradient: [gradient], state: &state, rate: 0.1, step: 1)
            #expect(abs(abs(parameter[0] - 1) - 0.1) < 1e-5)
            #expect((parameter[0] < 1) == (gradient > 0))
        }
    }

    @Test("three steps of AdamW equal the closed form in double precision")
    func adamW() {
        let gradients = [0.5, -0.2, 0.9]
        let (rate, decay) = (0.01, 0.1)
        var (x, m, v) = (1.0, 0.0, 0.0)
        var (parameter, state): ([Float], [[Float]]) = ([1], [[0], [0]])
        for (k, g) in gradients.enumerated() {
            let t = Double(k + 1)
            m = 0.9 * m + 0.1 * g
            v = 0.999 * v + 0.001 * g * g
            x -= rate * decay * x
            x -= rate * (m / (1 - pow(0.9, t))) / ((v / (1 - pow(0.999, t))).squareRoot() + 1e-8)
            AdamW(weightDecay: Float(decay)).update(
                &parameter, gradient: [Float(g)], state: &state, rate: Float(rate), step: k + 1)
        }
        #expect(isClose(Double(parameter[0]), x, relative: 1e-5))
        #expect(x < 0.995)
    }

    @Test("a parameter that stood still begins anew: its first step is that of its rate")
    func thawing() throws {
        var configuration = TrainingConfiguration()
        configuration.weightDecay = 0
        var parameters = [Tensor([1]), Tensor([1])]
        var updater = ParameterUpdater(configuration, parameters: parameters)
        let gradients = [Tensor([0.5]), Tensor([0.5])]
        for _ in 0..<100 {
            parameters = updater.update(
                parameters, gradients: gradients, rate: 0.01, shares: [0, 1])
        }
        #expect(parameters[0].scalars == [1] && parameters[1].scalars[0] < 0.1)
        // Saved and read between, it is the same.
        let file = try SafeTensors(
            decoding: SafeTensors(tensors: updater.namedTensors, metadata: [:]).encoded())
        var read = ParameterUpdater(configuration, parameters: parameters)
        try read.load(from: file, step: updater.step)
        for var updater in [updater, read] {
            let moved = updater.update(
                parameters, gradients: gradients, rate: 0.01, shares: [0.3, 1])
            #expect(abs(moved[0].scalars[0] - (1 - 0.003)) < 1e-6, "\(moved[0].scalars[0])")
        }
    }

    @Test("momentum after three equal gradients has moved by η g (1 + 1.9 + 2.71)")
    func momentum() {
        var (parameter, state): ([Float], [[Float]]) = ([0], [[0]])
        for step in 1...3 {
            SGD(momentum: 0.9).update(
                &parameter, gradient: [2], state: &state, rate: 0.5, step: step)
        }
        #expect(abs(parameter[0] + 0.5 * 2 * (1 + 1.9 + 2.71)) < 1e-5)
    }

    @Test("schedules start, peak and end where they say")
    func schedules() {
        let oneCycle = Schedule.oneCycle(warmup: 0.25)
        #expect(isClose(oneCycle.factor(at: 0), 0.04, relative: 1e-9))
        #expect(isClose(oneCycle.factor(at: 0.25), 1, relative: 1e-9))
        #expect(isClose(oneCycle.factor(at: 1), 4e-6, relative: 1e-6))
        #expect(isClose(Schedule.cosine.factor(at: 0.5), 0.5))
        #expect(Schedule.constant.factor(at: 0.7) == 1)
        let step = Schedule.step(milestones: [0.3, 0.6], factor: 0.1)
        #expect(
            [0.0, 0.3, 0.9].map(step.factor(at:)).map { ($0 * 1e4).rounded() } == [1e4, 1e3, 100])
    }
}
