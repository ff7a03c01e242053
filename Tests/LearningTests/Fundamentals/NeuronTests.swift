import Crystals
import Learning
import Tensors
import TestKit
import Testing

@Suite("Neurons and their losses")
struct NeuronTests {
    static let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]

    static func errors(after rounds: Int, _ truth: [Bool]) -> Int {
        var perceptron = Perceptron(inputs: 2)
        let examples = zip(corners, truth).map { (x: $0, y: $1) }
        for _ in 0..<rounds { _ = perceptron.learn(examples) }
        return examples.filter { perceptron($0.x) != $0.y }.count
    }

    @Test("the perceptron's rule solves AND and OR and never XOR")
    func perceptron() {
        #expect(Self.errors(after: 20, [false, false, false, true]) == 0)
        #expect(Self.errors(after: 20, [false, true, true, true]) == 0)
        // Not for any number of corrections: it goes round for ever.
        #expect((1...300).allSatisfy { Self.errors(after: $0, [false, true, true, false]) > 0 })
    }

    @Test("by hand: two corrections of the perceptron")
    func corrections() {
        var perceptron = Perceptron(inputs: 2)
        #expect(perceptron.learn([(x: [1, 2], y: true)]) == 1)
        #expect(perceptron.weights == [1, 2] && perceptron.bias == 1)
        #expect(perceptron.learn([(x: [3, 0], y: false)]) == 1)
        #expect(perceptron.weights == [-2, 2] && perceptron.bias == 0)
    }

    @Test("a 2-2-1 network of given weights computes XOR exactly, and one learns it")
    func exclusiveOr() {
        var generator = SplitMix64(seed: 1)
        var network = DenseNetwork(widths: [2, 2, 1], activation: .relu, using: &generator)
        // relu(x + y) − 2 relu(x + y − 1).
        network.replace(
            .trainable,
            with: [
                Tensor([1, 1, 1, 1], shape: [2, 2]), Tensor([0, -1]),
                Tensor([1, -2], shape: [1, 2]), Tensor([0]),
            ])
        let x = Tensor(Self.corners.flatMap { $0.map(Float.init) }, shape: [4, 2])
        #expect(network(x).scalars == [0, 1, 1, 0])
        // From random weights some starts end in the valley of a half: one of a few gets there.
        let solved = (1...5).filter { seed in
            var generator = SplitMix64(seed: UInt64(seed))
            let start = DenseNetwork(widths: [2, 2, 1], activation: .tanh, using: &generator)
            var descent = GradientDescent(start, Adam())
            for _ in 0..<600 {
                descent.step(rate: 0.05) { Loss.binaryCrossEntropy($0(x), [0, 1, 1, 0]) }
            }
            return zip(descent.network(x).scalars, [0, 1, 1, 0] as [Float]).allSatisfy {
                ($0 > 0) == ($1 == 1)
            }
        }
        #expect(solved.count >= 2)
    }

    @Test("categorical cross-entropy by hand, and finite for logits of ±1000")
    func crossEntropy() {
        // Equal logits: ln 3. Its gradient is (p − y)/rows.
        let tape = Tape()
        let z = tape.watch(Tensor.zeros([2, 3]))
        let loss = CategoricalCrossEntropy.loss(z, [0, 2])
        #expect(abs(loss.item - 1.098_612_3) < 1e-6)
        let (share, true_) = (Float(1) / 6, Float(1) / 6 - 0.5)
        let expected = [true_, share, share, share, share, true_]
        let found = tape.gradients(of: loss, for: [z])[0].scalars
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 })
        let wrong = CategoricalCrossEntropy.loss(Tensor([1000, -1000], shape: [1, 2]), [1])
        #expect(abs(wrong.item - 2000) < 1e-3)
    }

    @Test(
        "gradients of dense networks agree with central differences", arguments: Activation.allCases
    )
    func gradients(_ activation: Activation) {
        var generator = SplitMix64(seed: 4)
        let network = DenseNetwork(widths: [2, 5, 4, 3], activation: activation, using: &generator)
        let x = LossAndLayerTests.random([6, 2], seed: 3)
        let check = GradientCheck(at: network.parameters, step: 0.002) { parameters in
            var copy = network
            copy.replace(.trainable, with: parameters)
            return CategoricalCrossEntropy.loss(copy(x), [0, 1, 2, 0, 1, 2])
        }
        #expect(check.largest > 0.01)
        // A relu's kink within a step is seen by both slopes.
        #expect(check.error < 1e-2, "\(check.error)")
    }

    @Test("dropout keeps the mean, and what it leaves out is the share asked for")
    func dropout() {
        var dropout = Dropout(share: 0.3, seed: 2)
        let y = dropout(.ones([200, 100])).scalars
        let zeros = Double(y.filter { $0 == 0 }.count) / 20_000
        #expect(abs(zeros - 0.3) < 0.015)
        #expect(abs(y.reduce(0, +) / 20_000 - 1) < 0.02)
    }

    @Test("three steps of Adam equal the closed form in double precision")
    func adam() {
        let gradients = [0.5, -0.2, 0.9]
        var (x, m, v) = (1.0, 0.0, 0.0)
        var (parameter, state): ([Float], [[Float]]) = ([1], [[0], [0]])
        for (k, g) in gradients.enumerated() {
            let t = Double(k + 1)
            (m, v) = (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g)
            let (first, second) = (1 - 0.9.power(t), 1 - 0.999.power(t))
            x -= 0.01 * (m / first) / ((v / second).squareRoot() + 1e-8)
            Adam().update(
                &parameter, gradient: [Float(g)], state: &state, rate: 0.01, step: k + 1)
        }
        #expect(isClose(Double(parameter[0]), x, relative: 1e-6))
        #expect(abs(x - 1) > 0.005, "control")
    }

    @Test("by hand: Adagrad with equal gradients falls as 1, 1/√2, 1/√3")
    func adagrad() {
        var (parameter, state): ([Float], [[Float]]) = ([0], [[0]])
        for step in 1...3 {
            Adagrad().update(&parameter, gradient: [4], state: &state, rate: 0.5, step: step)
        }
        let expected = -0.5 * (1 + 1 / 2.0.squareRoot() + 1 / 3.0.squareRoot())
        #expect(isClose(Double(parameter[0]), expected, relative: 1e-6))
    }

    @Test("by hand: the first step of Adadelta is √(ε/(1 − ρ)) for any gradient far above √ε")
    func adadelta() {
        for gradient: Float in [3, -200] {
            var (parameter, state): ([Float], [[Float]]) = ([0], [[0], [0]])
            Adadelta().update(&parameter, gradient: [gradient], state: &state, rate: 1, step: 1)
            let expected = (1e-6 / 0.05).squareRoot() * (gradient > 0 ? -1 : 1)
            #expect(isClose(Double(parameter[0]), expected, relative: 1e-5))
        }
    }
}

extension Double {
    /// x^n for a whole n.
    fileprivate func power(_ n: Double) -> Double {
        (0..<Int(n)).reduce(1) { product, _ in product * self }
    }
}
