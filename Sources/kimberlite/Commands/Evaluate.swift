internal import ArgumentParser
internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// `kimberlite evaluate`: how far a model is from labels it is given.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures a model's errors on labelled crystals or formulas.",
        discussion: """
            Reports MAE, RMSE and R² of every target that stands with the inputs, on the scale of \
            learning and in the target's unit; of a model that learned from positives and unlabelled \
            crystals, the share of the positives that it finds, and of the unlabelled that it takes for \
            positive. Of a model of debye_T, alpha_V_300K or kappa_300K the errors of the formulas of the Debye \
            rung stand beside its own, from moduli that are labels and from those that --moduli predicts. With --card, shows what the model's own card says, \
            with every setting of its training, and reads no inputs.

            A table of formulas (.csv, .tsv) needs a model of compositions; rows of one composition are \
            averaged as they were for the model's training.
            """)

    @OptionGroup var options: CommonOptions

    @Option(name: .long, help: ArgumentHelp("The model file.", valueName: "file"))
    var model: String

    @Argument(help: "Files, folders, patterns, or - for standard input.")
    var inputs: [String] = []

    @OptionGroup var labels: LabelArguments

    @Option(
        name: .long,
        help: ArgumentHelp(
            """
            A model of K and G: what the formulas of the Debye rung make of its moduli stands beside what the \
            model says of thermal properties.
            """, valueName: "file"))
    var moduli: String?

    @Flag(name: .long, help: "Show the model's card.")
    var card = false

    @Flag(
        name: .long,
        help: """
            Only crystals on the test side of the model's own split: compositions it never saw, or \
            whatever else it was split by.
            """)
    var heldOut = false

    @Flag(
        name: .long,
        help: """
            Only crystals whose labels the cleaning of the model's own data believes, other entries of \
            one crystal that disagree among them.
            """)
    var cleaned = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write every truth and prediction to a table.", valueName: "file.csv"))
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Draw the parity plot of each target as NAME.svg in this folder.",
            valueName: "folder"))
    var plots: String?

    func run() throws {
        options.apply()
        let predictor = try ModelArguments.load(model)
        guard !card else { return show(predictor.model.card) }
        guard !inputs.isEmpty else { throw CommandFailure("no inputs: name labelled crystals") }
        if let output { try InputPlaces(inputs + labels.files + [model]).check(output) }
        var join = try labels.join()
        var tally = InputTally()
        let evaluation =
            try FormulaTables.areMeant(by: inputs)
            ? try formulas(predictor, &join, &tally) : try crystals(predictor, &join, &tally)
        if !options.quiet {
            for line in tally.lines(namingRejected: true) { Console.note(line) }
        }
        try labels.judge(join, isQuiet: options.quiet)
        try report(evaluation.finished(), predictor.model.card)
    }

    private func formulas(
        _ predictor: ModelPredictor, _ join: inout LabelJoin?, _ tally: inout InputTally
    ) throws -> ModelEvaluation {
        guard predictor.readsCompositions else {
            throw CommandFailure(
                "\(model) reads crystal graphs, and the inputs are formulas without structures")
        }
        var records: [FormulaRecord] = []
        for input in FormulaInputs(inputs) {
            try Interruption.check()
            tally.count(input)
            if let record = input.record { records.append(join?.adding(to: record) ?? record) }
        }
        if cleaned, let rules = predictor.model.card.cleaning {
            records.removeAll { rules.objection(to: $0) != nil }
        }
        var evaluation = ModelEvaluation(predictor, heldOutOnly: heldOut)
        for record in predictor.model.card.averaged(records) { evaluation.add(record) }
        return evaluation
    }

    private func crystals(
        _ predictor: ModelPredictor, _ join: inout LabelJoin?, _ tally: inout InputTally
    ) throws -> ModelEvaluation {
        var evaluation = ModelEvaluation(
            predictor, heldOutOnly: heldOut, moduli: try moduli.map(ModelArguments.load))
        // Entries of one crystal are known only when all have been read.
        var waiting: [CrystalRecord] = []
        let progress = ProgressBar("evaluating", unit: "crystals", isQuiet: options.quiet)
        for input in CrystalInputs(inputs).ahead(threads: options.threadCount) {
            try Interruption.check()
            tally.count(input)
            if let read = input.verdict.record {
                let record = join?.adding(to: read) ?? read
                if cleaned { waiting.append(record) } else { evaluation.add(record) }
            }
            progress.advance()
        }
        progress.finish()
        for record in predictor.model.card.believed(waiting) { evaluation.add(record) }
        return evaluation
    }

    private func show(_ card: ModelCard) {
        if options.json {
            Console.line(card.json)
        } else {
            for line in card.summary { Console.line(line) }
            Console.write(card.settings)
        }
    }

    private func report(_ evaluation: ModelEvaluation, _ card: ModelCard) throws {
        let metrics = evaluation.metrics
        guard metrics.contains(where: { $0.learned.count > 0 }) else {
            throw CommandFailure(
                heldOut
                    ? "no crystal with a label of this model's targets stands on the test side of its "
                        + "split"
                    : "none of the crystals has a label of this model's targets")
        }
        let crystals = heldOut ? "test \(card.materials)" : card.materials
        if let report = evaluation.positiveUnlabelled {
            Console.line(options.json ? report.json : "  \(report.line(on: crystals))")
        }
        for metric in metrics
        where metric.learned.count > 0 && (options.json || evaluation.positiveUnlabelled == nil) {
            Console.line(options.json ? metric.json : card.line(metric, on: heldOut ? "test " : ""))
        }
        if !options.json {
            if let line = evaluation.hardness.line { Console.line("  \(line)") }
            for line in evaluation.formulas.lines { Console.line(line) }
        }
        if !heldOut, evaluation.learned > 0, !options.quiet {
            let rule = card.training.split
            let what = rule.grouping?.membership ?? "are those"
            Console.note(
                "note: \(grouped(evaluation.learned)) crystals \(what) that the model learned "
                    + "from or was chosen by; --held-out leaves those out")
        }
        if !evaluation.doubted.isEmpty, !options.quiet {
            Console.note(doubts(evaluation.doubted, card))
        }
        if output == "-" {
            Console.write(evaluation.table)
        } else if let output {
            try OutputFile.write(evaluation.table, to: output)
        }
        guard let plots else { return }
        for plot in evaluation.plots {
            try OutputFile.write(plot.text, to: "\(plots)/\(plot.target).svg")
        }
    }

    private func doubts(_ doubted: [String: Int], _ card: ModelCard) -> String {
        let rules = doubted.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let count = grouped(doubted.values.reduce(0, +))
        return "note: \(count) of these crystals have labels that the "
            + "cleaning of the model's own data leaves out (\(rules.joined(separator: ", "))); the "
            + "errors on its card are without such"
            + (card.cleaning?.disagreement == nil
                ? "" : ", and without entries of one crystal that disagree")
    }
}
