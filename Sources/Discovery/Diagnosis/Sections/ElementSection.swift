internal import Crystals
internal import Learning

/// On which elements it errs: the periodic table of each target.
struct ElementSection {
    private let diagnosis: ModelDiagnosis

    /// Crystals below which an element's error is chance.
    private static let fewest = 10

    init(_ diagnosis: ModelDiagnosis) { self.diagnosis = diagnosis }

    var section: DiagnosisSection? {
        let figures = diagnosis.targets.indices.compactMap(figure)
        guard !figures.isEmpty else { return nil }
        return DiagnosisSection(
            id: "elements", heading: "Errors on the periodic table",
            paragraphs: [
                "The mean absolute error of the crystals that hold an element, whatever else they hold, "
                    + "with their number. Few crystals make an error of chance."
            ], groups: [.init(figures: figures)])
    }

    private func figure(_ k: Int) -> DiagnosisFigure? {
        let (target, judged) = (diagnosis.targets[k], diagnosis.judged)
        let errors = ElementError.all(judged.map(\.elements), errors: judged.map { $0.error(k) })
        guard !errors.isEmpty else { return nil }
        let cells = errors.map {
            ($0.element, PeriodicTableFigure.Cell(value: $0.error, count: $0.count))
        }
        let table = PeriodicTableFigure(
            title: "Error of \(target.name) by element",
            scale: "Mean absolute error of \(target.name)\(ModelDiagnosis.bracketed(target))",
            cells: Dictionary(uniqueKeysWithValues: cells))
        return DiagnosisFigure(
            ModelDiagnosis.file("elements", target), .elements(table),
            caption: caption(errors, target),
            numbers: .own(
                CSV.row(["element", "crystals", "mae"])
                    + errors.map {
                        CSV.row([$0.element.symbol, "\($0.count)", exact($0.error)])
                    }.joined()))
    }

    private func caption(_ errors: [ElementError], _ target: Target) -> String {
        let sure = errors.filter { $0.count >= Self.fewest }.sorted { $0.error > $1.error }
        guard let last = sure.last, sure.count > 5 else { return "\(target.name)." }
        let worst = sure.prefix(5).map { "\($0.element.symbol) \(measured($0.error))" }
        return
            "\(target.name). Of the elements of \(Self.fewest) crystals and more the largest errors are those of "
            + "\(worst.joined(separator: ", ")); the smallest is that of \(last.element.symbol), "
            + "\(measured(last.error))."
    }
}
