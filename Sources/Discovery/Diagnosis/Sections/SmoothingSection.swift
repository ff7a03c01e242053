internal import Crystals
internal import Learning

/// Whether its layers have made all atoms alike.
struct SmoothingSection {
    private let diagnosis: ModelDiagnosis

    init(_ diagnosis: ModelDiagnosis) { self.diagnosis = diagnosis }

    var section: DiagnosisSection? {
        guard let similarity = diagnosis.similarity else { return nil }
        return DiagnosisSection(
            id: "oversmoothing", heading: "Oversmoothing",
            paragraphs: [
                "The mean cosine of the angle between the vectors of two atoms of a crystal, after each convolution "
                    + "(layer 0 is the element alone). Where it nears 1, the atoms have become "
                    + "alike, and further layers can add little; from "
                    + "\(brief(Self.limit)) on they are called smoothed into one.",
                sentence(similarity),
            ], findings: ["Oversmoothing: \(sentence(similarity))"],
            groups: [.init(figures: [figure(similarity)])])
    }

    /// Beyond it the vectors of two elements are within 18° of each other.
    private static let limit = 0.95

    private func sentence(_ similarity: LayerSimilarity) -> String {
        let (first, last) = (similarity.different.first ?? .nan, similarity.different.last ?? .nan)
        guard first.isFinite, last.isFinite else {
            return "No crystal of the sample has two elements."
        }
        return
            "Between atoms of different elements the mean cosine goes from \(measured(first)) to "
            + "\(measured(last)) over \(similarity.different.count - 1) layers, on "
            + "\(grouped(similarity.crystals.different)) crystals: "
            + (last < Self.limit ? "they stay apart." : "they are smoothed into one.")
    }

    private func figure(_ similarity: LayerSimilarity) -> DiagnosisFigure {
        func points(_ values: [Double]) -> [Chart.Point] {
            values.enumerated().map { Chart.Point(Double($0), min($1, 1)) }
        }
        let layers = similarity.all.count
        let lowest = (similarity.all + similarity.different).filter(\.isFinite).min() ?? 0
        let chart = Chart(
            title: "Similarity of atoms after each layer",
            x: .init("Layer", places: (0..<layers).map { "\($0)" }),
            y: .init("Mean cosine similarity", range: min(0, lowest - 0.05)...1),
            series: [
                .init("different elements", points(similarity.different), style: .lineAndMarks),
                .init("all pairs of atoms", points(similarity.all), style: .lineAndMarks, color: 1),
            ])
        let rows = (0..<layers).map {
            CSV.row(["\($0)", exact(similarity.different[$0]), exact(similarity.all[$0])])
        }
        return DiagnosisFigure(
            "oversmoothing", .chart(chart),
            caption: "Similarity of the atoms of a crystal, the mean over crystals"
                + (diagnosis.card.members == nil ? "." : " and over the networks of the ensemble."),
            numbers: .own(CSV.row(["layer", "different_elements", "all_pairs"]) + rows.joined()))
    }
}
