internal import Crystals
internal import Discovery
internal import Learning

/// What a reader of a diagnosis must know of its data, and what it does not have.
struct DiagnosisNotes {
    private let data: DiagnosedData
    private let sample: DiagnosisSample
    private let diagnosis: ModelDiagnosis
    private let curves: String
    private let left: [String]

    /// - Parameter left: names of targets that the diagnosis is not of.
    init(
        _ data: DiagnosedData, sample: DiagnosisSample, diagnosis: ModelDiagnosis, curves: String,
        left: [String]
    ) {
        (self.data, self.sample, self.diagnosis) = (data, sample, diagnosis)
        (self.curves, self.left) = (curves, left)
    }

    private var card: ModelCard { diagnosis.card }

    var sentences: [String] {
        [origin, doubts, sites, missingCurves, structures, unlabelled].compactMap { $0 }
    }

    private var origin: String? {
        if !data.known.isEmpty {
            let names = data.known.joined(separator: ", ")
            return diagnosis.judgesAll
                ? "It learned from a part of them (\(names)); errors on crystals that it knows flatter it."
                : nil
        }
        guard sample.mayBeKnown > 0 else { return nil }
        let what = card.training.split.grouping?.membership ?? "are those"
        return
            "The files are not those that it learned from, but \(grouped(sample.mayBeKnown)) of the "
            + "\(card.materials) \(what) that it may have learned from; --held-out leaves those out."
    }

    private var doubts: String? {
        guard !data.leftOut.isEmpty else { return nil }
        let rules = data.leftOut.sorted { $0.key < $1.key }.map { "\($0.key) \(grouped($0.value))" }
        return
            "Left out are \(grouped(data.leftOut.values.reduce(0, +))) whose labels the cleaning of "
            + "the model’s data does not believe (\(rules.joined(separator: ", ")))."
    }

    private var sites: String? {
        left.isEmpty
            ? nil
            : "It answers for sites too (\(left.joined(separator: ", "))), which are not looked at here; "
                + "evaluate gives their errors."
    }

    private var missingCurves: String? {
        guard diagnosis.history == nil else { return nil }
        let name = curves.split(separator: "/").last.map(String.init) ?? curves
        return "There are no curves of its training: \(name), which train writes, is not beside it."
    }

    private var structures: String? {
        guard card.network.crystalGraph == nil else { return nil }
        return "It reads compositions: there is no structure to move or strain, and there are no "
            + "convolutions that could make atoms alike."
    }

    private var unlabelled: String? {
        guard card.positiveUnlabelled != nil else { return nil }
        return
            "It learned from positives and unlabelled crystals: a label of 0 says that nobody knows, so that a "
            + "high score of such a crystal is no error, and reliability is that of being labelled, "
            + "not of being positive."
    }
}
