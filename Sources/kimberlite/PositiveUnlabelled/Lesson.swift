internal import Crystals
internal import Foundation
internal import Learning

/// What the model of a positive-unlabelled learning is taught, and what is known besides.
struct Lesson {
    let sides: HiddenPositives
    /// All of them done; nil where there are none.
    let bags: BaggingState?
    /// π, given or estimated.
    let prior: Double?
    /// File of the bags, needed no more when the model is there.
    let statePath: String
    private let settings: PositiveUnlabelled
    private let rows: Int
    private let reference: (column: String, values: [Double])?

    init(
        _ settings: PositiveUnlabelled, _ sides: HiddenPositives, bags: BaggingState?, rows: Int,
        statePath: String, reference: (String, [Double])?
    ) {
        (self.settings, self.sides, self.bags) = (settings, sides, bags)
        (self.rows, self.statePath) = (rows, statePath)
        self.reference = reference
        prior = settings.prior ?? bags.map { Self.prior(sides, $0.scores) }
    }

    /// From scores by learners that were not taught the crystals.
    private static func prior(_ sides: HiddenPositives, _ scores: BaggedScores) -> Double {
        let hidden = sides.sides(of: sides.hidden)
        return ClassPrior(
            positives: scores.means(of: hidden.positives),
            unlabelled: scores.means(of: sides.unlabelled + hidden.unlabelled).filter(\.isFinite)
        ).value
    }

    /// nil for a model that learns what bags say.
    var risk: NonNegativeRisk? {
        guard settings.method == .nonNegativeRisk, let prior else { return nil }
        // An estimate may touch its bounds, between which a risk is defined.
        return NonNegativeRisk(
            prior: min(max(prior, 0.001), 0.999), surrogate: settings.surrogate)
    }

    /// [rows] What the model is to say of each crystal: the mean of the bags that do not know it, and of a
    /// positive that all bags know, that it is one. nil for a model that learns the labels.
    var answers: [Double]? {
        guard settings.method == .bagging, let scores = bags?.scores else { return nil }
        var answers = scores.means(of: Array(0..<rows))
        for row in sides.positives where answers[row].isNaN { answers[row] = 1 }
        return answers
    }

    /// - Parameter answers: of the model, by row.
    func outcome(_ answers: [Int: Double], test: [Int]) -> PositiveUnlabelledOutcome {
        PositiveUnlabelledOutcome(
            answers, bags: bags?.scores, sides: sides, test: test, threshold: settings.threshold,
            prior: prior, reference: reference)
    }

    /// Every crystal: what it is called, its label, its part, and its scores.
    func table(_ answers: [Int: Double], split: Split, of dataset: Dataset) -> String {
        let parts = split.parts(rows)
        let header = ["id", "formula", "label", "part", "hidden", "score", "bags", "predicted"]
        let lines = sides.rows.map { row in
            let crystal = dataset.rows[row]
            let isHidden = parts[row] != .train
            return CSV.row(
                [
                    crystal.id, crystal.composition.reducedFormula,
                    String(format: "%.0f", crystal.targets[0]), parts[row]?.rawValue ?? "",
                    isHidden ? "1" : "0", Self.text(bags?.scores[row]),
                    "\(bags?.scores.count(of: row) ?? 0)", Self.text(answers[row]),
                ] + (reference.map { [Self.text($0.values[row])] } ?? []))
        }
        return ([CSV.row(header + (reference.map { [$0.column] } ?? []))] + lines).joined()
    }

    private static func text(_ value: Double?) -> String {
        value.map { $0.isFinite ? String(format: "%.4f", $0) : "" } ?? ""
    }
}
