import CKernels
import Crystals
import Tensors
import TestKit
import Testing

@Suite("Convolution of images")
struct ImageConvolutionTests {
    /// Images, channels, height, width, outputs, kernel, stride, padding.
    static let shapes = [
        [17, 1, 28, 28, 5, 6, 1, 0], [3, 5, 11, 11, 10, 3, 1, 0], [2, 2, 9, 8, 3, 5, 2, 2],
        [1, 3, 4, 4, 7, 1, 1, 0], [33, 2, 8, 11, 13, 4, 3, 1], [16, 1, 3, 2, 1, 3, 1, 1],
        [4, 6, 5, 5, 16, 5, 1, 0],
    ]

    static func operands(_ shape: [Int]) -> (Tensor, Tensor, Tensor) {
        var generator = SplitMix64(seed: 5)
        return (
            random(Array(shape[..<4]), &generator),
            random([shape[4], shape[1], shape[5], shape[5]], &generator),
            random([shape[4]], &generator)
        )
    }

    static func largestDifference(_ a: [Float], _ b: [Double]) -> Double {
        guard a.count == b.count else { return .infinity }
        return zip(a, b).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    }

    @Test("is the plain loop", arguments: shapes)
    func plainLoop(_ shape: [Int]) {
        let (x, w, b) = Self.operands(shape)
        let exact = ImageReference.convolution(x, w, b, stride: shape[6], padding: shape[7])
        let found = ImageBatch(x).convolved(w, bias: b, stride: shape[6], padding: shape[7])
        #expect([found.count, found.channels, found.height, found.width] == exact.shape)
        #expect(Self.largestDifference(found.flattened().scalars, exact.values) < 1e-5)
        #expect((exact.values.map(abs).max() ?? 0) > 0.5, "control")
    }

    @Test("is the product with an explicit matrix, and so are its gradients", arguments: shapes)
    func explicitMatrix(_ shape: [Int]) {
        let (x, w, b) = Self.operands(shape)
        let (stride, padding) = (shape[6], shape[7])
        let matrix = ImageReference.matrix(
            of: w, height: shape[2], width: shape[3], stride: stride, padding: padding)
        let flat = x.reshaped([shape[0], x.columns])
        let product = flat.timesTransposed(matrix)
        let fast = ImageBatch(x).convolved(
            w, bias: .zeros(b.shape), stride: stride, padding: padding
        ).flattened()
        #expect(Self.largestDifference(fast.scalars, product.scalars.map(Double.init)) < 1e-5)
        // dx = dy · matrix.
        var generator = SplitMix64(seed: 6)
        let dy = random(fast.shape, &generator)
        let tape = Tape()
        let (watched, weights) = (tape.watch(x), tape.watch(w))
        let y = ImageBatch(watched).convolved(
            weights, bias: .zeros(b.shape), stride: stride, padding: padding)
        let gradients = tape.gradients(
            of: (y.flattened() * dy).sum(), for: [watched, weights])
        let dx = dy.times(matrix).scalars.map(Double.init)
        #expect(Self.largestDifference(gradients[0].scalars, dx) < 2e-5)
        #expect((dx.map(abs).max() ?? 0) > 0.5, "control")
        // dw, by the linearity of Σ dy · y in one weight after the other.
        for k in [0, w.count / 2, w.count - 1] {
            var unit = Tensor.zeros(w.shape)
            unit.update { $0[k] = 1 }
            let part = ImageReference.convolution(
                x, unit, .zeros(b.shape), stride: stride, padding: padding)
            let slope = zip(part.values, dy.scalars).reduce(0) { $0 + $1.0 * Double($1.1) }
            #expect(isClose(Double(gradients[1].scalars[k]), slope, relative: 1e-4, absolute: 1e-3))
        }
    }

    @Test("does not depend on the number of threads, nor an image on those beside it")
    func independence() {
        let shape = [50, 2, 9, 9, 4, 3, 1, 1]
        let (x, w, b) = Self.operands(shape)
        func run(_ threads: Int) -> [[Float]] {
            Workers.withCount(threads) {
                let tape = Tape()
                let operands = [x, w, b].map(tape.watch)
                let y = ImageBatch(operands[0]).convolved(
                    operands[1], bias: operands[2], padding: 1
                )
                .pooled(.maximum, window: 2).flattened()
                return [y.scalars] + tape.gradients(of: (y * y).sum(), for: operands).map(\.scalars)
            }
        }
        #expect(run(1) == run(2) && run(1) == run(5))
        let alone = ImageBatch(x, rows: [37]).convolved(w, bias: b, padding: 1).flattened()
        let together = ImageBatch(x).convolved(w, bias: b, padding: 1).flattened()
        #expect(alone.scalars == together.rows(37..<38).scalars)
    }

    @Test("of one block is the same on every instruction set", arguments: KernelVariant.all)
    func variants(_ variant: KernelVariant) {
        var generator = SplitMix64(seed: 8)
        for (inputs, outputs, size, kernel, stride) in [(1, 5, 12, 6, 1), (3, 11, 7, 4, 2)] {
            let count = (size - kernel) / stride + 1
            let shape = KBImageConvolution(
                inputs: inputs, height: size, width: size, outputs: outputs, kernel_height: kernel,
                kernel_width: kernel, stride: stride, out_height: count, out_width: count)
            let x = random([16, inputs, size, size], &generator)
            let w = random([outputs, inputs, kernel, kernel], &generator)
            let b = random([outputs], &generator)
            var lanes = [Float](repeating: 0, count: x.count)
            for n in 0..<16 {
                for i in 0..<x.columns { lanes[i * 16 + n] = x.scalars[n * x.columns + i] }
            }
            var y = [Float](repeating: 777, count: outputs * count * count * 16)
            variant.table().image_convolve(shape, lanes, w.scalars, b.scalars, &y)
            let exact = ImageReference.convolution(x, w, b, stride: stride, padding: 0)
            let size = outputs * count * count
            let ordered = (0..<16).flatMap { n in (0..<size).map { y[$0 * 16 + n] } }
            #expect(Self.largestDifference(ordered, exact.values) < 1e-5)
            // The gradients by the transposed map: ⟨dy, conv(x)⟩ = ⟨dx, x⟩ = ⟨dw, w⟩ + ⟨db, b⟩.
            var (dx, dw) = (
                [Float](repeating: 0, count: x.count), [Float](repeating: 7, count: w.count)
            )
            var db = [Float](repeating: 7, count: outputs)
            variant.table().image_input_gradient(shape, w.scalars, y, &dx)
            variant.table().image_weight_gradient(shape, lanes, y, &dw, &db)
            func dot(_ a: [Float], _ b: [Float]) -> Double {
                zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            }
            let whole = dot(y, y)
            let ofBias = dot(db, b.scalars)
            #expect(whole > 100, "control")
            #expect(isClose(dot(dw, w.scalars) + ofBias, whole, relative: 1e-5))
            #expect(isClose(dot(dx, lanes) + ofBias, whole, relative: 1e-5))
        }
    }
}
