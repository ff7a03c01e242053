internal import CKernels

/// The Laplacian kernel k(x, y) = exp(−Σ_c |x_c − y_c|) over some points, and ridge regression with it
/// (Rupp, Int. J. Quantum Chem. 115, 1058, 2015): f(x) = Σ_j k(x, x_j) α_j, (K + λ) α = y.
///
/// It is not smooth at a point, so that what is known of one point says much of those nearest to it
/// and little of others.
public struct LaplacianKernel: Sendable {
    public let count: Int
    /// [count][padded]
    private let points: [Float]
    private let width: Int
    private let padded: Int

    private static let lanes = 16

    /// - Parameter points: [points, coordinates]
    public init(_ points: Tensor) {
        (count, width) = (points.rows, points.columns)
        padded = (width + Self.lanes - 1) / Self.lanes * Self.lanes
        self.points = Self.padded(points, to: padded)
    }

    /// With zeros, which change no distance.
    private static func padded(_ points: Tensor, to padded: Int) -> [Float] {
        guard points.columns != padded else { return points.scalars }
        let rest = [Float](repeating: 0, count: padded - points.columns)
        return (0..<points.rows).flatMap { row in
            points.scalars[row * points.columns..<(row + 1) * points.columns] + rest
        }
    }

    /// k of one of the rows in `x`, [queries][padded], with some of the points.
    private func values(_ x: [Float], _ row: Int, _ range: Range<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: range.count) { buffer, initialized in
            x.withUnsafeBufferPointer { x in
                points.withUnsafeBufferPointer { points in
                    guard let x = x.baseAddress, let points = points.baseAddress else { return }
                    Kernels.best.laplacian_kernel(
                        x + row * padded, points + range.lowerBound * padded, range.count,
                        padded, buffer.baseAddress)
                }
            }
            initialized = range.count
        }
    }

    // MARK: Prediction

    /// Queries that one thread takes at a time.
    private static let pieceSize = 16
    /// Points that stay in the cache while the queries of a piece meet them.
    private static let pointsAtOnce = 512

    /// Σ_j k(x, x_j) α_j; what a query gets does not depend on the others.
    ///
    /// - Parameters:
    ///   - queries: [queries, coordinates]
    ///   - weights: α, [points, targets]
    /// - Returns: [queries][targets]
    public func predictions(for queries: Tensor, weights: Tensor) -> [[Double]] {
        precondition(
            queries.columns == width && weights.rows == count,
            "\(queries.shape) and \(weights.shape) at \(count) points of \(width)")
        let x = Self.padded(queries, to: padded)
        let size = Self.pieceSize
        return Workers.map((queries.rows + size - 1) / size) { piece in
            sums(x, piece * size..<min((piece + 1) * size, queries.rows), weights)
        }.flatMap { $0 }
    }

    private func sums(_ x: [Float], _ rows: Range<Int>, _ weights: Tensor) -> [[Double]] {
        let targets = weights.columns
        var sums = rows.map { _ in [Double](repeating: 0, count: targets) }
        for first in stride(from: 0, to: count, by: Self.pointsAtOnce) {
            let range = first..<min(first + Self.pointsAtOnce, count)
            for (k, row) in rows.enumerated() {
                let kernel = values(x, row, range)
                weights.scalars.withUnsafeBufferPointer { weights in
                    for (j, value) in kernel.enumerated() {
                        for t in 0..<targets {
                            sums[k][t] +=
                                Double(value) * Double(weights[(first + j) * targets + t])
                        }
                    }
                }
            }
        }
        return sums
    }

    // MARK: Fitting

    /// α of each target, zero for points that have no value of it.
    ///
    /// - Parameters:
    ///   - values: [targets][points]; NaN where there is none.
    ///   - ridge: λ, above 0.
    ///   - progress: called with the share that is over; returns false to give up.
    /// - Returns: [points, targets]; nil if given up.
    public func weights(
        for values: [[Double]], ridge: Double, progress: (Double) -> Bool = { _ in true }
    ) -> Tensor? {
        precondition(ridge > 0, "a ridge of \(ridge)")
        precondition(
            values.allSatisfy { $0.count == count }, "\(values.map(\.count)) values of \(count)")
        var weights = [Float](repeating: 0, count: count * values.count)
        // Targets with values of the same points share a factor.
        let known = values.map { $0.map(\.isFinite) }
        let kinds = known.indices.filter { known[..<$0].firstIndex(of: known[$0]) == nil }
        for (place, first) in kinds.enumerated() {
            let rows = known[first].indices.filter { known[first][$0] }
            let factor = factor(rows, ridge: ridge) { share in
                progress((Double(place) + share) / Double(kinds.count))
            }
            guard let factor else { return nil }
            for t in values.indices where known[t] == known[first] {
                let solution = factor.solve(rows.map { values[t][$0] })
                for (row, weight) in zip(rows, solution) {
                    weights[row * values.count + t] = Float(weight)
                }
            }
        }
        return Tensor(weights, shape: [count, values.count])
    }

    /// Of K + λ over some of the points.
    private func factor(
        _ rows: [Int], ridge: Double, progress: (Double) -> Bool
    ) -> CholeskyFactor? {
        let part = LaplacianKernel(
            Tensor(
                rows.flatMap { points[$0 * padded..<($0 + 1) * padded] },
                shape: [rows.count, padded]))
        return CholeskyFactor(
            size: rows.count, tile: { part.tile($0, $1, ridge) }, progress: progress)
    }

    private func tile(_ rows: Range<Int>, _ columns: Range<Int>, _ ridge: Double) -> [Double] {
        rows.flatMap { row in
            let kernel = values(points, row, columns)
            return columns.map { column in
                Double(kernel[column - columns.lowerBound]) + (row == column ? ridge : 0)
            }
        }
    }
}
