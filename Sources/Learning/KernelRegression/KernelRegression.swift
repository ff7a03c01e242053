internal import Crystals
internal import Foundation
internal import Tensors

/// Ridge regression with a Laplacian kernel between compositions, which answers beside networks: it knows the
/// neighbours of a composition by heart and nothing in general, and its errors are others than theirs.
///
/// Numbers are learned as they are normalised for networks; a question as −1 and 1, of which it answers
/// (1 + f)/2, kept within 0 and 1.
public struct KernelRegression: Sendable {
    let space: CompositionPoints
    /// Those that were learned from.
    let compositions: [StoredComposition]
    /// α, [compositions, targets]
    let weights: Tensor
    let normalizers: [Normalizer]
    /// [targets] of the answers, the networks having the rest.
    public internal(set) var shares: [Double]
    private let kernel: LaplacianKernel

    init(
        _ space: CompositionPoints, _ compositions: [StoredComposition], weights: Tensor,
        normalizers: [Normalizer], shares: [Double]
    ) {
        let points = space.points(compositions.map(\.encoded))
        self.init(
            space, compositions, LaplacianKernel(points), weights: weights,
            normalizers: normalizers, shares: shares)
    }

    private init(
        _ space: CompositionPoints, _ compositions: [StoredComposition], _ kernel: LaplacianKernel,
        weights: Tensor, normalizers: [Normalizer], shares: [Double]
    ) {
        precondition(
            weights.rows == compositions.count && weights.columns == normalizers.count
                && shares.count == normalizers.count,
            "\(weights.shape) of \(compositions.count) compositions, \(normalizers.count) targets")
        (self.space, self.compositions, self.weights) = (space, compositions, weights)
        (self.normalizers, self.shares, self.kernel) = (normalizers, shares, kernel)
    }

    /// Memory that fitting takes: the lower triangle of the kernel in Double.
    static func bytes(rows: Int) -> Double { 4 * Double(rows) * Double(rows) }

    /// Why so many compositions cannot be learned from in a memory of so many bytes; nil where they can.
    public static func objection(to rows: Int, memory: Double) -> String? {
        let wanted = bytes(rows: rows)
        guard wanted > 0.9 * memory else { return nil }
        return String(
            format:
                "the kernel regression of %d formulas takes %.0f GB, and this machine has %.0f; leave "
                + "kernel out of the plan, or learn from fewer with training.labels",
            rows, wanted / 1e9, memory / 1e9)
    }

    /// Without labels that are learned from, or with a share of nothing, where nobody chose another.
    static let standardShare = 0.5

    /// - Parameters:
    ///   - rows: those of the dataset to learn from.
    ///   - progress: called with the share that is over; returns false to give up.
    /// - Returns: nil if given up.
    init?(
        _ dataset: Dataset, rows: [Int], normalizers: [Normalizer], settings: KernelSettings,
        progress: (Double) -> Bool = { _ in true }
    ) {
        let learned = rows.filter { dataset.rows[$0].targets.contains(where: \.isFinite) }
        let compositions = learned.map { StoredComposition(dataset.rows[$0].composition) }
        let encoded = Workers.map(compositions.count) { compositions[$0].encoded }
        let space = CompositionPoints(settings, of: encoded)
        let kernel = LaplacianKernel(space.points(encoded))
        let targets = learned.map { dataset.rows[$0].targets }
        let values = normalizers.indices.map { k in
            targets.map { Self.learned($0[k], normalizers[k]) }
        }
        guard
            let weights = kernel.weights(for: values, ridge: settings.ridge, progress: progress)
        else { return nil }
        let share = settings.share ?? Self.standardShare
        self.init(
            space, compositions, kernel, weights: weights, normalizers: normalizers,
            shares: normalizers.map { _ in share })
    }

    private static func learned(_ value: Double, _ normalizer: Normalizer) -> Double {
        normalizer.isLogistic == true ? 2 * value - 1 : normalizer.normalized(value)
    }

    private static func restored(_ output: Double, _ normalizer: Normalizer) -> Double {
        normalizer.isLogistic == true
            ? min(max((1 + output) / 2, 0), 1) : normalizer.restored(output)
    }

    /// - Returns: [compositions][targets] on the scale of learning.
    func answers(_ compositions: [EncodedComposition]) -> [[Double]] {
        let outputs = kernel.predictions(for: space.points(compositions), weights: weights)
        return outputs.map { zip($0, normalizers).map(Self.restored) }
    }

    /// Of each target the share w with which the squares of the errors of w·(own) + (1 − w)·(networks')
    /// are least; as it is where there are too few truths.
    ///
    /// - Parameters: [compositions][targets] on the scale of learning.
    mutating func chooseShares(own: [[Double]], networks: [[Double]], truths: [[Double]]) {
        for k in shares.indices {
            let rows = truths.indices.filter { truths[$0][k].isFinite }
            guard rows.count >= Self.leastTruths else { continue }
            var (products, squares) = (0.0, 0.0)
            for row in rows {
                let difference = own[row][k] - networks[row][k]
                products += difference * (truths[row][k] - networks[row][k])
                squares += difference * difference
            }
            if squares > 0 { shares[k] = min(max(products / squares, 0), 1) }
        }
    }

    private static let leastTruths = 20
}
