internal import Foundation
internal import Learning

/// A model as a list of them shows it.
struct ModelSummary: Encodable, Sendable {
    struct Output: Encodable, Sendable {
        var name: String
        var unit: String
        /// Whether it is a question, whose answer is a probability.
        var isQuestion: Bool
    }

    var name: String
    var file: String
    var bytes: Int
    /// Of the data that it learned from.
    var licence: String
    var targets: [Output]
    var members: Int
    var readsFormulas: Bool

    init(_ place: ModelShelf.Place, _ model: ModelPredictor) {
        let card = model.model.card
        (name, file) = (place.name, place.url.lastPathComponent)
        bytes = (try? place.url.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        licence = card.licence
        targets = card.targets.map {
            Output(name: $0.name, unit: $0.unit, isQuestion: $0.classification != nil)
        }
        members = card.members?.count ?? 1
        readsFormulas = model.readsCompositions
    }
}

/// A model as its own page shows it.
struct ModelDetail: Encodable, Sendable {
    var summary: ModelSummary
    var card: ModelCard
    var tests: [ModelTest]

    private enum CodingKeys: CodingKey { case card, tests }

    init(_ place: ModelShelf.Place, _ model: ModelPredictor) {
        summary = ModelSummary(place, model)
        let whole = model.model.card
        tests = whole.targets.compactMap { target in
            whole.metrics.first { $0.target == target.name }.map { ModelTest($0, of: target) }
        }
        card = whole
        // The points are in the tests, in a form to be drawn.
        for index in card.metrics.indices { card.metrics[index].parity = [] }
    }

    func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(card, forKey: .card)
        try values.encode(tests, forKey: .tests)
    }
}

/// How a target fared on the part of the data that the model never saw.
struct ModelTest: Encodable, Sendable {
    var target: String
    var unit: String
    /// Of learning: "identity", "log10", "log".
    var scale: String
    var crystals: Int
    /// In the unit; of a question, nil.
    var mae: Double?
    var rmse: Double?
    var r2: Double?
    /// On the scale of learning, where that is another.
    var learnedMAE: Double?
    var relativeError: Double?
    /// Share of the truths within the 90 % intervals.
    var covered: Double?
    var accuracy: Double?
    var auc: Double?
    /// (truth, prediction) in the unit.
    var parity: [[Double]]

    init(_ metrics: ModelCard.TargetMetrics, of target: Target) {
        (self.target, unit, scale) = (target.name, target.unit, target.transform.rawValue)
        crystals = metrics.learned.count
        if let classes = metrics.classes {
            (accuracy, auc) = (Self.finite(classes.accuracy), Self.finite(classes.areaUnderCurve))
        } else {
            mae = Self.finite(metrics.physical.meanAbsoluteError)
            rmse = Self.finite(metrics.physical.rootMeanSquareError)
            r2 = Self.finite(metrics.learned.r2)
            relativeError = Self.finite(metrics.relativeError)
            if target.transform != .identity {
                learnedMAE = Self.finite(metrics.learned.meanAbsoluteError)
            }
        }
        covered = metrics.covered.flatMap(Self.finite)
        parity = metrics.parity.filter { $0.count == 2 && $0.allSatisfy(\.isFinite) }
    }

    private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
