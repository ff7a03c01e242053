import Crystals
import Learning
import Tensors
import TestKit
import Testing

@Suite("Autoencoders and principal components")
struct AutoencoderTests {
    /// A cloud with standard deviations 2, 1.5, 0.3, 0.2, 0.1 along orthogonal directions, around `middle`.
    static func cloud(_ rows: Int, around middle: [Float]) -> Tensor {
        var generator = SplitMix64(seed: 9)
        let deviations: [Float] = [2, 1.5, 0.3, 0.2, 0.1]
        let normal = Tensor.normal([rows, 5], deviation: 1, using: &generator)
        let scaled = Tensor(
            normal.scalars.enumerated().map { $1 * deviations[$0 % 5] }, shape: [rows, 5])
        // Turned by two Householder reflections, which mix all axes.
        return [[1, 2, -1, 0.5, 1], [0.3, -1, 1, 1, 2] as [Float]].reduce(scaled) { x, v in
            let square = v.reduce(0) { $0 + $1 * $1 }
            let matrix = (0..<25).map { k in
                (k / 5 == k % 5 ? 1 : 0) - 2 * v[k / 5] * v[k % 5] / square
            }
            return x.times(Tensor(matrix, shape: [5, 5]))
        }.addingToRows(Tensor(middle))
    }

    static func squaredError(_ a: Tensor, _ b: Tensor) -> Double {
        zip(a.scalars, b.scalars).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
            / Double(a.count)
    }

    @Test("principal components are orthonormal, and leave the variance of the other directions")
    func components() {
        let data = Self.cloud(400, around: [3, -1, 0.5, 2, -2])
        let components = PrincipalComponents(data, components: 2)
        let products = components.directions.timesTransposed(components.directions).scalars
        #expect(zip(products, [1, 0, 0, 1] as [Float]).allSatisfy { abs($0 - $1) < 1e-5 })
        let all = PrincipalComponents(data, components: 5)
        let variance = all.scores(data).statistics(weights: .init(repeating: 1, count: 400))
            .variance
        #expect(variance[0] > variance[1] && variance[1] > variance[2] && variance[4] > 0)
        let left = Double(variance[2] + variance[3] + variance[4]) / 5
        let error = Self.squaredError(components.reconstruction(data), data)
        #expect(isClose(error, left, relative: 1e-4) && error > 0.01)
        #expect(Self.squaredError(all.reconstruction(data), data) < 1e-10)
    }

    @Test("a linear autoencoder learns the subspace of the principal components")
    func subspace() {
        let data = Self.cloud(100, around: [0, 0, 0, 0, 0])
        let components = PrincipalComponents(data, components: 2)
        var generator = SplitMix64(seed: 3)
        let start = Autoencoder(
            inputs: 5, hidden: [], latent: 2, activation: .identity, using: &generator)
        var descent = GradientDescent(start, Adam())
        for step in 0..<2000 {
            descent.step(rate: 0.02 * Schedule.cosine.factor(at: Double(step) / 2000)) {
                Loss.meanSquaredError($0(data), data.scalars)
            }
        }
        let best = Self.squaredError(components.reconstruction(data), data)
        let found = Self.squaredError(descent.network(data), data)
        #expect(Self.squaredError(start(data), data) > 10 * best, "control")
        #expect(found > best * (1 - 1e-5), "none can be better")
        #expect(found < best * (1 + 1e-4))
        // The same reconstructions, not only as good ones.
        let difference = Self.squaredError(descent.network(data), components.reconstruction(data))
        #expect(difference < 1e-4 * best, "\(difference) of \(best)")
    }
}
