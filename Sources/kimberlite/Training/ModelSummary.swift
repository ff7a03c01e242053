internal import Foundation
internal import Learning

extension ModelCard {
    /// The card in words, a line each.
    var summary: [String] {
        let data = data.map { "\($0.name) (\($0.rows) crystals)" }.joined(separator: ", ")
        let network = "\(network.convolutions) convolutions of \(network.width)"
        let left = (leftOut ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let computers = arithmetic.map { ["  computed with \($0)"] }
        return [
            "\(name): \(network), epoch \(epoch) of \(training.epochs)",
            "  learned from \(data)",
            "  left out: \(left.isEmpty ? "nothing" : left.joined(separator: ", "))",
            "  split by formula: \(split.train) train, \(split.validation) validation, "
                + "\(split.test) test",
        ] + (computers ?? []) + metrics.map(Self.line)
    }

    static func line(_ metrics: TargetMetrics) -> String {
        let (learned, physical) = (metrics.learned, metrics.physical)
        return String(
            format: "  %@ on %d test crystals: MAE %.4f as learned, %.4g in its unit (%.1f %%), "
                + "RMSE %.4g, R² %.3f",
            metrics.target, physical.count, learned.meanAbsoluteError,
            physical.meanAbsoluteError, 100 * metrics.relativeError,
            physical.rootMeanSquareError, learned.r2)
    }

    var json: String { (try? CardJSON.text(of: self)) ?? "{}" }
}

extension ModelCard.TargetMetrics {
    var json: String { (try? CardJSON.text(of: self)) ?? "{}" }
}
