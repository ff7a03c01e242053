internal import Crystals
internal import Foundation
internal import Learning

/// Where it errs: parity, residuals, and errors by the size of the cell and the number of elements.
struct ErrorSection {
    private let diagnosis: ModelDiagnosis
    private let judged: [DiagnosedCrystal]

    init(_ diagnosis: ModelDiagnosis) {
        (self.diagnosis, judged) = (diagnosis, diagnosis.judged)
    }

    var section: DiagnosisSection? {
        let known = diagnosis.targets.indices.filter { errors($0).contains(where: \.isFinite) }
        guard !known.isEmpty else { return nil }
        return DiagnosisSection(
            id: "errors", heading: "Errors",
            paragraphs: [
                "A residual is the prediction less the label, on the scale of learning. A good model "
                    + "has its residuals around zero for any prediction; a slope or a fan says what it "
                    + "gets wrong."
            ],
            table: .init(name: "errors", rows: table(known)),
            groups: known.map { .init(heading: diagnosis.targets[$0].name, figures: figures($0)) })
    }

    private func errors(_ target: Int) -> [Double] { judged.map { $0.error(target) } }

    private func figures(_ k: Int) -> [DiagnosisFigure] {
        let target = diagnosis.targets[k]
        let isNumber = target.classification == nil
        return (isNumber ? [parity(k, target), residuals(k, target), histogram(k, target)] : [])
            + [
                bars(
                    .bySites(judged.map(\.sites), errors: errors(k)), "error-by-sites",
                    "Atoms in the cell", target),
                bars(
                    .byElements(judged.map(\.elements.count), errors: errors(k)),
                    "error-by-elements", "Elements in the formula", target),
            ].compactMap { $0 }
    }

    private func parity(_ k: Int, _ target: Target) -> DiagnosisFigure {
        let points = judged.map {
            ModelQuality.Point(reference: $0.truths[k], predicted: $0.estimates[k].mean)
        }.filter { $0.reference.isFinite && $0.predicted.isFinite }
        let metrics = diagnosis.metrics(k)
        let quality = ModelQuality(
            title: target.name, property: target.name, unit: ModelDiagnosis.unit(target),
            meanAbsoluteError: metrics.meanAbsoluteError,
            rootMeanSquareError: metrics.rootMeanSquareError, determination: metrics.r2,
            trainingRows: diagnosis.card.split.train, testRows: metrics.count,
            data: "", fingerprint: "", points: points)
        return DiagnosisFigure(
            ModelDiagnosis.file("parity", target), .parity(quality),
            caption: "\(target.name), predicted against reference: MAE "
                + "\(measured(metrics.meanAbsoluteError)), RMSE "
                + "\(measured(metrics.rootMeanSquareError)), R² \(measured(metrics.r2)) on "
                + "\(grouped(metrics.count)) \(diagnosis.materials).",
            numbers: .table("predictions"))
    }

    private func residuals(_ k: Int, _ target: Target) -> DiagnosisFigure {
        let points = judged.map { Chart.Point($0.estimates[k].mean, $0.error(k)) }
        let unit = ModelDiagnosis.bracketed(target)
        let chart = Chart(
            title: "Residuals of \(target.name) against predictions",
            x: .init("Predicted \(target.name)\(unit)"), y: .init("Residual\(unit)"),
            series: [.init("", points, style: .mass)], rules: [.horizontal(0, "")])
        return DiagnosisFigure(
            ModelDiagnosis.file("residuals", target), .chart(chart),
            caption: "Residuals of \(target.name) against what was predicted; the shade is the "
                + "count of \(diagnosis.materials) on a logarithmic scale.",
            numbers: .table("predictions"))
    }

    private func histogram(_ k: Int, _ target: Target) -> DiagnosisFigure {
        let values = errors(k).filter(\.isFinite)
        let bins = Histogram(values)
        let unit = ModelDiagnosis.bracketed(target)
        let points = bins.bins.map { Chart.Point($0.middle, Double($0.count)) }
        let chart = Chart(
            title: "Histogram of the residuals of \(target.name)",
            x: .init("Residual\(unit)", range: bins.range),
            y: .init(diagnosis.materials.capitalized),
            series: [.init("", points, style: .bars(0.92))], rules: [.vertical(0, "")])
        let mean = values.reduce(0, +) / Double(values.count)
        return DiagnosisFigure(
            ModelDiagnosis.file("histogram", target), .chart(chart),
            caption: "Residuals of \(target.name): mean \(measured(mean)), half of them within "
                + "±\(measured(bins.half)); \(bins.outside) of \(grouped(values.count)) lie outside "
                + "the figure.",
            numbers: .own(
                CSV.row(["residual", "crystals"])
                    + bins.bins.map { CSV.row([exact($0.middle), "\($0.count)"]) }.joined()))
    }

    private func bars(
        _ errors: GroupedErrors, _ stem: String, _ title: String, _ target: Target
    ) -> DiagnosisFigure? {
        let groups = errors.groups
        // Formulas have no cell.
        guard !groups.isEmpty else { return nil }
        let points = groups.enumerated().map { place, group in
            let spread = group.standardError.isFinite ? group.standardError : 0
            return Chart.Point(
                Double(place), group.error, range: (group.error - spread)...(group.error + spread))
        }
        let chart = Chart(
            title: "Error of \(target.name) by \(title.lowercased())",
            x: .init(title, places: groups.map(\.name)),
            y: .init("Mean absolute error\(ModelDiagnosis.bracketed(target))"),
            series: [.init("", points, style: .bars(0.7))])
        let counts = groups.map { "\($0.name): \(grouped($0.count))" }
        return DiagnosisFigure(
            ModelDiagnosis.file(stem, target), .chart(chart),
            caption:
                "Error of \(target.name) with its standard error. \(diagnosis.materials.capitalized): "
                + counts.joined(separator: ", ") + ".",
            numbers: .own(
                CSV.row(["group", "crystals", "mae", "standard_error"])
                    + groups.map {
                        CSV.row([$0.name, "\($0.count)", exact($0.error), exact($0.standardError)])
                    }.joined()))
    }

    private func table(_ known: [Int]) -> [[String]] {
        let rows = known.map { k in
            let metrics = diagnosis.metrics(k)
            return [
                "\(diagnosis.targets[k].name)\(ModelDiagnosis.bracketed(diagnosis.targets[k]))",
                grouped(metrics.count), measured(metrics.meanAbsoluteError),
                measured(metrics.rootMeanSquareError), measured(metrics.r2),
            ]
        }
        return [["Target", diagnosis.materials, "MAE", "RMSE", "R²"]] + rows
    }
}
