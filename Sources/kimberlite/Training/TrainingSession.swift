internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// A training with its files: the saved state, the metrics, and at the end the model.
struct TrainingSession {
    let plan: TrainingPlan
    let inputs: TrainingInputs
    /// Path of the model.
    let output: String
    let beginning: Beginning
    let identity: String
    private var training: EnsembleTraining
    private var model: TrainedModel?
    /// Of a positive-unlabelled learning; nil before it, and of others.
    private var lesson: Lesson?
    private let restart: Bool

    private var statePath: String { output + ".training" }
    private var metricsPath: String { output + ".metrics.csv" }

    init(
        _ inputs: TrainingInputs, plan: TrainingPlan, beginning: Beginning, output: String,
        restart: Bool
    ) throws {
        (self.plan, self.inputs, self.output) = (plan, inputs, output)
        self.restart = restart
        self.beginning = beginning
        identity = try inputs.identity(plan)
        training = EnsembleTraining(
            dataset: inputs.dataset, network: plan.network, configuration: plan.training,
            beginning: beginning, kernel: plan.kernel)
        guard !training.split.train.isEmpty else {
            throw CommandFailure(Self.nothingToLearnFrom(training.split, plan.training.split))
        }
        try training.checkMemory(for: plan.kernel)
        if restart {
            // Only of a model.
            _ = try earlierModel()
        } else if FileManager.default.fileExists(atPath: statePath) {
            // What it learns is not known before the lesson.
            if plan.positiveUnlabelled == nil { try resume() }
        } else {
            try recognize()
        }
    }

    /// What a positive-unlabelled learning teaches in place of the labels.
    mutating func take(_ lesson: Lesson) throws {
        self.lesson = lesson
        var beginning = beginning
        beginning.risk = lesson.risk
        let dataset = lesson.answers.map(inputs.dataset.teaching) ?? inputs.dataset
        training = EnsembleTraining(
            dataset: dataset, network: plan.network, configuration: plan.training,
            beginning: beginning, kernel: plan.kernel)
        if !restart, FileManager.default.fileExists(atPath: statePath) { try resume() }
    }

    /// Whether the very model that this training leads to is there already.
    var isFinished: Bool { model != nil }

    var split: Split { training.split }

    /// The model that the training has led to.
    var result: TrainedModel? { model }

    /// What the model says of its test part, on the scale of learning; [rows][targets].
    var testPredictions: [[Double]] {
        guard let model else { return [] }
        return training.answers(split.test, by: model.networks, model.kernel).means
    }

    private static func nothingToLearnFrom(_ split: Split, _ rule: SplitRule) -> String {
        if case .label(let label)? = rule.grouping, split.validation.isEmpty, split.test.isEmpty {
            return "no crystal has the label \(label), by which the split goes"
        }
        return "the split leaves no crystal to train on; make its other parts smaller"
    }

    /// Takes the model that is there for this training's result, if it is.
    private mutating func recognize() throws {
        guard let earlier = try earlierModel() else { return }
        guard earlier.card.isOf(plan, rows: identity) else {
            throw CommandFailure(
                "\(output) is a model already, of other settings or other data; use --restart to replace "
                    + "it, or another --output")
        }
        Console.note("\(output) is this training's model already; --restart trains it anew")
        model = earlier
    }

    /// - Throws: Where something else stands in the place of the model.
    private func earlierModel() throws(CommandFailure) -> TrainedModel? {
        guard FileState.isRepeatable(output),
            FileManager.default.fileExists(atPath: output)
        else { return nil }
        do {
            return try TrainedModel(decoding: Data(contentsOf: URL(fileURLWithPath: output)))
        } catch {
            throw CommandFailure(
                "\(output) is there and is not a model: \(error); name another --output")
        }
    }

    private mutating func resume() throws {
        do {
            let state = try Data(contentsOf: URL(fileURLWithPath: statePath))
            let others = try training.resume(from: state, data: identity)
            Console.note("resuming after \(Self.place(training))")
            if let others {
                Console.warning(others.warning(goingOnWith: .present, "training"))
            }
        } catch {
            throw CommandFailure(
                "\(statePath): \(error); use --restart to begin anew, or another --output")
        }
    }

    /// All epochs that are left, saving on the way; Ctrl-C saves what is complete.
    mutating func train(isQuiet: Bool) throws {
        if plan.training.selection == .best, !training.current.isValidated {
            Console.warning(
                "the validation part has no labels by which training.selection: best could choose; the last "
                    + "epoch is kept")
        }
        let crystals = training.split.train.count
        let bar = ProgressBar(
            "training", total: training.epochsInAll * crystals, unit: "crystals", isQuiet: isQuiet)
        bar.resume(at: training.epochsDone * crystals)
        while !training.isFinished {
            let done = training.epochsDone
            let (place, validation) = (next, validation)
            let isComplete = try runEpoch { share, loss in
                bar.advance(
                    to: done * crystals + Int(share * Double(crystals)),
                    detail: "\(place)  loss \(Self.short(loss)) (normalised)\(validation)")
                return !Interruption.isRequested
            }
            if !isComplete || (done + 1) % plan.training.saveEvery == 0 || training.isFinished {
                try save()
            }
            if !isComplete {
                bar.finish()
                throw CommandFailure.interrupted(
                    "interrupted after \(Self.place(training)); the same command goes on from there"
                )
            }
        }
        bar.finish()
        try fitKernel(isQuiet: isQuiet)
    }

    /// The regression beside the networks, if the plan has one.
    private mutating func fitKernel(isQuiet: Bool) throws {
        guard plan.kernel != nil else { return }
        let bar = ProgressBar("kernel regression", total: 100, unit: "percent", isQuiet: isQuiet)
        let isComplete = training.fitKernel { share in
            bar.advance(to: Int(100 * share), detail: "")
            return !Interruption.isRequested
        }
        bar.finish()
        guard isComplete else {
            throw CommandFailure.interrupted(
                "interrupted after all epochs; the same command fits the kernel regression again")
        }
    }

    /// The epoch that comes: "member 2/5  epoch 17/150".
    private var next: String {
        let members = plan.training.members ?? 1
        let epoch = "epoch \(training.current.history.count + 1)/\(plan.training.epochs)"
        return members > 1 ? "member \(training.finished.count + 1)/\(members)  \(epoch)" : epoch
    }

    /// The last epoch that is over.
    private static func place(_ training: EnsembleTraining) -> String {
        let epoch = "epoch \(training.current.history.count)"
        let isEnsemble = (training.configuration.members ?? 1) > 1
        return isEnsemble ? "\(epoch) of member \(training.current.member + 1)" : epoch
    }

    /// An epoch; one that diverges leaves the files as they are.
    private mutating func runEpoch(
        _ progress: (Double, Double) -> Bool
    ) throws(CommandFailure) -> Bool {
        do {
            return try training.runEpoch(progress: progress)
        } catch {
            throw CommandFailure(
                "\(error); begin anew with --restart. The last saved state, if there is one, is still "
                    + "in \(statePath)")
        }
    }

    private func save() throws {
        let state = try training.encodedState(data: identity)
        try OutputFile.write([UInt8](state), to: statePath)
        try OutputFile.write(metrics, to: metricsPath)
    }

    /// Every epoch's numbers as CSV; nothing where no crystal has the error.
    private var metrics: String {
        let names = plan.targets.map { "validation_mae_\($0.name)" }
        var histories = training.finished.map(\.history)
        if !training.isFinished { histories.append(training.current.history) }
        let isEnsemble = (plan.training.members ?? 1) > 1
        let rows = histories.enumerated().flatMap { member, history in
            history.map { epoch in
                CSV.row(
                    (isEnsemble ? ["\(member + 1)"] : [])
                        + ["\(epoch.number)", "\(epoch.rate)", "\(epoch.loss)"]
                        + epoch.validation.map { $0.isFinite ? "\($0)" : "" })
            }
        }
        let header = (isEnsemble ? ["member"] : []) + ["epoch", "learning_rate", "loss"]
        return ([CSV.row(header + names)] + rows).joined()
    }

    /// The mean absolute errors of the last epoch, each on the scale that its target is learned on:
    /// "  validation error K 0.0421 log10 GPa".
    private var validation: String {
        guard let last = training.current.history.last, !training.split.validation.isEmpty else {
            return ""
        }
        let errors = zip(plan.targets, last.validation).map { target, error in
            let scale = target.transform == .identity ? "" : target.transform.rawValue
            return [target.name, Self.short(error), scale, target.unit]
                .filter { !$0.isEmpty }.joined(separator: " ")
        }
        return "  validation error " + errors.joined(separator: ", ")
    }

    private static func short(_ x: Double) -> String { String(format: "%.4f", x) }

    /// Evaluates the networks on the test part, writes the model, removes the state.
    ///
    /// - Parameter leaks: what the test part shares with the others.
    mutating func finish(_ leaks: LeakReport) throws {
        var card = inputs.card(of: training, plan: plan, identity: identity)
        card.split.leaks = leaks.testCounts
        if let lesson { try complete(&card, by: lesson) }
        let model = training.model(card)
        try OutputFile.write([UInt8](model.encoded()), to: output)
        try? FileManager.default.removeItem(atPath: statePath)
        try? FileManager.default.removeItem(atPath: lesson?.statePath ?? statePath)
        self.model = model
    }

    /// The card speaks of the labels, not of what was taught in their place.
    private func complete(_ card: inout ModelCard, by lesson: Lesson) throws {
        let test = split.test
        card.metrics = ModelCard.TargetMetrics.all(
            training.answers(test), truths: test.map { inputs.dataset.rows[$0].targets },
            targets: plan.targets)
        if let earlier = lesson.bags?.arithmetic, let own = card.arithmetic {
            card.arithmetic = own.continuing(earlier)
        }
        let rows = lesson.sides.rows
        let answers = Dictionary(
            uniqueKeysWithValues: zip(rows, training.answers(rows).means.map { $0[0] }))
        card.positiveUnlabelledOutcome = lesson.outcome(answers, test: test)
        try OutputFile.write(
            lesson.table(answers, split: split, of: inputs.dataset), to: output + ".scores.csv")
    }

    func report(_ options: CommonOptions) {
        guard let card = model?.card else { return }
        if options.json {
            Console.line(card.json)
        } else {
            for line in card.summary { Console.line(line) }
            Console.line("model in \(output)")
        }
    }
}
