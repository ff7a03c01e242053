internal import Crystals
internal import Learning

extension ModelDiagnosis {
    /// Every table that no figure has.
    public var tables: [(name: String, csv: String)] {
        var tables = [("predictions", predictionTable), ("errors", errorTable)]
        if let stability, stability.crystals > 0 {
            tables.append(("stability", StabilitySection.csv(stability, targets)))
        }
        if !depths.isEmpty { tables.append(("depth", DepthSection.table(depths, targets))) }
        let known = zip(targets, fits).compactMap { target, fit in fit.map { (target, $0) } }
        guard !known.isEmpty else { return tables }
        let rows = known.map { target, fit in
            CSV.row(
                [target.name, "\(fit.learned.count)"]
                    + [fit.learned.error, fit.learned.standardError].map(exact)
                    + ["\(fit.unseen.count)"]
                    + [fit.unseen.error, fit.unseen.standardError, fit.baseline, fit.rise ?? .nan]
                    .map(exact) + ["\(fit)"])
        }
        let head = CSV.row([
            "target", "learned_from", "learned_mae", "learned_standard_error", "others",
            "others_mae", "others_standard_error", "one_answer_mae", "validation_over_least",
            "verdict",
        ])
        return tables + [("fit", head + rows.joined())]
    }

    /// Of every target, on the scale of learning.
    private var errorTable: String {
        let rows = targets.indices.map { k in
            let metrics = metrics(k)
            let values = [
                metrics.meanAbsoluteError, metrics.rootMeanSquareError, metrics.r2, covered(k),
            ]
            return CSV.row(
                [targets[k].name, Self.unit(targets[k]), "\(metrics.count)"] + values.map(exact))
        }
        return CSV.row(["target", "unit", "count", "mae", "rmse", "r2", "covered_90"])
            + rows.joined()
    }

    /// id, formula, side, then truth, prediction and error bar of each target on the scale of learning.
    private var predictionTable: String {
        let names = targets.flatMap { target in
            ["", "_predicted", "_expected_error"].map { target.name + $0 }
        }
        let rows = judged.map { crystal in
            let values = targets.indices.flatMap { k in
                [crystal.truths[k], crystal.estimates[k].mean, crystal.estimates[k].deviation]
            }
            return CSV.row(
                [crystal.id, crystal.formula, crystal.side?.rawValue ?? ""] + values.map(exact))
        }
        return CSV.row(["id", "formula", "side"] + names) + rows.joined()
    }
}
