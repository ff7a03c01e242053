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
                "Networks of the model’s plan with other numbers of convolutions, one each, trained from "
                    + "scratch for \(first.epochs) epochs on the same crystals."
            ] + diagnosis.targets.indices.map(sentence),
            findings: diagnosis.targets.indices.map(sentence),
            figures: diagnosis.targets.indices.map(errors) + [similarity])
    }

    private func sentence(_ k: Int) -> String {
        let name = diagnosis.targets[k].name
        let known = depths.filter { $0.validation[k].isFinite }
        guard let best = known.min(by: { $0.validation[k] < $1.validation[k] }),
            let last = known.last
        else { return "\(name): no training has a result." }
        return "\(name): the validation error is least with \(best.convolutions) convolutions, "
            + "\(measured(best.validation[k])); with \(last.convolutions) it is "
            + "\(measured(last.validation[k]))."
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
            caption: "Error of \(target.name) against depth.")
    }

    private var similarity: DiagnosisFigure {
        let chart = Chart(
            title: "Similarity of atoms after the last layer against the number of convolutions",
            x: axis, y: .init("Cosine after the last layer", range: 0...1.02),
            series: [
                .init(
                    "different elements", points { $0.different.last ?? .nan }, style: .lineAndMarks
                ),
                .init(
                    "all pairs of atoms", points { $0.all.last ?? .nan }, style: .lineAndMarks,
                    color: 1),
            ])
        let names = diagnosis.targets.flatMap { ["\($0.name)_validation", "\($0.name)_test"] }
        let rows = depths.flatMap { depth in
            depth.different.indices.map { layer in
                let errors = diagnosis.targets.indices.flatMap {
                    [depth.validation[$0], depth.test[$0]]
                }
                return CSV.row(
                    ["\(depth.convolutions)", "\(depth.epochs)"] + errors.map(exact)
                        + ["\(layer)", exact(depth.different[layer]), exact(depth.all[layer])])
            }
        }
        return DiagnosisFigure(
            "depth-similarity", .chart(chart),
            caption:
                "Similarity of the atoms after the last layer; every layer of every depth is in the "
                + "table.",
            csv: CSV.row(
                ["convolutions", "epochs"] + names + ["layer", "different_elements", "all_pairs"])
                + rows.joined())
    }
}
