internal import Crystals
internal import Foundation
internal import Learning
internal import Synchronization
internal import Tensors

/// What comes before the model of a positive-unlabelled learning: the bags, which are saved on the way
/// like a training.
struct PositiveUnlabelledTeacher {
    private let session: TrainingSession
    private let settings: PositiveUnlabelled
    private let encoders: [ModelPredictor]
    private let options: CommonOptions
    private let restart: Bool
    private let dataset: (TrainingPlan) throws -> Dataset
    private let sides: HiddenPositives

    /// - Parameter dataset: the same inputs read by another plan.
    init(
        _ session: TrainingSession, encoders: [ModelPredictor], options: CommonOptions,
        restart: Bool, dataset: @escaping (TrainingPlan) throws -> Dataset
    ) {
        (self.session, self.encoders, self.options) = (session, encoders, options)
        (self.restart, self.dataset) = (restart, dataset)
        settings = session.plan.positiveUnlabelled ?? PositiveUnlabelled()
        sides = HiddenPositives(
            labels: session.inputs.dataset.rows.map { $0.targets[0] }, split: session.split)
    }

    private var statePath: String { session.output + ".bags" }

    func lesson(comparing scores: ScoreTable?) throws -> Lesson {
        try check()
        say()
        let needsBags = settings.method == .bagging || settings.prior == nil
        let bags = needsBags ? try bagging() : nil
        let reference = scores.map {
            ($0.column, $0.values(of: session.inputs.dataset, facts: session.inputs.facts))
        }
        return Lesson(
            settings, sides, bags: bags, rows: session.inputs.dataset.rows.count,
            statePath: statePath, reference: reference)
    }

    /// - Throws: Where there is nothing to learn from, or nothing to see the outcome by.
    private func check() throws(CommandFailure) {
        let counts = "\(sides.positives.count) positives and \(sides.unlabelled.count) unlabelled"
        let test = sides.sides(of: session.split.test)
        switch true {
        case sides.positives.count < 10 || sides.unlabelled.count < 10:
            throw CommandFailure("\(counts) crystals are too few to learn from")
        case test.positives.isEmpty || test.unlabelled.isEmpty:
            throw CommandFailure(
                "the split hides \(test.positives.count) positives and \(test.unlabelled.count) "
                    + "unlabelled crystals in its test part, and needs some of both: make it larger"
            )
        case settings.turns > 1 && formulas(sides.positives) < settings.turns:
            throw CommandFailure(
                "the positives are of \(formulas(sides.positives)) formulas, too few for each to rest in one "
                    + "of \(settings.turns) turns: positiveUnlabelled.turns of 1 has all stand in every bag"
            )
        case largestBag < 1:
            throw CommandFailure(
                "no unlabelled crystal would stay out of a bag while \(sides.unlabelled.count - largestBag - 1) "
                    + "of them rest with the positives of their formulas: positiveUnlabelled.turns of 1 "
                    + "has none rest")
        case largestBag < (settings.bagSize ?? 1):
            throw CommandFailure(
                "positiveUnlabelled.bagSize must be at most \(largestBag): of the "
                    + "\(sides.unlabelled.count) unlabelled crystals some must stay out of each bag"
            )
        default: break
        }
    }

    private func say() {
        guard !options.quiet else { return }
        let hidden = sides.sides(of: sides.hidden)
        Console.note(
            "\(sides.positives.count) positives and \(sides.unlabelled.count) unlabelled to learn from, "
                + "\(hidden.positives.count) and \(hidden.unlabelled.count) hidden")
    }

    private var turns: [Set<Int>] {
        let rows = session.inputs.dataset.rows
        // Formulas, whatever the split goes by.
        return sides.turns(
            settings.turns, groups: rows.map { $0.composition.reducedFormula },
            seed: session.plan.training.seed)
    }

    /// How many formulas there are among rows.
    private func formulas(_ rows: [Int]) -> Int {
        let all = session.inputs.dataset.rows
        return Set(rows.map { all[$0].composition.reducedFormula }).count
    }

    /// Unlabelled crystals that every bag could draw, but for one.
    private var largestBag: Int {
        let unlabelled = Set(sides.unlabelled)
        let resting = turns.map { $0.intersection(unlabelled).count }.max() ?? 0
        return unlabelled.count - resting - 1
    }

    private func bagging() throws -> BaggingState {
        let start = try earlier() ?? BaggingState()
        guard start.done < settings.bags else { return start }
        let standard = BaggingPlan.standardBagSize(
            positives: sides.positives.count, unlabelled: sides.unlabelled.count)
        let plan = BaggingPlan(
            positives: sides.positives, unlabelled: sides.unlabelled, bags: settings.bags,
            bagSize: settings.bagSize ?? min(standard, largestBag), turns: turns,
            seed: session.plan.training.seed)
        guard encoders.isEmpty else { return try run(plan, try heads(), from: start) }
        return try run(
            plan,
            NetworkLearner(
                session.inputs.dataset, network: session.plan.network,
                configuration: session.plan.training, beginning: session.beginning),
            from: start)
    }

    /// Small heads on what the encoders say.
    private func heads() throws -> PerceptronLearner {
        var parts: [Tensor] = []
        for encoder in encoders {
            try Interruption.check()
            let networks = encoder.model.networks.compactMap(\.crystalGraph)
            parts.append(
                try rows(for: encoder).representations(
                    by: Array(networks.prefix(settings.encoderNetworks ?? networks.count))))
        }
        let features = Tensor(sideBySide: parts)
        if !options.quiet {
            Console.note("\(features.columns) features by \(encoders.count) encoders")
        }
        let scale = Standardization(of: features, rows: sides.positives + sides.unlabelled)
        return PerceptronLearner(scale(features), configuration: settings.head)
    }

    /// The crystals as an encoder reads them.
    private func rows(for encoder: ModelPredictor) throws -> Dataset {
        var plan = session.plan
        let own = session.inputs.dataset
        guard encoder.model.card.network.form != plan.network.form else { return own }
        plan.network = encoder.model.card.network
        let other = try dataset(plan)
        guard other.rows.map(\.id) == own.rows.map(\.id) else {
            throw CommandFailure("the inputs have changed while they were read; start again")
        }
        return other
    }

    private func run(
        _ plan: BaggingPlan, _ learner: some BagLearner, from start: BaggingState
    ) throws -> BaggingState {
        let bar = ProgressBar("bagging", total: plan.bags, unit: "bags", isQuiet: options.quiet)
        bar.resume(at: start.done)
        let (identity, path) = (try identity, statePath)
        let last = Mutex((state: start, saved: ContinuousClock.now))
        let scores = try TransductiveBagging(plan, learner: learner).run(
            scoring: sides.hidden, from: start
        ) { state in
            bar.advance(to: state.done)
            let isDue = last.withLock { last in
                last.state = state
                return ContinuousClock.now - last.saved > .seconds(5)
            }
            if isDue || Interruption.isRequested || state.done == plan.bags {
                try OutputFile.write([UInt8](state.encoded(data: identity)), to: path)
                last.withLock { $0.saved = .now }
            }
            return !Interruption.isRequested
        }
        bar.finish()
        let state = last.withLock { $0.state }
        guard scores != nil else {
            throw CommandFailure.interrupted(
                "interrupted after \(state.done) of \(plan.bags) bags; the same command goes on from "
                    + "there")
        }
        return state
    }
}

/// The bags that an earlier run has done.
extension PositiveUnlabelledTeacher {
    /// Tells the bags of one training from those of another.
    private var identity: String {
        get throws {
            let plan = session.plan
            let networks = encoders.isEmpty ? [try CardJSON.text(of: plan)] : []
            let parts =
                [
                    session.identity, "\(plan.training.seed)", "\(plan.training.seedOfSplit)",
                    "\(plan.training.labels ?? 0)",
                    try CardJSON.text(of: plan.training.split),
                ] + networks
            return ContentHash.sha256(Data(parts.joined(separator: "\n").utf8))
        }
    }

    private func earlier() throws -> BaggingState? {
        guard !restart, FileManager.default.fileExists(atPath: statePath) else { return nil }
        do {
            let file = try Data(contentsOf: URL(fileURLWithPath: statePath))
            let state = try BaggingState(decoding: file, data: identity)
            Console.note("resuming after \(state.done) of \(settings.bags) bags")
            if let others = state.arithmetic.others(than: .present) {
                Console.warning(others.warning(goingOnWith: .present, "training"))
            }
            return state
        } catch {
            throw CommandFailure(
                "\(statePath): \(error); use --restart to begin anew, or another --output")
        }
    }
}
