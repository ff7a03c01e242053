internal import Foundation
internal import Learning

extension ModelCard {
    /// The card in words, a line each.
    var summary: [String] {
        let regression = kernelMember.map {
            ["  with a kernel regression\(words(of: $0))"]
        }
        let data = data.map { "\($0.name) (\($0.rows) \(materials))" }.joined(separator: ", ")
        let network = network.words
        let left = (leftOut ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let computers = arithmetic.map { ["  computed with \($0)"] }
        return [
            "\(name): \(ensemble)\(network), epoch \(epoch) of \(training.epochs)",
            "  learned from \(data)",
            "  left out: \(left.isEmpty ? "nothing" : left.joined(separator: ", "))",
            "  split by \(training.split): \(split.train) train, \(split.validation) validation, "
                + "\(split.test) test",
        ] + (regression ?? []) + leaks + (transfer.map { ["  began with \($0)"] } ?? [])
            + (computers ?? [])
            + (search ?? []).map { "  search: \($0)" }
            + (positiveUnlabelledLines ?? metrics.map { line($0, on: "test ") })
    }

    /// What it learned from, in sentences.
    var materials: String { network.crystalGraph == nil ? "compositions" : "crystals" }

    /// "mean of 5 networks, each of ".
    private var ensemble: String {
        members.map { "mean of \($0.count) networks, each of " } ?? ""
    }

    /// Its share in the answers for each target, and what it errs alone.
    private func words(of kernel: KernelMember) -> String {
        targets.indices.map { k in
            String(
                format: ", %.0f %% of %@ (alone: MAE %.4f)", 100 * kernel.shares[k],
                targets[k].name, kernel.meanAbsoluteErrors[k])
        }.joined()
    }

    /// What the test part shares with the others; nothing where it shares nothing.
    private var leaks: [String] {
        let kinds = LeakReport.Kind.allCases.compactMap { kind in
            split.leaks?[kind.rawValue].map { "\($0) \(kind.words)" }
        }
        guard !kinds.isEmpty else { return [] }
        return ["  test \(materials) known to the other parts: \(kinds.joined(separator: ", "))"]
    }

    /// - Parameter part: of the materials they were measured on: "test ", or nothing.
    func line(_ metrics: TargetMetrics, on part: String) -> String {
        let isOfSites = targets.contains { $0.name == metrics.target && $0.isOfSites }
        let crystals = part + (isOfSites ? "sites" : materials)
        guard metrics.learned.count > 0 else {
            return "  \(metrics.target) on 0 \(crystals): none has a label of it"
        }
        if let classes = metrics.classes { return line(classes, of: metrics.target, on: crystals) }
        let (learned, physical) = (metrics.learned, metrics.physical)
        let target = targets.first { $0.name == metrics.target }
        let unit = target.map { $0.unit.isEmpty ? "" : " \($0.unit)" } ?? ""
        let error = String(format: "%.4g", physical.meanAbsoluteError) + unit
        let root = String(format: "%.4g", physical.rootMeanSquareError) + unit
        // Only of a quantity that is never near zero do percentages say something.
        let scale = target?.transform == .log10 ? "log₁₀" : "ln"
        let relative = String(
            format: "MAE %.4f in %@, %@ (%.1f %%)", learned.meanAbsoluteError, scale, error,
            100 * metrics.relativeError)
        return "  \(metrics.target) on \(physical.count) \(crystals): "
            + (target.map { $0.transform != .identity } == true ? relative : "MAE \(error)")
            + String(format: ", RMSE %@, R² %.3f", root, learned.r2)
            + (metrics.covered.map { String(format: ", %.1f %% within the 90 %% bars", 100 * $0) }
                ?? "")
            + single(metrics)
    }

    private func line(
        _ classes: ClassificationMetrics, of target: String, on crystals: String
    ) -> String {
        String(
            format:
                "  %@ on %d %@, %d of them yes: accuracy %.3f, F1 %.3f, AUC %.3f, log loss %.3f",
            target, classes.count, crystals, classes.positives, classes.accuracy, classes.f1,
            classes.areaUnderCurve, classes.logLoss)
    }

    /// What the networks of an ensemble err alone, on average; nothing where that is not known of these
    /// metrics.
    private func single(_ metrics: ModelCard.TargetMetrics) -> String {
        guard let members, let k = targets.firstIndex(where: { $0.name == metrics.target }),
            self.metrics.indices.contains(k),
            self.metrics[k].learned == metrics.learned
        else { return "" }
        let errors = members.map { $0.meanAbsoluteErrors[k] }
        let mean = errors.reduce(0, +) / Double(errors.count)
        return String(format: "; its networks alone: MAE %.4f", mean)
    }

    /// The settings of the training as a --config file has them; nothing where the card does not say all.
    var settings: String {
        guard var plan else { return "" }
        // Told line by line in the summary.
        plan.search = []
        guard let lines = try? PlanText.lines(of: plan) else { return "" }
        return "  settings, as a --config file has them:\n" + lines.map { "    \($0)\n" }.joined()
    }

    var json: String { (try? CardJSON.text(of: self)) ?? "{}" }
}

extension ModelCard.TargetMetrics {
    var json: String { (try? CardJSON.text(of: self)) ?? "{}" }
}
