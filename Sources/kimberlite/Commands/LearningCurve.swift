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
            --unlabelled, a mean teacher on crystals without labels; with --teacher, on what that \
            model says of those crystals, or with --pseudo-labels on what the networks of transfer (or \
            of scratch) that were trained on the same labels say of them. The last two begin with the \
            layers of --from where it is given.

            Each way is trained with each number of labels for each seed. The split is the plan's, and \
            all are tested on the same part. The seed decides which crystals of the training part are \
            learned from, the initial weights and the order of the batches; every way has the same \
            crystals for the same seed and number, and those of a smaller number are among those of a \
            larger. The validation part has no more labels than are learned from.

            Few labels make few steps an epoch: the plan's epochs are raised until a training has \
            --least-steps.

            FOLDER/runs.csv has every run, FOLDER/leaks.csv what stands on two sides of the split, if \
            anything does. FOLDER/summary.csv has the means over the seeds with their \
            standard errors, and how many times the error of scratch, and of transfer, each is, with \
            the standard error of that by pairs of one seed; FOLDER/figure.svg shows them. The same \
            command goes on where it was stopped, within a run too; more sizes, seeds or ways add to \
            what is there.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments
    @OptionGroup var labels: LabelArguments
    @OptionGroup var settings: PlanArguments

    @Option(
        name: .long,
        help: ArgumentHelp("Numbers of labels to learn from.", valueName: "n,n,…"))
    var sizes = WholeNumbers([50, 100, 200, 500, 1000, 2000])

    @Option(
        name: .long,
        help: ArgumentHelp("Trainings of each way with each number.", valueName: "n"))
    var seeds = 5

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Steps of a training at least; 0 keeps the plan's epochs.", valueName: "n"))
    var leastSteps = 1000

    @OptionGroup var beginning: BeginningArguments

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
        if sizes.values.contains(where: { $0 < 2 }) {
            throw ValidationError("--sizes takes numbers from 2 on.")
        }
        if seeds < 1 { throw ValidationError("--seeds takes a number from 1 on.") }
        if !(0...1_000_000_000).contains(leastSteps) {
            throw ValidationError("--least-steps takes a number from 0 to 1,000,000,000.")
        }
        if pseudoLabels, beginning.unlabelled.isEmpty {
            throw ValidationError("--pseudo-labels needs crystals: name them with --unlabelled.")
        }
        if pseudoLabels, beginning.teacher != nil {
            throw ValidationError("--pseudo-labels and --teacher exclude each other.")
        }
    }

    private var folder: String { output.hasSuffix("/") ? String(output.dropLast()) : output }

    func run() throws {
        options.apply()
        try checkPlaces()
        let plan = try self.plan()
        let sources = try beginning.sources(options)
        let runs = LearningCurveRuns(
            plan, sources: sources, sizes: sizes.values, seeds: seeds, leastSteps: leastSteps,
            pseudoLabels: pseudoLabels)
        try check(sources, plan)
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: plan, options: options, cache: cache.folder)
        let leaks = LeakCheck(loaded, plan: plan, sources: sources)
        try check(leaks.split)
        var table = try RunTable(
            loaded, folder: folder, columns: ["way", "labels", "seed"],
            measures: .errors(plan.targets), epochs: runs.epochs, options: options,
            restart: restart)
        let list = "\(folder)/leaks.csv"
        try leaks.write(to: list)
        leaks.say(list, options)
        try leaks.judge(split, list)
        let points = try runs.run(&table)
        table.finish()
        try report(points, runs, plan.targets)
    }

    private func checkPlaces() throws {
        let places = InputPlaces(
            inputs.inputs + settings.files + labels.files + beginning.files)
        for name in ["runs.csv", "runs.json", "summary.csv", "figure.svg", "leaks.csv"] {
            try places.check("\(folder)/\(name)")
        }
    }

    private func plan() throws -> TrainingPlan {
        let name = URL(fileURLWithPath: folder).lastPathComponent
        let plan = try settings.plan(settings.values(), split: split, name: name)
        guard plan.positiveUnlabelled == nil else {
            throw CommandFailure("learning curves are of labels, not of positiveUnlabelled")
        }
        try beginning.check(plan)
        return plan
    }

    /// That all ways can learn from the same graphs.
    private func check(_ sources: BeginningSources, _ plan: TrainingPlan) throws {
        var shape = plan
        _ = try sources.complete(&shape)
        guard shape.network.crystalGraph?.rule == plan.network.crystalGraph?.rule else {
            throw CommandFailure(
                "\(beginning.from ?? "") reads another kind of graph than the plan's; give the plan its "
                    + "network.rule, so that all ways learn from the same")
        }
        guard !options.quiet else { return }
        if shape.network != plan.network {
            Console.note(
                "the network of \(beginning.from ?? "") has another shape than the plan's: what begins "
                    + "with its layers has its shape, and what begins from scratch the plan's")
        }
        if sources.unlabelled != nil, plan.training.averaging == nil {
            Console.note(
                "the mean teacher averages its network; give the plan training.averaging, so that all "
                    + "ways do")
        }
    }

    /// That the training part has the labels.
    private func check(_ split: Split) throws(CommandFailure) {
        if let most = sizes.values.max(), most > split.train.count {
            throw CommandFailure(
                "--sizes asks for \(most) labels, and the training part has \(split.train.count)")
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
        try OutputFile.write(csv, to: "\(folder)/summary.csv")
        try OutputFile.write(
            ChartRow(summaries.map(\.figure)).file, to: "\(folder)/figure.svg")
        for summary in summaries { summary.report(options) }
        if !options.json {
            Console.line(
                "runs in \(folder)/runs.csv, means in \(folder)/summary.csv, drawn in "
                    + "\(folder)/figure.svg")
        }
    }
}
