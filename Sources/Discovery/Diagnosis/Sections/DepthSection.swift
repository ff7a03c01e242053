internal import Crystals
internal import Learning

/// What more layers are good for: error and similarity against the number of convolutions.
struct DepthSection {
    private let diagnosis: ModelDiagnosis
    private let depths: [ModelDiagnosis.DepthMeasure]

    init(_ diagnosis: ModelDiagnosis) {
        (self.diagnosis, depths) = (diagnosis, diagnosis.depths)
    }

    var section: DiagnosisSection? {
        guard let first = depths.first else { return nil }
        return DiagnosisSection(
            id: "depth", heading: "Depth",
            paragraphs: [
                "Networks of \(first.width) features with other numbers of convolutions, otherwise by the plan "
                    + "of the model: one for each depth, trained from scratch for \(first.epochs) "
                    + "epochs on the same \(grouped(first.labels)) crystals."
            ] + diagnosis.targets.indices.map(sentence),
            findings: diagnosis.targets.indices.map(sentence),
            groups: [.init(figures: diagnosis.targets.indices.map(errors) + [last, layers])])
    }

    private func sentence(_ k: Int) -> String {
        let name = diagnosis.targets[k].name
        let known = depths.filter { $0.validation[k].isFinite }
        guard let best = known.min(by: { $0.validation[k] < $1.validation[k] }),
            let last = known.last
        else { return "\(name): no training has a result." }
        let least =
            "\(name): the validation error is least with \(best.convolutions) convolutions, "
            + "\(measured(best.validation[k]))"
        return best.convolutions == last.convolutions
            ? least + ", the most that were tried."
            : least + "; with \(last.convolutions) it is \(measured(last.validation[k]))."
    }

    private func points(_ value: (ModelDiagnosis.DepthMeasure) -> Double) -> [Chart.Point] {
        depths.enumerated().map { Chart.Point(Double($0), value($1)) }
    }

    private var axis: Chart.Axis {
        Chart.Axis("Convolutions", places: depths.map { "\($0.convolutions)" })
    }

    private func errors(_ k: Int) -> DiagnosisFigure {
        let target = diagnosis.targets[k]
        let chart = Chart(
            title: "Error of \(target.name) against the number of convolutions", x: axis,
            y: .init("Mean absolute error\(ModelDiagnosis.bracketed(target))"),
            series: [
                .init("validation", points { $0.validation[k] }, style: .lineAndMarks),
                .init("test", points { $0.test[k] }, style: .lineAndMarks, color: 1),
            ])
        return DiagnosisFigure(
            ModelDiagnosis.file("depth", target), .chart(chart),
            caption: "Error of \(target.name) against depth.", numbers: .table("depth"))
    }

    private var last: DiagnosisFigure {
        let chart = Chart(
            title: "Similarity of atoms after the last layer against the number of convolutions",
            x: axis, y: .init("Mean cosine after the last layer", range: lowest...1),
            series: [
                .init(
                    "different elements", points { min($0.different.last ?? .nan, 1) },
                    style: .lineAndMarks
                ),
                .init(
                    "all pairs of atoms", points { min($0.all.last ?? .nan, 1) },
                    style: .lineAndMarks,
                    color: 1),
            ])
        return DiagnosisFigure(
            "depth-last-layer", .chart(chart),
            caption: "Similarity of the atoms of a crystal after the last layer of each depth.",
            numbers: .table("depth-layers"))
    }

    private var layers: DiagnosisFigure {
        let deepest = depths.map(\.different.count).max() ?? 1
        let series = depths.enumerated().map { place, depth in
            Chart.Series(
                "\(depth.convolutions)",
                depth.different.enumerated().map { Chart.Point(Double($0), min($1, 1)) },
                style: place < Self.marks ? .lineAndMarks : .dashedLine, color: place)
        }
        let chart = Chart(
            title: "Similarity of atoms of different elements after each layer of each depth",
            x: .init("Layer", places: (0..<deepest).map { "\($0)" }),
            y: .init("Mean cosine, different elements", range: lowest...1), series: series)
        return DiagnosisFigure(
            "depth-layers", .chart(chart),
            caption:
                "Similarity of atoms of different elements from layer to layer, a line for each number of "
                + "convolutions.", numbers: .own(csv))
    }

    /// Shapes of marks; deeper networks have dashed lines.
    private static let marks = 6

    private var lowest: Double {
        let values = depths.flatMap { $0.different + $0.all }.filter(\.isFinite)
        return min(0, (values.min() ?? 0) - 0.05)
    }

    private var csv: String {
        let rows = depths.flatMap { depth in
            depth.different.indices.map { layer in
                CSV.row([
                    "\(depth.convolutions)", "\(layer)", exact(depth.different[layer]),
                    exact(depth.all[layer]),
                ])
            }
        }
        return CSV.row(["convolutions", "layer", "different_elements", "all_pairs"]) + rows.joined()
    }

    /// Errors and the similarity after the last layer of every depth.
    static func table(_ depths: [ModelDiagnosis.DepthMeasure], _ targets: [Target]) -> String {
        let names = targets.flatMap { ["\($0.name)_validation_mae", "\($0.name)_test_mae"] }
        let rows = depths.map { depth in
            let errors = targets.indices.flatMap { [depth.validation[$0], depth.test[$0]] }
            let ends = [depth.different.last ?? .nan, depth.all.last ?? .nan]
            return CSV.row(
                ["\(depth.convolutions)", "\(depth.epochs)", "\(depth.labels)"]
                    + (errors + ends).map(exact))
        }
        let head = ["convolutions", "epochs", "labels"] + names
        return CSV.row(head + ["last_different_elements", "last_all_pairs"]) + rows.joined()
    }
}
