internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// A model's predictions beside the labels of crystals.
struct ModelEvaluation {
    private let predictor: ModelPredictor
    private let heldOutOnly: Bool
    private var waiting: [any LabelledMaterial] = []
    private var rows: [Row] = []
    /// For what follows from both moduli; nil for other models, or without error bars.
    private let scenarios: ModulusScenarios?
    private(set) var hardness = HardnessCoverage()
    private(set) var formulas = FormulaComparison()
    /// A model of K and G that the formulas may take theirs from; nil for none.
    private let moduli: ModelPredictor?
    /// Crystals that are not on the test side of the model's split.
    private(set) var learned = 0
    /// Crystals whose labels the model's cleaning would not have believed, by rule.
    private(set) var doubted: [String: Int] = [:]

    /// One crystal: labels in the targets' units, NaN where there is none, and predictions.
    private struct Row {
        var id: String
        var formula: String
        /// From 1, of a row that is of one site; nil of the material.
        var site: Int?
        var truths: [Double]
        var estimates: [PropertyEstimate]
    }

    private static let chunk = 1024

    init(_ predictor: ModelPredictor, heldOutOnly: Bool, moduli: ModelPredictor? = nil) {
        (self.predictor, self.heldOutOnly) = (predictor, heldOutOnly)
        self.moduli = moduli
        scenarios = ModulusScenarios([predictor])
    }

    private var targets: [Target] { predictor.model.card.targets }

    mutating func add(_ record: some LabelledMaterial) {
        if !predictor.model.card.holdsOut(record) {
            if heldOutOnly { return }
            learned += 1
        }
        if let (rule, _) = predictor.model.card.cleaning?.objection(to: record) {
            doubted[rule, default: 0] += 1
        }
        waiting.append(record)
        if waiting.count == Self.chunk { flush() }
    }

    func finished() -> ModelEvaluation {
        var copy = self
        copy.flush()
        return copy
    }

    private mutating func flush() {
        let crystals = waiting.compactMap(\.structure)
        let estimates =
            crystals.count == waiting.count
            ? predictor.estimates(for: crystals)
            : predictor.estimates(for: waiting.map(\.composition))
        let moduli = crystals.count == waiting.count ? self.moduli?.moduli(of: crystals) : nil
        for (place, record) in waiting.enumerated() {
            let values = predictor.byTarget(estimates[place])
            formulas.add(record, values, targets, moduli: moduli?[place])
            if let scenarios { hardness.add(record, values, targets, scenarios) }
            rows.append(
                Row(
                    id: record.id, formula: record.composition.reducedFormula,
                    truths: Self.truths(of: record, targets), estimates: values))
        }
        if hasSites { addSites(of: crystals) }
        waiting.removeAll(keepingCapacity: true)
    }

    private var hasSites: Bool { targets.contains(where: \.isOfSites) }

    private mutating func addSites(of crystals: [Crystal]) {
        let estimates = predictor.siteEstimates(for: crystals)
        for (record, sites) in zip(waiting, estimates) {
            let truths = targets.map { $0.siteValues(of: record) }
            for (k, values) in sites.enumerated() {
                rows.append(
                    Row(
                        id: record.id, formula: record.composition.reducedFormula, site: k + 1,
                        truths: truths.map { $0?[k] ?? .nan },
                        estimates: predictor.byTarget(ofSite: values)))
            }
        }
    }

    private static func truths(
        of record: some LabelledMaterial, _ targets: [Target]
    ) -> [Double] {
        targets.map { $0.value(of: record) ?? .nan }
    }

    /// Of every target, over the crystals that have it.
    var metrics: [ModelCard.TargetMetrics] {
        targets.indices.map { k in
            var metrics = ModelCard.TargetMetrics(
                target: targets[k], predictions: rows.map { $0.estimates[k].mean },
                truths: rows.map { targets[k].transformed($0.truths[k]) })
            metrics.covered = covered(k)
            return metrics
        }
    }

    /// Of a model that learned from positives and unlabelled crystals; nil for others, and where there are
    /// not both.
    var positiveUnlabelled: PositiveUnlabelledReport? {
        guard let settings = predictor.model.card.positiveUnlabelled else { return nil }
        func scores(_ label: Double) -> [Double] {
            rows.filter { $0.truths[0] == label }.map { $0.estimates[0].value }
                .filter(\.isFinite)
        }
        let (positives, unlabelled) = (scores(1), scores(0))
        guard !positives.isEmpty, !unlabelled.isEmpty else { return nil }
        return PositiveUnlabelledReport(
            hiddenPositives: positives, unlabelled: unlabelled, threshold: settings.threshold)
    }

    /// Share of the labels within the error bars; nil without any.
    private func covered(_ k: Int) -> Double? {
        // A label that has no logarithm is none to a target that is learned as one.
        let known = rows.filter {
            targets[k].transformed($0.truths[k]).isFinite && $0.estimates[k].hasInterval
        }
        let inside = known.filter {
            ($0.estimates[k].low...$0.estimates[k].high).contains($0.truths[k])
        }
        return known.isEmpty ? nil : Double(inside.count) / Double(known.count)
    }

    /// The parity plot of every target that has labels.
    var plots: [(target: String, text: String)] {
        zip(targets, metrics).filter { $1.learned.count > 1 }.map { target, metric in
            (target.name, ParityPlot(predictor.quality(metric, of: target)).file)
        }
    }

    /// id, formula, site if any target is of sites, then truth, prediction and error bar of each target.
    var table: String {
        let names = targets.flatMap { target in
            [target.name] + ["predicted", "low", "high"].map { "\(target.name)_\($0)" }
        }
        let lines = rows.map { row in
            let values = targets.indices.flatMap { k in
                let estimate = row.estimates[k]
                return [row.truths[k], estimate.value, estimate.low, estimate.high]
            }
            let site = hasSites ? [row.site.map(String.init) ?? ""] : []
            return CSV.row(
                [row.id, row.formula] + site
                    + values.map { $0.isFinite ? String(format: "%.6g", $0) : "" })
        }
        let head = ["id", "formula"] + (hasSites ? ["site"] : [])
        return ([CSV.row(head + names)] + lines).joined()
    }
}

extension ModelPredictor {
    /// [crystals] K and G, GPa; nil where the model does not predict both.
    fileprivate func moduli(of crystals: [Crystal]) -> [(bulk: Double, shear: Double)]? {
        guard let bulk = properties.firstIndex(where: { $0.name == "K" }),
            let shear = properties.firstIndex(where: { $0.name == "G" })
        else { return nil }
        return estimates(for: crystals).map { ($0[bulk].value, $0[shear].value) }
    }
}
