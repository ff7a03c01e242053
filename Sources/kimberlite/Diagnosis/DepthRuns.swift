internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// The trainings of other depths of a diagnosis, one after the other, each with a model of its own in the
/// folder, so that a run that was stopped goes on where it was.
struct DepthRuns {
    private let plans: [TrainingPlan]
    private let folder: String
    private let options: CommonOptions
    private let restart: Bool

    /// - Parameter plans: from one convolution on.
    init(_ plans: [TrainingPlan], folder: String, restart: Bool, options: CommonOptions) {
        (self.plans, self.folder, self.restart) = (plans, folder, restart)
        self.options = options
    }

    private func path(_ convolutions: Int) -> String {
        "\(folder)/convolutions-\(convolutions).safetensors"
    }

    /// - Parameters:
    ///   - loaded: by the first of the plans, which all read the same.
    ///   - sample: graphs on which the similarity of atoms is measured.
    func run(
        on loaded: TrainingInputs, sample: [CrystalGraph]
    ) throws -> [ModelDiagnosis.DepthMeasure] {
        try plans.enumerated().map { place, plan in
            if !options.quiet { Console.note("depth \(place + 1) of \(plans.count)") }
            var session = try TrainingSession(
                loaded, plan: plan, beginning: Beginning(), output: path(place + 1),
                restart: restart)
            if !session.isFinished { try train(&session, on: loaded) }
            guard let model = session.result else {
                throw CommandFailure("\(path(place + 1)) did not come to its end")
            }
            return measure(model, convolutions: place + 1, sample)
        }
    }

    private func train(_ session: inout TrainingSession, on loaded: TrainingInputs) throws {
        let leaks = LeakReport(
            loaded.dataset, split: session.split, rule: session.plan.training.split,
            facts: loaded.facts)
        try session.train(isQuiet: options.quiet)
        try session.finish(leaks)
    }

    private func measure(
        _ model: TrainedModel, convolutions: Int, _ sample: [CrystalGraph]
    ) -> ModelDiagnosis.DepthMeasure {
        let similarity = LayerSimilarity(
            model.networks.compactMap(\.crystalGraph), graphs: sample)
        let targets = model.card.targets.count
        let history = TrainingCurves.read(besides: path(convolutions), targets: targets)
        let epochs = history?.members[0] ?? []
        let chosen = epochs.first { $0.number == model.card.epoch }
        return ModelDiagnosis.DepthMeasure(
            convolutions: convolutions, width: model.card.network.crystalGraph?.width ?? 0,
            epochs: model.card.training.epochs, labels: model.card.split.train,
            validation: chosen?.validation ?? Array(repeating: .nan, count: targets),
            test: model.card.metrics.map(\.learned.meanAbsoluteError),
            different: similarity.different, all: similarity.all)
    }
}

/// The table that a training writes beside its model.
enum TrainingCurves {
    static func path(besides model: String) -> String { model + ".metrics.csv" }

    /// - Returns: nil where there is none, or one of another model.
    static func read(besides model: String, targets: Int) -> LearningHistory? {
        guard let text = try? String(contentsOfFile: path(besides: model), encoding: .utf8) else {
            return nil
        }
        return LearningHistory(csv: text, targets: targets)
    }
}
