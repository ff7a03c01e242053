import Crystals
import Tensors
import TestKit
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Tensors")
struct TensorTests {
    @Test("a matrix product by hand")
    func product() {
        let a = Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])
        let b = Tensor([7, 8, 9, 10, 11, 12], shape: [3, 2])
        #expect(a.times(b).scalars == [58, 64, 139, 154])
        #expect(a.timesTransposed(a).scalars == [14, 32, 32, 77])
    }

    @Test("a product of many rows does not depend on the number of threads")
    func productThreads() {
        var generator = SplitMix64(seed: 3)
        let (a, b) = (random([1500, 37], &generator), random([37, 20], &generator))
        let one = Workers.withCount(1) { a.times(b) }
        #expect(one.scalars == Workers.withCount(2) { a.times(b) }.scalars)
        var sum: Float = 0
        for k in 0..<37 { sum += a.scalars[1400 * 37 + k] * b.scalars[k * 20 + 5] }
        #expect(abs(one.scalars[1400 * 20 + 5] - sum) < 1e-5)
    }

    @Test("sigmoid, softplus and tanh are good to a few units in the last place over their range")
    func elementaryFunctions() {
        let x = stride(from: Float(-85), through: 85, by: 0.0173).map { $0 }
        let t = Tensor(x)
        for (name, values, reference) in [
            ("sigmoid", t.sigmoid().scalars, x.map { 1 / (1 + exp(-Double($0))) }),
            ("softplus", t.softplus().scalars, x.map { log1p(exp(Double($0))) }),
        ] {
            let worst = zip(values, reference).map { abs(Double($0) - $1) / $1 }.max() ?? 1
            #expect(worst < 6e-7, "\(name): relative error \(worst)")
        }
        let worst = zip(t.tanh().scalars, x).map { abs(Double($0) - tanh(Double($1))) }.max() ?? 1
        #expect(worst < 3e-7, "tanh: absolute error \(worst)")
    }

    @Test("the Gaussians of a distance are the definition, from 0 to far beyond the last centre")
    func gaussians() {
        let distances = stride(from: Float(0), through: 12, by: 0.037).map { $0 }
        let edges = Edges(
            offsets: [0, Int32(distances.count)], neighbors: distances.map { _ in 0 },
            distances: distances, weights: distances.map { _ in 1 }, pieces: [0, 1])
        let u = GaussianEdges(edges, basis: .published).expanded()
        for (e, d) in distances.enumerated() {
            for k in 0..<41 {
                let x = (Double(d) - 0.2 * Double(k)) / 0.2
                // d/step is rounded to 24 bits: half an ulp at 60, times the steepest slope 0.86.
                #expect(abs(Double(u.scalars[e * 41 + k]) - exp(-x * x)) < 4e-6)
            }
        }
        #expect((u.scalars.max() ?? 0) > 0.99)
    }

    @Test("shapes that do not fit stop the program with both shapes in the message")
    func shapes() async {
        await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]) + Tensor([1, 2, 3]) }
    }
}
