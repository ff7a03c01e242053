internal import Foundation
internal import Tensors

/// How far a crystal is from what a model was trained on, in the network's own eyes: Mahalanobis'
/// distance of what the head is given, from the training crystals.
///
///     x = ln(softplus(v̄) + ε),  d² = (x − μ)ᵀ (Σ + λ)⁻¹ (x − μ)
///
/// v̄ is the mean of the atoms' features after the last convolution of the first member; μ and Σ are mean
/// and covariance of x over the training part, λ a thousandth of the mean variance. Crystals that were
/// never seen and are like them are nearer than ``limit`` in 199 of 200 cases (the validation part says
/// so); what is farther is answered all the same, by networks that know nothing of it.
public struct Coverage: Sendable {
    /// μ, [features]
    let center: [Float]
    /// [features, features] W with WᵀW = (Σ + λ)⁻¹, row after row.
    let whitening: [Float]
    /// d of the 199th of two hundred.
    public let limit: Double

    /// Share of crystals like those of the training that are within the limit.
    static let share = 0.995
    /// Crystals that are needed to say so.
    public static let leastCount = 200

    init(center: [Float], whitening: [Float], limit: Double) {
        precondition(
            whitening.count == center.count * center.count,
            "\(whitening.count) elements for \(center.count) features")
        (self.center, self.whitening, self.limit) = (center, whitening, limit)
    }

    /// [crystals] d over the limit: above 1 it is far.
    ///
    /// - Parameter pooled: [crystals, features] v̄.
    func remoteness(_ pooled: Tensor) -> [Double] {
        let x = Self.features(pooled)
        let width = center.count
        return (0..<pooled.rows).map { row in
            let difference = (0..<width).map { Double(x[row * width + $0] - center[$0]) }
            var sum = 0.0
            for i in 0..<width {
                // Lower triangular.
                var part = 0.0
                for k in 0...i { part += Double(whitening[i * width + k]) * difference[k] }
                sum += part * part
            }
            return sum.squareRoot() / limit
        }
    }

    /// x of every crystal.
    private static func features(_ pooled: Tensor) -> [Float] {
        pooled.softplus().scalars.map { log($0 + 0.05) }
    }
}

extension Coverage {
    /// - Parameters:
    ///   - training: [crystals, features] v̄ of the training part.
    ///   - validation: that of crystals that were not trained on.
    /// - Returns: nil for too few of either.
    init?(training: Tensor, validation: Tensor) {
        guard training.rows > 2 * training.columns, validation.rows >= Self.leastCount else {
            return nil
        }
        let (mean, covariance) = Self.moments(Self.features(training), width: training.columns)
        guard let whitening = Self.whitening(covariance, width: mean.count) else { return nil }
        let unlimited = Coverage(
            center: mean.map { Float($0) }, whitening: whitening.map { Float($0) }, limit: 1)
        let distances = unlimited.remoteness(validation).sorted()
        let rank = Int((Double(distances.count + 1) * Self.share - 1e-9).rounded(.up))
        self.init(
            center: unlimited.center, whitening: unlimited.whitening,
            limit: distances[min(rank, distances.count) - 1])
    }

    private static func moments(
        _ x: [Float], width: Int
    ) -> (mean: [Double], covariance: [Double]) {
        let rows = x.count / width
        var mean = [Double](repeating: 0, count: width)
        for (place, value) in x.enumerated() { mean[place % width] += Double(value) }
        for k in 0..<width { mean[k] /= Double(rows) }
        var covariance = [Double](repeating: 0, count: width * width)
        for row in 0..<rows {
            let d = (0..<width).map { Double(x[row * width + $0]) - mean[$0] }
            for i in 0..<width {
                for k in 0...i { covariance[i * width + k] += d[i] * d[k] / Double(rows) }
            }
        }
        return (mean, covariance)
    }

    /// L⁻¹ of the Cholesky factor of Σ + λ; nil where Σ is nothing.
    private static func whitening(_ lower: [Double], width: Int) -> [Double]? {
        let trace = (0..<width).reduce(0) { $0 + lower[$1 * width + $1] }
        guard trace > 0, trace.isFinite else { return nil }
        var factor = lower
        for i in 0..<width { factor[i * width + i] += 1e-3 * trace / Double(width) }
        for i in 0..<width {
            for k in 0...i {
                var sum = factor[i * width + k]
                for j in 0..<k { sum -= factor[i * width + j] * factor[k * width + j] }
                factor[i * width + k] = i == k ? sum.squareRoot() : sum / factor[k * width + k]
            }
        }
        var inverse = [Double](repeating: 0, count: width * width)
        for c in 0..<width {
            for i in c..<width {
                var sum = i == c ? 1.0 : 0
                for k in c..<i { sum -= factor[i * width + k] * inverse[k * width + c] }
                inverse[i * width + c] = sum / factor[i * width + i]
            }
        }
        return inverse
    }
}

extension Coverage {
    private static let names = ("coverage.center", "coverage.whitening", "coverage.limit")

    /// As tensors of a model file.
    var namedTensors: [(name: String, tensor: Tensor)] {
        [
            (Self.names.0, Tensor(center)),
            (Self.names.1, Tensor(whitening, shape: [center.count, center.count])),
            (Self.names.2, Tensor(Float(limit))),
        ]
    }

    /// - Returns: nil for a file of a model that has none.
    /// - Throws: ``CheckpointError`` where they do not fit the network.
    init?(from file: SafeTensors, width: Int) throws {
        guard let center = file[Self.names.0] else { return nil }
        guard let whitening = file[Self.names.1] else {
            throw CheckpointError.missing(Self.names.1)
        }
        guard let limit = file[Self.names.2] else { throw CheckpointError.missing(Self.names.2) }
        for (name, tensor, shape) in [
            (Self.names.0, center, [width]), (Self.names.1, whitening, [width, width]),
            (Self.names.2, limit, []),
        ] {
            guard tensor.shape == shape else {
                throw CheckpointError.shape(name, expected: shape, found: tensor.shape)
            }
            guard tensor.scalars.allSatisfy(\.isFinite) else {
                throw CheckpointError.notFinite(name)
            }
        }
        guard limit.item > 0 else { throw CheckpointError.notFinite(Self.names.2) }
        self.init(
            center: center.scalars, whitening: whitening.scalars, limit: Double(limit.item))
    }
}
