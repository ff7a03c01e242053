internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// `kimberlite train`: labelled crystals in, a model file out.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains a crystal-graph network on labelled crystals.",
        discussion: """
            A label is a number that stands with a crystal: a field of a JSON line, a key of an \
            extended-XYZ comment, a cell of the table of --labels. The target "volume" is the volume per atom of the crystal \
            itself. Settings come from --config, and what it leaves out has a standard value; \
            `kimberlite evaluate --model MODEL --card` shows them all as such a file has them. \
            --target and --log10 go before it.

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
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments
    @OptionGroup var labels: LabelArguments

    @OptionGroup var settings: PlanArguments

    @OptionGroup var beginning: BeginningArguments

    @Option(name: .shortAndLong, help: "The model file to write (.safetensors).")
    var output: String

    @OptionGroup var split: SplitArguments

    @OptionGroup var cache: CacheArguments

    @Flag(name: .long, help: "Start anew even if a saved state, or a finished model, is there.")
    var restart = false

    func run() throws {
        options.apply()
        let files = settings.files + labels.files + beginning.files
        let places = InputPlaces(inputs.inputs + files)
        try places.check(output)
        let name = URL(fileURLWithPath: output).deletingPathExtension().lastPathComponent
        var plan = try settings.plan(settings.values(), split: split, name: name)
        let beginning = try self.beginning.prepare(&plan, options: options)
        if split.crossValidate != nil { return try crossValidate(plan, beginning, besides: places) }
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: plan, options: options, cache: cache.folder)
        var session = try TrainingSession(
            loaded, plan: plan, beginning: beginning, output: output, restart: restart)
        if session.isFinished { return session.report(options) }
        try loaded.writeLeftOut(to: output + ".left-out.csv")
        try session.run(leaks: split, options: options)
        session.report(options)
    }

    private func crossValidate(
        _ plan: TrainingPlan, _ beginning: Beginning, besides places: InputPlaces
    ) throws {
        let validation = try CrossValidation(
            plan, beginning, folder: output, leaks: split, options: options, restart: restart)
        try validation.check(places)
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: plan, options: options, cache: cache.folder)
        try validation.run(on: loaded)
    }
}
