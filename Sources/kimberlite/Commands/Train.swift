internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// `kimberlite train`: labelled crystals in, a model file out.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains a network on labelled crystals or formulas.",
        discussion: """
            A label is a number that stands with a crystal: a field of a JSON line, a key of an \
            extended-XYZ comment, a cell of the table of --labels. The target "volume" is the volume per atom of the crystal \
            itself. Settings come from --config, and what it leaves out has a standard value; \
            `kimberlite evaluate --model MODEL --card` shows them all as such a file has them. \
            --target and --log10 go before it.

            A table of formulas (.csv, .tsv, also gzipped: a column formula, composition or name; the numbers \
            of the others are labels) is learned from by a network of compositions, network: {kind: \
            composition} in the plan, which crystals can be learned from by too. Rows of one composition \
            become one with cleaning: {average: {by: composition}}. With kernel: \
            {} in the plan (statistics, fractions, ridge, share) a kernel regression of the same \
            compositions answers with the networks: it errs otherwise than they do, and the mean less \
            than either.

            The graphs of the crystals are kept in a cache folder, one file for the same inputs and \
            settings: a second training on them starts at once, and they need not fit into memory. \
            The file is checked whenever it is read, and built again if it is damaged; it may be \
            deleted at any time, and a later training deletes it when a month has passed without use.

            The state is saved beside the model every few epochs. The same command after Ctrl-C \
            or a kill goes on from there to the same model, bit for bit. A model that is there already \
            is replaced with --restart only.

            Which crystals train, validate and test follows from the split: by formula unless --split \
            or the plan says otherwise, so that no composition stands on two sides. What does stand on \
            two sides is told before the training, and listed in MODEL.leaks.csv. --cross-validate K \
            trains K models, each tested on another part of the crystals; the --output is then a \
            folder, with folds.csv, predictions.csv of every crystal by the model that did not see it, \
            and the models.

            With --positive-unlabelled, a label of 1 says that a crystal is of a kind (was made, superconducts), \
            and 0 that nobody knows. Bags of unlabelled crystals are taken for the others in turn; \
            the mean of what those bags say of a crystal that do not know it is its score, and the \
            model learns that. The validation and test parts are hidden from all of it: reported are \
            the share of their positives that is found, the share of the unlabelled above the same \
            threshold, and the criterion of Lee and Liu. MODEL.scores.csv has every crystal with its \
            score, and MODEL.bags the bags until the model is there. method: nnpu in the plan's \
            positiveUnlabelled trains one network on the non-negative risk instead.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments
    @OptionGroup var labels: LabelArguments

    @OptionGroup var settings: PlanArguments

    @OptionGroup var beginning: BeginningArguments

    @OptionGroup var positives: PositiveUnlabelledArguments

    @Option(name: .shortAndLong, help: "The model file to write (.safetensors).")
    var output: String

    @OptionGroup var split: SplitArguments

    @Option(
        name: .long,
        help: ArgumentHelp("Train a model for each of so many folds.", valueName: "k"))
    var crossValidate: Int?

    @OptionGroup var cache: CacheArguments

    @Flag(name: .long, help: "Start anew even if a saved state, or a finished model, is there.")
    var restart = false

    func validate() throws { _ = try split.ofFolds(crossValidate) }

    func run() throws {
        options.apply()
        let files =
            settings.files + labels.files + beginning.files + positives.files
        let places = InputPlaces(inputs.inputs + files)
        try places.check(output)
        var plan = try self.plan()
        let encoders = try positives.prepare(&plan)
        var beginning = try self.beginning.prepare(&plan, options: options)
        beginning.teachers += encoders.map(\.model.card)
        if crossValidate != nil, plan.positiveUnlabelled != nil {
            throw CommandFailure(
                "--cross-validate does not go with positive-unlabelled learning, which hides a part of "
                    + "its own; take one --fold at a time")
        }
        if crossValidate != nil, plan.targets.contains(where: \.isOfSites) {
            throw CommandFailure(
                "--cross-validate is for targets of crystals; of sites, take one --fold at a time")
        }
        if crossValidate != nil { return try validateAcross(plan, beginning, besides: places) }
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: plan, options: options, cache: cache.folder)
        var session = try TrainingSession(
            loaded, plan: plan, beginning: beginning, output: output, restart: restart)
        if session.isFinished { return session.report(options) }
        try loaded.writeLeftOut(to: output + ".left-out.csv")
        if plan.positiveUnlabelled != nil {
            try session.take(lesson(session, encoders))
        }
        try session.run(leaks: split, options: options)
        session.report(options)
    }

    /// What is taught in place of labels that say nothing of those that are not positive.
    private func lesson(
        _ session: TrainingSession, _ encoders: [ModelPredictor]
    ) throws -> Lesson {
        let scores = try positives.comparison(labels)
        // What became of the inputs has been told.
        var silent = options
        silent.quiet = true
        let teacher = PositiveUnlabelledTeacher(
            session, encoders: encoders, options: options, restart: restart
        ) { [silent] other in
            try TrainingReading(inputs, labels: labels, plan: other, options: silent)
                .contents(cache.folder).dataset
        }
        return try teacher.lesson(comparing: scores)
    }

    private func validateAcross(
        _ plan: TrainingPlan, _ beginning: Beginning, besides places: InputPlaces
    ) throws {
        let validation = try CrossValidation(
            plan, beginning, folder: output, leaks: split, options: options, restart: restart)
        try validation.check(places)
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: plan, options: options, cache: cache.folder)
        try validation.run(on: loaded)
    }

    private func plan() throws -> TrainingPlan {
        var plan = try settings.plan(of: settings.values())
        try positives.take(settings.target, into: &plan)
        let name = URL(fileURLWithPath: output).deletingPathExtension().lastPathComponent
        try settings.complete(&plan, split: split.ofFolds(crossValidate), name: name)
        return plan
    }
}
