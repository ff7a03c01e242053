import Crystals
import Tensors
import TestKit
import Testing

@Suite("Operations on images")
struct ImageOperationTests {
    private static func images(_ shape: [Int]) -> Tensor {
        var generator = SplitMix64(seed: 11)
        return random(shape, &generator)
    }

    @Test("flattened gives back what was put in, in any number")
    func order() {
        for count in [1, 15, 16, 17, 40] {
            let x = Self.images([count, 2, 3, 4])
            let batch = ImageBatch(x)
            #expect(batch.flattened().scalars == x.scalars)
            #expect([batch.count, batch.channels, batch.height, batch.width] == x.shape)
        }
        let x = Self.images([5, 1, 2, 2])
        let chosen = ImageBatch(x, rows: [4, 0, 4]).flattened()
        #expect(chosen.rows(0..<1).scalars == x.rows(4..<5).scalars)
        #expect(chosen.rows(1..<2).scalars == x.rows(0..<1).scalars)
    }

    @Test("pooling is the plain loop", arguments: PoolingKind.allCases)
    func pooling(_ kind: PoolingKind) {
        let x = Self.images([17, 2, 7, 6])
        for (window, stride, padding) in [(2, 2, 0), (3, 2, 1), (3, 1, 1), (5, 5, 0), (1, 3, 0)] {
            let exact = ImageReference.pooling(
                x, kind, window: window, stride: stride, padding: padding)
            let found = ImageBatch(x).pooled(kind, window: window, stride: stride, padding: padding)
            #expect([found.count, found.channels, found.height, found.width] == exact.shape)
            let difference = ImageConvolutionTests.largestDifference(
                found.flattened().scalars, exact.values)
            #expect(difference < 1e-6 && (exact.values.map(abs).max() ?? 0) > 0.2)
        }
    }

    @Test("by hand: of equal pixels the first has the gradient, and a mean shares it")
    func poolingByHand() {
        let x = Tensor([1, 3, 3, 2], shape: [1, 1, 2, 2])
        func gradient(_ kind: PoolingKind) -> [Float] {
            let tape = Tape()
            let watched = tape.watch(x)
            let y = ImageBatch(watched).pooled(kind, window: 2).flattened()
            return tape.gradients(of: y.sum() * 4, for: [watched])[0].scalars
        }
        #expect(gradient(.maximum) == [0, 4, 0, 0])
        #expect(gradient(.minimum) == [4, 0, 0, 0])
        #expect(gradient(.mean) == [1, 1, 1, 1])
    }

    @Test("pooling keeps NaN", arguments: PoolingKind.allCases)
    func notANumber(_ kind: PoolingKind) {
        let x = Tensor([1, .nan, 3, 2, 5, 6, 7, 8], shape: [2, 1, 2, 2])
        let y = ImageBatch(x).pooled(kind, window: 2).flattened().scalars
        #expect(y[0].isNaN && !y[1].isNaN)
    }

    @Test("normalised channels have mean 0 and variance 1 over the images, not over empty lanes")
    func normalization() {
        let x = Self.images([19, 3, 4, 5]).reshaped([19, 3, 4, 5])
        var far = x
        far.update { for i in $0.indices { $0[i] = 100 + 3 * $0[i] } }
        let (batch, statistics) = ImageBatch(far).batchNormalized(
            gain: .ones([3]), offset: .zeros([3]), epsilon: 0)
        let y = batch.flattened()
        for channel in 0..<3 {
            var values: [Double] = []
            for n in 0..<19 {
                let first = n * 60 + channel * 20
                values += y.scalars[first..<(first + 20)].map(Double.init)
            }
            let mean: Double = values.reduce(0, +) / 380
            let squares: Double = values.reduce(0) { $0 + $1 * $1 }
            let variance: Double = squares / 380 - mean * mean
            #expect(abs(mean) < 1e-5 && abs(variance - 1) < 1e-4)
            #expect(abs(statistics.mean[channel] - 100) < 1)
        }
        #expect(statistics.weight == 380)
        // With the batch's own statistics, inference is the same.
        let again = ImageBatch(far).normalized(
            with: statistics, gain: .ones([3]), offset: .zeros([3]), epsilon: 0)
        #expect(again.flattened().scalars == y.scalars)
    }

    @Test("concatenated channels stand one after the other")
    func concatenation() {
        let (a, b) = (Self.images([18, 2, 2, 3]), Self.images([18, 1, 2, 3]))
        let y = ImageBatch.concatenated([ImageBatch(a), ImageBatch(b)])
        #expect(y.channels == 3 && y.count == 18)
        for n in 0..<18 {
            let row = y.flattened().rows(n..<(n + 1)).scalars
            #expect(row == a.rows(n..<(n + 1)).scalars + b.rows(n..<(n + 1)).scalars)
        }
    }

    static let operations = [
        GradientTests.Operation("convolution", [[3, 2, 5, 4], [3, 2, 3, 3], [3]]) {
            ImageBatch($0[0]).convolved($0[1], bias: $0[2]).flattened()
        },
        GradientTests.Operation(
            "convolution, stride 2, padded", [[2, 2, 5, 5], [2, 2, 3, 3], [2]]
        ) {
            ImageBatch($0[0]).convolved($0[1], bias: $0[2], stride: 2, padding: 1).flattened()
        },
        GradientTests.Operation("mean pooling", [[2, 2, 5, 5]]) {
            ImageBatch($0[0]).pooled(.mean, window: 3, stride: 2, padding: 1).flattened()
        },
        GradientTests.Operation("channel normalisation", [[3, 2, 2, 3], [2], [2]]) {
            ImageBatch($0[0]).batchNormalized(gain: $0[1], offset: $0[2], epsilon: 1e-2)
                .0.flattened()
        },
        GradientTests.Operation("concatenation", [[2, 1, 2, 2], [2, 2, 2, 2]]) {
            let (a, b) = (ImageBatch($0[0]), ImageBatch($0[1]))
            return ImageBatch.concatenated([a, b, a]).mapped { $0.tanh() }.flattened()
        },
        GradientTests.Operation("softmax", [[3, 4]]) { ($0[0] * 2).softmax() },
        GradientTests.Operation("leaky relu", [[3, 4]]) {
            ($0[0] + .filled(2, [3, 4])).leakyReLU(slope: 0.2)
                + ($0[0] - .filled(2, [3, 4])).leakyReLU(slope: 0.2)
        },
    ]

    @Test("gradients agree with central differences", arguments: operations)
    func gradients(_ operation: GradientTests.Operation) {
        var generator = SplitMix64(seed: 7)
        let inputs = operation.shapes.map { random($0, &generator) }
        let directions = random(operation.function(inputs).shape, &generator)
        let check = GradientCheck(at: inputs) { (operation.function($0) * directions).sum() }
        #expect(check.largest > 0.05, "the function does not move")
        #expect(check.error < 3e-3, "relative error \(check.error)")
    }

    /// Pixels a tenth apart in random order: a step of the differences changes no winner.
    @Test(
        "gradients of extremes agree with central differences",
        arguments: [PoolingKind.maximum, .minimum])
    func extremes(_ kind: PoolingKind) {
        var generator = SplitMix64(seed: 9)
        let values = (0..<36).map { Float($0) / 10 }.shuffled(using: &generator)
        let directions = random([1, 9], &generator)
        let check = GradientCheck(at: [Tensor(values, shape: [1, 1, 6, 6])]) {
            (ImageBatch($0[0]).pooled(kind, window: 3, stride: 2, padding: 1).flattened()
                * directions)
                .sum()
        }
        #expect(check.largest > 0.05 && check.error < 3e-3)
    }

    @Test("softmax by hand: shares that sum to 1, and no overflow")
    func softmax() {
        let p = Tensor([0, logTwo, 1000, 1000], shape: [2, 2]).softmax().scalars
        #expect(zip(p, [1.0 / 3, 2.0 / 3, 0.5, 0.5]).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    private let logTwo: Float = 0.693_147_18
}
