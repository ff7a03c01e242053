import Crystals
import Tensors
import TestKit
import Testing

@Suite("Gradients agree with central differences")
struct GradientTests {
    struct Operation: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let shapes: [[Int]]
        let function: @Sendable ([Tensor]) -> Tensor

        init(
            _ name: String, _ shapes: [[Int]], _ function: @escaping @Sendable ([Tensor]) -> Tensor
        ) {
            (testDescription, self.shapes, self.function) = (name, shapes, function)
        }
    }

    static let operations = [
        Operation("sum of equal shapes", [[3, 2], [3, 2]]) { $0[0] + $0[1] },
        Operation("difference", [[3, 2], [3, 2]]) { $0[0] - $0[1] },
        Operation("elementwise product", [[3, 2], [3, 2]]) { $0[0] * $0[1] },
        Operation("product with itself", [[3, 2]]) { $0[0] * $0[0] },
        Operation("scaling", [[4]]) { $0[0] * 2.5 },
        Operation("vector added to rows", [[3, 4], [4]]) { $0[0].addingToRows($0[1]) },
        Operation("columns", [[3, 5]]) { $0[0].columns(1..<4) },
        Operation("matrix product", [[3, 4], [4, 2]]) { $0[0].times($0[1]) },
        Operation("product with a transposed matrix", [[3, 4], [2, 4]]) {
            $0[0].timesTransposed($0[1])
        },
        // Away from the kink, where a central difference sees both slopes.
        Operation("relu", [[3, 4]]) {
            ($0[0] + .filled(2, [3, 4])).relu() + ($0[0] - .filled(2, [3, 4])).relu()
        },
        Operation("sigmoid", [[3, 4]]) { $0[0].sigmoid() },
        Operation("softplus", [[3, 4]]) { $0[0].softplus() },
        Operation("tanh", [[3, 4]]) { $0[0].tanh() },
        Operation("silu", [[3, 7]]) { ($0[0] * 3).silu() },
        Operation("layer normalisation", [[4, 32], [32], [32]]) {
            $0[0].rowNormalized(gain: $0[1], offset: $0[2], epsilon: 1e-3)
        },
        Operation("attention among the rows of a segment", [[6, 32], [6, 32], [6, 32], [2]]) {
            ($0[0] * 2).attending(
                to: $0[1] * 2, values: $0[2], exponents: $0[3],
                logAmounts: [-0.1, -2, -1, 0, -0.5, -1.5],
                segments: AttentionSegments(offsets: [0, 3, 4, 6]))
        },
        Operation("attention that pools a segment", [[3, 16], [6, 16], [6, 16], [1]]) {
            ($0[0] * 2).attending(
                to: $0[1] * 2, values: $0[2], exponents: $0[3],
                logAmounts: [-0.1, -2, -1, 0, -0.5, -1.5],
                segments: AttentionSegments(pooling: [0, 3, 4, 6]))
        },
        Operation("magnitude", [[3, 4]]) { ($0[0] + .filled(2, [3, 4])).magnitude() },
        Operation("log-softmax", [[3, 4]]) { $0[0].logSoftmax() },
        Operation("gathered rows", [[4, 3]]) { $0[0].gatheringRows([2, 0, 2, 3, 2]) },
        Operation("weighted segments", [[5, 3]]) {
            $0[0].summingSegments(offsets: [0, 2, 2, 5], weights: [0.5, 1, 0.3, 2, 0.1])
        },
        Operation("batch normalisation", [[6, 3], [3], [3]]) {
            $0[0].batchNormalized(
                gain: $0[1], offset: $0[2], weights: [1, 0.5, 1, 0.2, 1, 1], epsilon: 1e-3
            ).0
        },
    ]

    @Test("each operation", arguments: operations)
    func operation(_ operation: Operation) {
        var generator = SplitMix64(seed: 7)
        let inputs = operation.shapes.map { random($0, &generator) }
        let directions = random(operation.function(inputs).shape, &generator)
        let check = GradientCheck(at: inputs) { (operation.function($0) * directions).sum() }
        #expect(check.largest > 0.05, "the function does not move")
        #expect(check.error < 3e-3, "relative error \(check.error)")
    }

    @Test("a tensor used twice gets both gradients")
    func sharedOperand() {
        let tape = Tape()
        let x = tape.watch(Tensor([3]))
        let gradient = tape.gradients(of: (x * x + x * 4).sum(), for: [x])[0]
        #expect(gradient.scalars == [10])
    }

    @Test("a source that the loss does not depend on gets zeros")
    func independentSource() {
        let tape = Tape()
        let (x, y) = (tape.watch(Tensor([1, 2])), tape.watch(Tensor([5])))
        #expect(tape.gradients(of: x.sum(), for: [y, x]).map(\.scalars) == [[0], [1, 1]])
    }
}
