internal import Foundation

/// How well what is learned of one family of superconductors predicts the others: R² of ln T_c, of which 1 is
/// perfect, 0 no better than the mean of the family asked about, and less is worse.
///
/// On the diagonal each family is predicted from itself, every row by a fit that did not see it.
public struct CrossFamilyTable: Sendable {
    public let families: [SuperconductorFamily]
    /// Rows of each family.
    public let counts: [Int]
    /// [learned from][predicted]; nil where there are too few rows.
    public let r2: [[Double?]]

    /// Fits rows, and then gives ln T_c of others.
    public typealias Fit =
        (_ rows: [Superconductor]) throws -> (_ others: [Superconductor]) -> [Double]

    /// - Parameters:
    ///   - rows: every composition once: ``Superconductor/averaged(_:)``.
    ///   - temperature: K; rows at or below it are left out.
    ///   - folds: parts of a family for the diagonal, at least two.
    public init(
        _ rows: [Superconductor], above temperature: Double, folds: Int,
        using generator: inout some RandomNumberGenerator, fit: Fit
    ) rethrows {
        precondition(folds > 1, "\(folds) folds")
        let families = SuperconductorFamily.allCases
        let members = families.map { family in
            rows.filter { $0.family == family && $0.criticalTemperature > temperature }
                .shuffled(using: &generator)
        }
        (self.families, counts) = (families, members.map(\.count))
        r2 = try members.indices.map { source in
            guard members[source].count >= folds else { return members.map { _ in nil } }
            let predict = try fit(members[source])
            return try members.indices.map { target in
                target == source
                    ? try Self.crossValidated(members[source], folds: folds, fit: fit)
                    : Self.r2(predict(members[target]), members[target])
            }
        }
    }

    private static func crossValidated(
        _ rows: [Superconductor], folds: Int, fit: Fit
    ) rethrows -> Double? {
        var (predictions, truths): ([Double], [Superconductor]) = ([], [])
        for fold in 0..<folds {
            let held = rows.indices.filter { $0 % folds == fold }.map { rows[$0] }
            let rest = rows.indices.filter { $0 % folds != fold }.map { rows[$0] }
            predictions += try fit(rest)(held)
            truths += held
        }
        return r2(predictions, truths)
    }

    /// 1 − Σ(ŷ − y)²/Σ(y − ȳ)² of y = ln T_c; nil for fewer than two rows or equal ones.
    private static func r2(_ predictions: [Double], _ rows: [Superconductor]) -> Double? {
        precondition(predictions.count == rows.count, "\(predictions.count) for \(rows.count) rows")
        let truths = rows.map { log($0.criticalTemperature) }
        let mean = truths.reduce(0, +) / Double(max(1, truths.count))
        let spread = truths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let residual = zip(predictions, truths).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return spread > 0 ? 1 - residual / spread : nil
    }
}
