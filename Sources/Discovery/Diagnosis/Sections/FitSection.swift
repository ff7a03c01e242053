internal import Crystals
internal import Learning

/// Has it learned too little, or too much by heart: learning curves and the errors of both sides.
struct FitSection {
    private let diagnosis: ModelDiagnosis

    init(_ diagnosis: ModelDiagnosis) { self.diagnosis = diagnosis }

    private var card: ModelCard { diagnosis.card }

    var section: DiagnosisSection? {
        let fits = diagnosis.fits
        guard diagnosis.history != nil || fits.contains(where: { $0 != nil }) else { return nil }
        return DiagnosisSection(
            id: "fit", heading: "Over- and underfitting", paragraphs: sentences(fits) + [criterion],
            findings: sentences(fits),
            table: table(fits), groups: [.init(figures: [curves(fits)].compactMap { $0 })])
    }

    private func sentences(_ fits: [FitVerdict?]) -> [String] {
        zip(diagnosis.targets, fits).map { target, fit in
            guard let fit else {
                return "\(target.name): whether it overfits cannot be told, as no crystal is known "
                    + "that it learned from; give the data that it was trained on."
            }
            return "\(target.name) \(fit): its error is \(measured(fit.learned.error)) on the "
                + "\(grouped(fit.learned.count)) \(diagnosis.materials) that it learned from and "
                + "\(measured(fit.unseen.error)) on \(grouped(fit.unseen.count)) others "
                + "(\(measured(fit.unseen.error / fit.learned.error)) times as much); one answer for all of them "
                + "would err by \(measured(fit.baseline))"
                + (fit.rise.map {
                    "; at the end of the training the validation error is "
                        + "\(rounded(max(0, ($0 - 1) * 100))) % above its least"
                } ?? "") + "."
        }
    }

    private var criterion: String {
        "It is said to underfit where its error on what it learned from is over \(brief(FitVerdict.underfit)) "
            + "of that of one answer for all; to overfit where the error on the others is over "
            + "\(brief(FitVerdict.overfit)) times that on what it learned from and the difference "
            + "beyond twice its standard error; to have been trained too long where the "
            + "validation error of the last tenth of the epochs is over 5 % above the least of any "
            + "tenth. The others are the validation and test crystals."
    }

    private func table(_ fits: [FitVerdict?]) -> DiagnosisSection.Table? {
        let rows = zip(diagnosis.targets, fits).compactMap { target, fit -> [String]? in
            guard let fit else { return nil }
            return [
                "\(target.name)\(ModelDiagnosis.bracketed(target))",
                "\(measured(fit.learned.error)) ± \(measured(fit.learned.standardError))",
                "\(measured(fit.unseen.error)) ± \(measured(fit.unseen.standardError))",
                measured(fit.unseen.error / fit.learned.error), measured(fit.baseline), "\(fit)",
            ]
        }
        let head = [
            "Mean absolute error", "learned from", "others", "ratio", "one answer", "verdict",
        ]
        return rows.isEmpty ? nil : .init(name: "fit", rows: [head] + rows)
    }

    // MARK: The curves

    private func curves(_ fits: [FitVerdict?]) -> DiagnosisFigure? {
        guard let history = diagnosis.history else { return nil }
        let isSquare = card.training.loss == .meanSquaredError
        var chart = Chart(
            title: "Loss and validation error against epochs", x: .init("Epoch"),
            y: .init("Error in spreads of the labels", scale: .logarithmic))
        for (k, member) in history.members.enumerated() {
            let (losses, errors) = (
                member.map {
                    Chart.Point(Double($0.number), isSquare ? $0.loss.squareRoot() : $0.loss)
                },
                member.map { Chart.Point(Double($0.number), spreads($0.validation)) }
            )
            let style = history.members.count > 1 ? Chart.Series.Style.thinLine : .line
            let isFirst = k == 0
            chart.series += [
                .init(
                    isFirst ? "training loss\(isSquare ? ", root" : "")" : "", losses, style: style),
                .init(isFirst ? "validation" : "", errors, style: style, color: 1),
            ]
        }
        chart.series += ends(fits, last: history.members[0].last?.number ?? 1)
        return DiagnosisFigure(
            "learning-curves", .chart(chart), caption: caption(isSquare),
            numbers: .own(csv(history)))
    }

    /// The errors of the finished model, at the end of the curves.
    private func ends(_ fits: [FitVerdict?], last: Int) -> [Chart.Series] {
        // What was taught in place of labels has errors of its own.
        guard fits.allSatisfy({ $0 != nil }), card.positiveUnlabelled == nil else { return [] }
        let known = fits.compactMap { $0 }
        let parts = [
            (known.map(\.learned.error), "learned from", 0),
            (known.map(\.unseen.error), "others", 1),
        ]
        return parts.map { errors, name, color in
            .init(
                "finished: \(name)", [Chart.Point(Double(last), spreads(errors))], style: .marks,
                color: color)
        }
    }

    /// The mean over the targets of errors in units of the spread of the labels learned from.
    private func spreads(_ errors: [Double]) -> Double {
        let parts = zip(errors, card.normalizers).map { $0 / $1.deviation }
        return parts.reduce(0, +) / Double(parts.count)
    }

    private func caption(_ isSquare: Bool) -> String {
        let isMixed = diagnosis.targets.contains { $0.classification != nil }
        return "Training loss (mean over an epoch's batches, while the network changes) and "
            + "validation error after each epoch, in standard deviations of the labels, as means over the targets"
            + (isMixed ? "; the loss of a question is a cross-entropy, on a scale of its own" : "")
            + (isSquare ? "; the loss is a mean square, drawn as its root" : "")
            + (card.positiveUnlabelled == nil
                ? ". Marks: the finished \(card.members == nil ? "network" : "ensemble") on both."
                : "; both are of the scores that it was taught, not of the labels.")
    }

    private func csv(_ history: LearningHistory) -> String {
        let names = diagnosis.targets.map { "validation_mae_\($0.name)" }
        let rows = history.members.enumerated().flatMap { k, member in
            member.map { epoch in
                CSV.row(
                    ["\(k + 1)", "\(epoch.number)", exact(epoch.loss)]
                        + epoch.validation.map(exact))
            }
        }
        return CSV.row(["member", "epoch", "loss"] + names) + rows.joined()
    }
}
