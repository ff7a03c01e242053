internal import ArgumentParser
internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// `kimberlite learning-curve`: how the error falls with the number of labels, in several ways to learn.
struct LearningCurve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning-curve",
        abstract: "Trains on few and on many labels, and draws how the error falls.",
        discussion: """
            Ways to learn: from scratch; with --from, transfer from a model's layers; with \
            --unlabelled, a mean teacher on crystals without labels; with --pseudo-labels too, on what \
            networks trained on the same labels say of those crystals. The last two begin with the \
            layers of --from where it is given.

            Each way is trained with each number of labels for each seed. The seed decides the split, \
            which crystals of the training part are learned from, the initial weights and the order of \
            the batches; every way has the same crystals for the same seed and number, and those of a \
            smaller number are among those of a larger. The validation part is not learned from, but \
            it is labelled: a plan that chooses its epoch by it has its labels too.

            Few labels make few steps an epoch: the plan's epochs are raised until a training has \
            --least-steps.

            FOLDER/runs.csv has every run, FOLDER/learning-curve.csv the means over the seeds with \
            their standard errors, and by how much each way is below scratch; \
            FOLDER/learning-curve-TARGET.svg is the figure. The same command goes on where it was \
            stopped, within a run too.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments
    @OptionGroup var labels: LabelArguments
    @OptionGroup var settings: PlanArguments

    @Option(
        name: .long,
        help: ArgumentHelp("Numbers of labels to learn from.", valueName: "n,n,…"))
    var labelsCounts = WholeNumbers([50, 100, 200, 500, 1000, 2000])

    @Option(name: .long, help: ArgumentHelp("Trainings of each kind.", valueName: "n"))
    var seeds = 5

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Steps of a training at least; 0 keeps the plan's epochs.", valueName: "n"))
    var leastSteps = 1000

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A model whose embedding and convolutions the network begins with.", valueName: "model"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Crystals without labels; may be given several times.", valueName: "input"))
    var unlabelled: [String] = []

    @Flag(
        name: .long,
        help: "Let networks trained on the same labels label the crystals of --unlabelled.")
    var pseudoLabels = false

    @Option(name: .shortAndLong, help: "The folder to write.")
    var output: String

    @OptionGroup var split: SplitArguments
    @OptionGroup var cache: CacheArguments

    @Flag(name: .long, help: "Throw away the runs that are there.")
    var restart = false

    func validate() throws {
        if labelsCounts.values.contains(where: { $0 < 1 }) {
            throw ValidationError("--labels-counts takes numbers from 1 on.")
        }
        if seeds < 1 { throw ValidationError("--seeds takes a number from 1 on.") }
        if leastSteps < 0 { throw ValidationError("--least-steps takes a number from 0 on.") }
        if pseudoLabels, unlabelled.isEmpty {
            throw ValidationError("--pseudo-labels needs crystals: name them with --unlabelled.")
        }
        if split.crossValidate != nil {
            throw ValidationError("--cross-validate has no place here: seeds vary the split.")
        }
    }

    private var folder: String { output.hasSuffix("/") ? String(output.dropLast()) : output }

    func run() throws {
        options.apply()
        let files = settings.files + labels.files + [from].compactMap { $0 } + unlabelled
        let places = InputPlaces(inputs.inputs + files)
        for name in ["runs.csv", "runs.json", "learning-curve.csv"] {
            try places.check("\(folder)/\(name)")
        }
        let name = URL(fileURLWithPath: folder).lastPathComponent
        let plan = try settings.plan(settings.values(), split: split, name: name)
        try beginning.check(plan)
        let sources = try beginning.sources(options)
        let runs = LearningCurveRuns(
            plan, sources: sources, counts: labelsCounts.values, seeds: seeds,
            leastSteps: leastSteps, pseudoLabels: pseudoLabels)
        var shape = plan
        _ = try sources.beginning(for: &shape)
        guard shape.network.rule == plan.network.rule else {
            throw CommandFailure(
                "\(from ?? "") reads another kind of graph (\(shape.network.rule)) than the plan's; give the "
                    + "plan its network.rule, so that all ways learn from the same")
        }
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: plan, options: options, cache: cache.folder)
        try warnOfLeaks(loaded, plan, sources)
        var table = try RunTable(
            loaded, folder: folder, columns: ["way", "labels", "seed"],
            measures: .errors(plan.targets), epochs: runs.epochs, options: options,
            restart: restart)
        let points = try runs.run(&table)
        table.finish()
        try report(points, runs, plan.targets)
    }

    private var beginning: BeginningArguments {
        var arguments = BeginningArguments()
        (arguments.from, arguments.unlabelled, arguments.teacher) = (from, unlabelled, nil)
        return arguments
    }

    /// What the parts of the first seed share, with each other and with the model of --from.
    private func warnOfLeaks(
        _ inputs: TrainingInputs, _ plan: TrainingPlan, _ sources: BeginningSources
    ) throws {
        let split = Split(
            inputs.dataset, rule: plan.training.split, seed: plan.training.seed)
        let report = LeakReport(
            inputs.dataset, split: split, rule: plan.training.split, facts: inputs.facts,
            source: sources.model?.predictor.model.card)
        for warning in report.warnings { Console.warning(warning) }
        guard !options.quiet else { return }
        Console.note(
            "split by \(plan.training.split), with the first seed: \(split.train.count) to draw "
                + "labels from, \(split.validation.count) validation, \(split.test.count) test")
        for note in report.notes { Console.note("  \(note)") }
        if let most = labelsCounts.values.max(), most > split.train.count {
            Console.warning(
                "\(most) labels are more than the \(split.train.count) of the training part: all of "
                    + "it is learned from")
        }
    }

    private func report(
        _ points: [LearningCurvePoint], _ runs: LearningCurveRuns, _ targets: [Target]
    ) throws {
        let names = RunMeasures.errors(targets).names
        let summaries = targets.compactMap { target in
            names.firstIndex(of: "\(target.name)_test").map {
                LearningCurveSummary(target, column: $0, points, ways: runs.ways)
            }
        }
        let csv = LearningCurveSummary.header + summaries.map(\.csv).joined()
        try OutputFile.write(csv, to: "\(folder)/learning-curve.csv")
        for (target, summary) in zip(targets, summaries) {
            summary.report(options)
            let path = "\(folder)/learning-curve-\(FigureFile.safe(target.name)).svg"
            try OutputFile.write(summary.figure.file, to: path)
        }
        if !options.json {
            Console.line("runs in \(folder)/runs.csv, means in \(folder)/learning-curve.csv")
        }
    }
}
