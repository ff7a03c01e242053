internal import Crystals
internal import Learning

/// Whether it knows how wrong it is: coverage of the intervals of numbers, reliability and ROC of
/// questions.
struct CalibrationSection {
    private let diagnosis: ModelDiagnosis
    private let judged: [DiagnosedCrystal]

    init(_ diagnosis: ModelDiagnosis) {
        (self.diagnosis, judged) = (diagnosis, diagnosis.judged)
    }

    var section: DiagnosisSection? {
        let parts = diagnosis.targets.indices.map { k in
            diagnosis.targets[k].classification == nil ? coverage(k) : answers(k)
        }
        let groups = zip(diagnosis.targets, parts).compactMap { target, part in
            part.map { DiagnosisSection.Group(heading: target.name, figures: $0.figures) }
        }
        guard !groups.isEmpty else { return nil }
        return DiagnosisSection(
            id: "calibration", heading: "Calibration",
            paragraphs: parts.compactMap { $0?.sentence },
            findings: parts.compactMap { $0?.sentence }, groups: together(groups))
    }

    /// One figure each beside another.
    private func together(_ groups: [DiagnosisSection.Group]) -> [DiagnosisSection.Group] {
        groups.allSatisfy { $0.figures.count == 1 }
            ? [DiagnosisSection.Group(figures: groups.flatMap(\.figures))] : groups
    }

    private typealias Part = (sentence: String, figures: [DiagnosisFigure])

    private func coverage(_ k: Int) -> Part? {
        let target = diagnosis.targets[k]
        let made = (diagnosis.card.calibration?.scenarios ?? []).map { abs($0[k]) }
        guard let curve = CoverageCurve(calibration: made, scores: judged.map { $0.score(k) })
        else { return nil }
        let points = curve.points.map { point in
            let (low, high) = (
                point.covered - point.standardError, point.covered + point.standardError
            )
            return Chart.Point(point.level, point.covered, range: low...high)
        }
        let own = diagnosis.covered(k)
        let chart = Chart(
            title: "Coverage of the intervals of \(target.name)",
            x: .init("Share that an interval is to hold", range: 0...1),
            y: .init("Share that it holds", range: 0...1),
            series: [.init("", points, style: .lineAndMarks)], rules: [.diagonal])
        let worst = curve.points.max { abs($0.covered - $0.level) < abs($1.covered - $1.level) }
        let sentence =
            "\(target.name): the model’s own 90 % intervals hold \(rounded(own * 100)) % of "
            + "\(grouped(curve.count)) labels"
            + (worst.map {
                "; over all levels the curve is at most \(rounded(abs($0.covered - $0.level) * 100)) "
                    + "points off the diagonal, with a standard error of \(rounded($0.standardError * 100))"
            } ?? "") + "."
        let figure = DiagnosisFigure(
            ModelDiagnosis.file("coverage", target), .chart(chart),
            caption:
                "\(target.name): intervals of each level, as wide as the errors on \(made.count) "
                + "validation crystals ask for, and how many labels they hold. Below the diagonal they are "
                + "too narrow.",
            numbers: .own(
                CSV.row(["level", "covered", "standard_error", "crystals"])
                    + curve.points.map {
                        CSV.row([
                            exact($0.level), exact($0.covered), exact($0.standardError),
                            "\(curve.count)",
                        ])
                    }.joined()))
        return (sentence, [figure])
    }

    private func answers(_ k: Int) -> Part? {
        let target = diagnosis.targets[k]
        let (probabilities, truths) = (
            judged.map { $0.estimates[k].mean }, judged.map { $0.truths[k] }
        )
        guard let diagram = diagnosis.reliability(k) else { return nil }
        let metrics = ClassificationMetrics(probabilities: probabilities, truths: truths)
        let curve = ROCCurve(probabilities: probabilities, truths: truths)
        let sentence =
            "\(target.name): of \(grouped(metrics.count)) answers \(measured(metrics.accuracy * 100)) % are right, "
            + "and the probabilities are off by \(measured(diagram.expectedCalibrationError * 100)) points on "
            + "average (expected calibration error)."
        return (
            sentence,
            [reliability(target, diagram)] + (curve.map { [roc(target, $0)] } ?? [])
        )
    }

    private func reliability(_ target: Target, _ diagram: ReliabilityDiagram) -> DiagnosisFigure {
        let points = diagram.bins.map { bin in
            Chart.Point(
                bin.predicted, bin.observed,
                range: (bin.observed - bin.standardError)...(bin.observed + bin.standardError))
        }
        let chart = Chart(
            title: "Reliability of \(target.name)",
            x: .init("Probability that the model gives", range: 0...1),
            y: .init("Share of yes", range: 0...1),
            series: [.init("", points, style: .lineAndMarks)], rules: [.diagonal])
        return DiagnosisFigure(
            ModelDiagnosis.file("reliability", target), .chart(chart),
            caption:
                "\(target.name): what became of the crystals of each tenth of the probability.",
            numbers: .own(
                CSV.row(["probability", "share_of_yes", "standard_error", "crystals"])
                    + diagram.bins.map {
                        CSV.row([
                            exact($0.predicted), exact($0.observed), exact($0.standardError),
                            "\($0.count)",
                        ])
                    }.joined()))
    }

    private func roc(_ target: Target, _ curve: ROCCurve) -> DiagnosisFigure {
        let points = curve.points.map { Chart.Point($0.falsePositives, $0.truePositives) }
        let chart = Chart(
            title: "Receiver operating characteristic of \(target.name)",
            x: .init("Share of the noes taken for yes", range: 0...1),
            y: .init("Share of the yes found", range: 0...1),
            series: [.init("", points, style: .line)], rules: [.diagonal])
        return DiagnosisFigure(
            ModelDiagnosis.file("roc", target), .chart(chart),
            caption:
                "\(target.name): receiver operating characteristic, area \(measured(curve.area)).",
            numbers: .own(
                CSV.row(["false_positive_rate", "true_positive_rate"])
                    + curve.points.map {
                        CSV.row([exact($0.falsePositives), exact($0.truePositives)])
                    }.joined()))
    }
}
