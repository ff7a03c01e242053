import CKernels
import Crystals
import Foundation
import Tensors
import Testing

@Suite("Regression with a Laplacian kernel")
struct LaplacianKernelTests {
    @Test("the loop is exp(−Σ |x − y|) in every instruction set", arguments: KernelVariant.all)
    func loop(_ variant: KernelVariant) {
        var generator = SplitMix64(seed: 5)
        for (count, width) in [(1, 16), (17, 48), (40, 224)] {
            // Farther than 87, where the exponential stays at e^−87, no two are.
            let x = random([width], &generator, range: 0.3).scalars
            var points = random([count, width], &generator, range: 0.3).scalars
            points[0] = .nan
            var k = [Float](repeating: 777, count: count)
            variant.table().laplacian_kernel(x, points, count, width, &k)
            #expect(k[0].isNaN)
            for j in 1..<max(1, count) {
                let distance = (0..<width).reduce(0.0) {
                    $0 + abs(Double(x[$1]) - Double(points[j * width + $1]))
                }
                #expect(abs(Double(k[j]) / exp(-distance) - 1) < 4e-5)
            }
        }
    }

    /// Points of two coordinates, y of two targets; every fifth lacks the second.
    private static func example(_ count: Int) -> (points: Tensor, values: [[Double]]) {
        var generator = SplitMix64(seed: 9)
        let points = random([count, 2], &generator)
        let values = (0..<2).map { t in
            (0..<count).map { k in
                let (x, y) = (Double(points.scalars[2 * k]), Double(points.scalars[2 * k + 1]))
                return t == 1 && k.isMultiple(of: 5) ? .nan : sin(3 * x) + Double(t + 1) * y
            }
        }
        return (points, values)
    }

    @Test("the weights solve (K + λ) α = y over the points that have a value")
    func weights() throws {
        let (points, values) = Self.example(60)
        let weights = try #require(
            LaplacianKernel(points).weights(for: values, ridge: 0.05)
        ).scalars
        func kernel(_ i: Int, _ j: Int) -> Double {
            exp(
                -(0..<2).reduce(0.0) {
                    $0 + abs(Double(points.scalars[2 * i + $1] - points.scalars[2 * j + $1]))
                })
        }
        for t in 0..<2 {
            for i in 0..<60 {
                guard values[t][i].isFinite else {
                    #expect(weights[2 * i + t] == 0)
                    continue
                }
                let sum = (0..<60).reduce(0.0) { $0 + kernel(i, $1) * Double(weights[2 * $1 + t]) }
                #expect(abs(sum + 0.05 * Double(weights[2 * i + t]) - values[t][i]) < 1e-5)
            }
        }
    }

    @Test("learns a function, and what a query gets depends on nothing beside it")
    func learns() throws {
        let (points, values) = Self.example(800)
        let kernel = LaplacianKernel(points)
        let weights = try #require(kernel.weights(for: values, ridge: 1e-3))
        let queries = Self.example(900)
        let found = kernel.predictions(for: queries.points, weights: weights)
        let errors = (800..<900).map { abs(found[$0][0] - queries.values[0][$0]) }
        #expect(errors.reduce(0, +) / 100 < 0.05, "\(errors.reduce(0, +) / 100)")
        let spread = queries.values[0].map(abs).reduce(0, +) / 900
        #expect(spread > 0.5, "control")
        let alone = kernel.predictions(
            for: Tensor(Array(queries.points.scalars[1000..<1002]), shape: [1, 2]),
            weights: weights)
        #expect(alone[0] == found[500])
        let threads = [1, 3].map { count in
            Workers.withCount(count) {
                kernel.predictions(for: queries.points, weights: weights)
            }
        }
        #expect(threads[0] == threads[1] && threads[0] == found)
    }
}
