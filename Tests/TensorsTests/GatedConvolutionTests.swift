import Crystals
import Tensors
import TestKit
import Testing

@Suite("The fused convolution and the equations it stands for")
struct GatedConvolutionTests {
    let edges: GaussianEdges
    /// Atoms, center, neighbor, bias, bond, gains and offsets.
    let operands: [Tensor]
    let directions: Tensor

    init() {
        var generator = SplitMix64(seed: 11)
        edges = GaussianEdges(randomEdges(&generator), basis: .published)
        let (atoms, width) = (edges.edges.atoms, 32)
        operands = [
            random([atoms, width], &generator), random([2 * width, width], &generator),
            random([2 * width, width], &generator), random([2 * width], &generator),
            random([41, 2 * width], &generator), random([2 * width], &generator),
            random([2 * width], &generator), random([width], &generator),
            random([width], &generator),
        ]
        directions = random([atoms, width], &generator)
    }

    func convolution(_ x: [Tensor]) -> GatedConvolution {
        GatedConvolution(
            center: x[1], neighbor: x[2], bias: x[3], bond: x[4],
            edgeNorm: .init(gain: x[5], offset: x[6], epsilon: 1e-5),
            atomNorm: .init(gain: x[7], offset: x[8], epsilon: 1e-5))
    }

    @Test("features and both batch statistics equal the plain ones")
    func forward() {
        let (fused, statistics) = convolution(operands).trained(operands[0], on: edges)
        let (plain, reference) = convolution(operands).plain(operands[0], on: edges)
        #expect(largestDifference(fused.scalars, plain.scalars) < 2e-5)
        for (a, b) in [
            (statistics.edges, reference.edges), (statistics.atoms, reference.atoms),
        ] {
            #expect(largestDifference(a.mean, b.mean) < 2e-5)
            #expect(largestDifference(a.variance, b.variance) < 2e-4)
            #expect(a.weight == b.weight && a.weight > 5)
        }
        #expect(plain.scalars.map(abs).max() ?? 0 > 0.5)
    }

    @Test("folded and tabulated for inference it equals the plain equations")
    func inference() {
        let convolution = convolution(operands)
        let (_, statistics) = convolution.plain(operands[0], on: edges)
        let plain = convolution.plain(operands[0], on: edges, statistics: statistics)
        let twice = convolution.plain(plain, on: edges, statistics: statistics)
        let grid = BondGrid(.published)
        let folded = FoldedConvolutions(
            [(convolution, statistics), (convolution, statistics)], grid: grid)
        let evaluated = folded(operands[0], on: CubicEdges(edges.edges, grid: grid))
        #expect(largestDifference(evaluated.scalars, twice.scalars) < 3e-5)
        #expect(largestDifference(plain.scalars, twice.scalars) > 0.1, "control")
    }

    @Test("gradients of all nine operands equal those of the plain equations")
    func gradients() {
        let fused = gradients { $0.trained($1, on: edges).atoms }
        let plain = gradients { $0.plain($1, on: edges).atoms }
        for (k, (a, b)) in zip(fused, plain).enumerated() {
            let scale = b.scalars.map(abs).max() ?? 0
            // A bias before a normalisation moves nothing.
            #expect((scale > 0.1) == (k != 3), "operand \(k): \(scale)")
            let difference = largestDifference(a.scalars, b.scalars)
            #expect(difference < 2e-5 * max(1, scale), "operand \(k): \(difference) of \(scale)")
        }
    }

    @Test("one thread and two give the same bits")
    func threads() {
        let (one, two) = (bits(threads: 1), bits(threads: 2))
        #expect(one == two && one.count == 9)
    }

    private func bits(threads: Int) -> [[Float]] {
        Workers.withCount(threads) {
            gradients { $0.trained($1, on: edges).atoms }.map(\.scalars)
        }
    }

    private func gradients(_ body: (GatedConvolution, Tensor) -> Tensor) -> [Tensor] {
        let tape = Tape()
        let watched = operands.map(tape.watch)
        let output = body(convolution(watched), watched[0])
        return tape.gradients(of: (output * directions).sum(), for: watched)
    }
}

func largestDifference(_ a: [Float], _ b: [Float]) -> Float {
    precondition(a.count == b.count)
    return zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
}
