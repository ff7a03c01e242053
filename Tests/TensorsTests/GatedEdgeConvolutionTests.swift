import Crystals
import Tensors
import TestKit
import Testing

@Suite("The fused convolution and the equation it stands for")
struct GatedEdgeConvolutionTests {
    let edges: Edges
    let operands: [Tensor]
    let directions: Tensor

    init() {
        var generator = SplitMix64(seed: 11)
        edges = randomEdges(&generator)
        let (atoms, row) = (edges.atoms, 64)
        operands = [
            random([atoms, row], &generator), random([atoms, row], &generator),
            random([41, row], &generator), random([row], &generator), random([row], &generator),
        ]
        directions = random([atoms, row / 2], &generator)
    }

    func convolution(_ x: [Tensor]) -> GatedEdgeConvolution {
        GatedEdgeConvolution(
            center: x[0], neighbor: x[1], bond: x[2], gain: x[3], offset: x[4], epsilon: 1e-5)
    }

    @Test("messages and batch statistics equal the plain ones")
    func messages() {
        let (fused, statistics) = convolution(operands).trained(on: edges)
        let (plain, reference) = convolution(operands).plain(on: edges)
        #expect(largestDifference(fused.scalars, plain.scalars) < 2e-5)
        #expect(largestDifference(statistics.mean, reference.mean) < 1e-5)
        #expect(largestDifference(statistics.variance, reference.variance) < 1e-4)
        #expect(plain.scalars.map(abs).max() ?? 0 > 0.5)
    }

    @Test("inference in one pass equals the plain equation with the same statistics")
    func inference() {
        let (plain, statistics) = convolution(operands).plain(on: edges)
        let evaluated = convolution(operands).evaluated(on: edges, statistics: statistics)
        #expect(largestDifference(evaluated.scalars, plain.scalars) < 2e-5)
    }

    @Test("gradients of all five operands equal those of the plain equation")
    func gradients() {
        let fused = gradients { $0.trained(on: edges).messages }
        let plain = gradients { $0.plain(on: edges).messages }
        for (a, b) in zip(fused, plain) {
            let scale = b.scalars.map(abs).max() ?? 0
            #expect(scale > 0.1)
            #expect(largestDifference(a.scalars, b.scalars) < 2e-5 * max(1, scale))
        }
    }

    @Test("one thread and two give the same bits")
    func threads() {
        let (one, two) = (bits(threads: 1), bits(threads: 2))
        #expect(one == two)
    }

    private func bits(threads: Int) -> [[Float]] {
        Workers.withCount(threads) {
            gradients { $0.trained(on: edges).messages }.map(\.scalars)
        }
    }

    private func gradients(_ body: (GatedEdgeConvolution) -> Tensor) -> [Tensor] {
        let tape = Tape()
        let watched = operands.map(tape.watch)
        return tape.gradients(of: (body(convolution(watched)) * directions).sum(), for: watched)
    }
}

func largestDifference(_ a: [Float], _ b: [Float]) -> Float {
    precondition(a.count == b.count)
    return zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
}
