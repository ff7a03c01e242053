internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// `kimberlite search`: a plan and a space of settings in, the best plan and a table of all runs out.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Searches for the settings under which a training errs least.",
        discussion: """
            The space is a YAML file: for keys of a plan, written with dots or one within the other, a \
            list of values or a range:

              training.learningRate: {min: 0.001, max: 0.02, log: true}
              training.batchSize: [32, 64, 128]
              network: {width: [32, 64], convolutions: {min: 2, max: 5}}

            Ranges of whole numbers may have a step. Every draw is trained for the plan's epochs; with \
            --halving, all are trained for few, the best third for three times as many, and so on up \
            to the plan's. A run begins anew at every rung, as its schedule is made for its length. \
            What decides is the error on the validation part, in units of the \
            spread of the labels, summed over the targets; the test part is in the table and decides \
            nothing.

            FOLDER/runs.csv has every finished run; the same command goes on where it was stopped, \
            within a run too, and a larger --runs adds to what is there. FOLDER/best.yaml is the best \
            plan, for train --config, with the search on its card. FOLDER/leaks.csv lists what stands on two \
            sides of the split, if anything does.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments
    @OptionGroup var labels: LabelArguments
    @OptionGroup var settings: PlanArguments

    @Option(name: .long, help: ArgumentHelp("What to choose among.", valueName: "file.yaml"))
    var space: String

    @Flag(name: .long, help: "Successive halving, in place of whole trainings of all draws.")
    var halving = false

    @Option(name: .long, help: ArgumentHelp("Draws from the space.", valueName: "n"))
    var runs = 20

    @Option(name: .long, help: ArgumentHelp("Of the draws.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        name: .long,
        help: ArgumentHelp("Epochs of halving's first rung, at least.", valueName: "n"))
    var leastEpochs = 3

    @OptionGroup var beginning: BeginningArguments

    @Option(name: .shortAndLong, help: "The folder to write.")
    var output: String

    @OptionGroup var cache: CacheArguments

    @Flag(name: .long, help: "Throw away the runs that are there.")
    var restart = false

    func validate() throws {
        if runs < 1 { throw ValidationError("--runs takes a number from 1 on.") }
        if leastEpochs < 1 { throw ValidationError("--least-epochs takes a number from 1 on.") }
    }

    private var folder: String { output.hasSuffix("/") ? String(output.dropLast()) : output }
    private var best: String { "\(folder)/best.yaml" }

    func run() throws {
        options.apply()
        let files = [space] + settings.files + labels.files + beginning.files
        let places = InputPlaces(inputs.inputs + files)
        for name in ["runs.csv", "runs.json", "best.yaml", "leaks.csv"] {
            try places.check("\(folder)/\(name)")
        }
        let search = try self.search()
        if search.draws.count < runs, !options.quiet {
            Console.note("the space has no more than \(search.draws.count) different settings")
        }
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: search.dataPlan, options: options, cache: cache.folder)
        var table = try RunTable(
            loaded, folder: folder,
            columns: ["draw", "rung"] + search.draws[0].settings.map(\.key),
            measures: .errors(search.dataPlan.targets), epochs: search.epochs, options: options,
            restart: restart)
        let leaks = LeakCheck(loaded, plan: search.dataPlan, sources: search.sources)
        try leaks.write(to: "\(folder)/leaks.csv")
        leaks.say("\(folder)/leaks.csv", options)
        let outcome = try search.run(&table)
        table.finish()
        try report(outcome, search)
    }

    private func search() throws -> SettingsSearch {
        let values = try settings.values()
        let name = URL(fileURLWithPath: folder).lastPathComponent
        do {
            return try SettingsSearch(
                SearchSpace(PlanArguments.values(space)), runs: runs, seed: seed,
                method: halving ? .halving : .random, leastEpochs: leastEpochs, values: values,
                sources: beginning.sources(options)
            ) { values in
                let plan = try plan(of: values, name)
                guard plan.positiveUnlabelled == nil else {
                    throw CommandFailure("a search is of labels, not of positiveUnlabelled")
                }
                try beginning.check(plan)
                return plan
            }
        } catch let error as SearchSpaceError {
            throw CommandFailure("\(space): \(error)")
        }
    }

    /// - Throws: Naming the space too, for the setting that does not fit may be of either.
    private func plan(of values: [String: Any], _ name: String) throws -> TrainingPlan {
        do {
            return try settings.plan(values, name: name)
        } catch let failure as CommandFailure {
            throw CommandFailure("\(space), with \(failure.message)")
        }
    }

    private func report(_ outcome: SearchOutcome, _ search: SettingsSearch) throws {
        let ranked = outcome.ranked
        guard let first = ranked.first else {
            throw CommandFailure(
                "no run of the last rung has an error of every target on the validation part: \(folder)/runs.csv "
                    + "says which diverged; where none did, the validation part lacks labels of a target"
            )
        }
        let found = SearchText(search: search, outcome: outcome, seed: seed).lines
        try OutputFile.write(search.plan(first.draw, found: found), to: best)
        if options.json {
            for (draw, record) in ranked {
                Console.line(SearchText.json(search.draws[draw], record))
            }
            return
        }
        for line in SearchText.table(ranked, search).lines { Console.line(line) }
        Console.line("all runs in \(folder)/runs.csv, the best plan in \(best)")
    }
}
