internal import ArgumentParser
internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// `kimberlite diagnose`: what a practitioner looks at before a model is believed.
struct Diagnose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Examines a model on labelled crystals or formulas: a page of figures and tables.",
        discussion: """
            Over- and underfitting, by the errors on what the model learned from and on what it did \
            not, with the curves of MODEL.metrics.csv where that stands beside the model; parity and \
            residuals, errors by size of the cell, number of elements and, on the periodic table, by element; \
            calibration: coverage of the error bars, reliability and ROC of answers; stability under \
            displacements of 0.01 to 0.1 Å and strains of ±2 %; how alike the atoms become from layer to \
            layer (oversmoothing). With --depth, networks of 1 to 8 convolutions are trained on the data, \
            and their errors shown.

            Labels that the cleaning of the model's own data does not believe are left out; --uncleaned \
            keeps them. Where a file of DATA is one that the model learned from, it is judged by the \
            test side of its split only; otherwise by all. A model of compositions has neither convolutions \
            nor a structure to move: those parts are absent, and the page says so.

            FOLDER receives report.html, which needs no other file and no network, every figure as SVG and every \
            table as CSV. On the terminal stands a summary.
            """)

    @OptionGroup var options: CommonOptions

    @Argument(help: "The model file.")
    var model: String

    @OptionGroup var inputs: InputArguments
    @OptionGroup var labels: LabelArguments

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder to write.", valueName: "folder"))
    var output: String

    @Flag(
        name: .long,
        help: "Judge by crystals on the test side of the model's own split only, whatever the data."
    )
    var heldOut = false

    @Flag(
        name: .long, help: "Judge by all of the data, though the model learned from a part of it.")
    var all = false

    @Flag(
        name: .long, help: "Keep labels that the cleaning of the model's own data does not believe."
    )
    var uncleaned = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Crystals that the model learned from, and that chose it, whose errors are compared with those of the "
                + "test; at most so many of each.", valueName: "n"))
    var learned = 2000

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Crystals that are moved, strained and looked into.", valueName: "n"))
    var disturbed = 200

    @Option(name: .long, help: ArgumentHelp("Seed of what is drawn at random.", valueName: "n"))
    var seed: UInt64 = 1

    @OptionGroup var depth: DepthArguments
    @OptionGroup var cache: CacheArguments

    func validate() throws {
        if heldOut, all { throw ValidationError("--held-out and --all exclude each other.") }
        for (name, value) in [("--learned", learned), ("--disturbed", disturbed)] where value < 0 {
            throw ValidationError("\(name) takes a number from 0 on.")
        }
    }

    func run() throws {
        options.apply()
        let curves = TrainingCurves.path(besides: model)
        let places = InputPlaces(inputs.inputs + labels.files + [model, curves])
        let folder = try DiagnosisFolder(output, besides: inputs.inputs)
        let predictor = try ModelArguments.load(model)
        let targets = try CrystalTargets(predictor.model.card)
        let plans = try depthPlans(targets.card)
        let data = try DiagnosedData(
            inputs, labels: labels, card: targets.card, cleaned: !uncleaned, options: options)
        var diagnosis = try diagnosis(predictor, targets, data)
        if !plans.isEmpty {
            diagnosis.depths = try depths(plans, folder, data, targets.card)
        }
        try folder.write(diagnosis, besides: places)
        report(diagnosis, folder)
    }

    private func report(_ diagnosis: ModelDiagnosis, _ folder: DiagnosisFolder) {
        guard !options.json else {
            for line in diagnosis.json { Console.line(line) }
            return
        }
        for line in diagnosis.lines { Console.line(line) }
        Console.line("diagnosis in \(folder.page)")
    }

    // MARK: The parts

    private func judgesAll(_ data: DiagnosedData) -> Bool {
        all || (!heldOut && data.known.isEmpty)
    }

    private func diagnosis(
        _ predictor: ModelPredictor, _ targets: CrystalTargets, _ data: DiagnosedData
    ) throws -> ModelDiagnosis {
        let (card, judgesAll) = (targets.card, judgesAll(data))
        let sample = DiagnosisSample(
            data, card: card, judgesAll: judgesAll, others: learned, seed: seed)
        guard judgesAll || sample.members.contains(where: { $0.side == .test }) else {
            throw CommandFailure(
                "no crystal of the data stands on the test side of the model's split; --all judges by "
                    + "those that it may have learned from")
        }
        var diagnosis = ModelDiagnosis(
            card, crystals: try sample.answers(predictor, card: card, isQuiet: options.quiet),
            judgesAll: judgesAll)
        diagnosis.history = targets.history(besides: model)
        let crystals = sample.judgedCrystals(disturbed, judgesAll: judgesAll, seed: seed)
        try lookInto(predictor, crystals, &diagnosis)
        diagnosis.notes =
            DiagnosisNotes(
                data, sample: sample, diagnosis: diagnosis,
                curves: TrainingCurves.path(besides: model),
                left: targets.left
            ).sentences
        return diagnosis
    }

    /// What needs a structure and a network of graphs.
    private func lookInto(
        _ predictor: ModelPredictor, _ crystals: [Crystal], _ diagnosis: inout ModelDiagnosis
    ) throws {
        let networks = predictor.model.networks.compactMap(\.crystalGraph)
        guard let rule = networks.first?.configuration.rule, !crystals.isEmpty else { return }
        diagnosis.similarity = LayerSimilarity(
            networks, graphs: crystals.map { CrystalGraph($0, rule: rule) })
        let steps = PredictionStability.Disturbance.standard.count
        let progress = ProgressBar(
            "disturbing", total: steps * crystals.count, unit: "crystals", isQuiet: options.quiet)
        diagnosis.stability = try PredictionStability(
            predictor, crystals: crystals, seed: seed
        ) { step in
            try Interruption.check()
            progress.advance(to: step * crystals.count)
        }
        progress.advance(to: steps * crystals.count)
        progress.finish()
    }

    // MARK: Depth

    /// Empty unless they are asked for.
    private func depthPlans(_ card: ModelCard) throws(CommandFailure) -> [TrainingPlan] {
        guard depth.depth else { return [] }
        let plans = (1...depth.deepest).compactMap { depth.plan(card, convolutions: $0) }
        guard plans.isEmpty else { return plans }
        throw CommandFailure(
            card.network.crystalGraph == nil
                ? "--depth varies the convolutions of a network, and \(card.name) reads compositions"
                : "--depth trains by the plan of \(card.name), and there is none for plain labels on "
                    + "its card")
    }

    private func depths(
        _ plans: [TrainingPlan], _ folder: DiagnosisFolder, _ data: DiagnosedData, _ card: ModelCard
    ) throws -> [ModelDiagnosis.DepthMeasure] {
        let loaded = try TrainingInputs(
            inputs, labels: labels, plan: plans[0], options: options, cache: cache.folder)
        let runs = DepthRuns(
            plans, folder: folder.depths, restart: depth.restart, options: options)
        let sample = DiagnosisSample(
            data, card: card, judgesAll: judgesAll(data), others: 0, seed: seed)
        let crystals = sample.judgedCrystals(
            disturbed, judgesAll: judgesAll(data), seed: seed)
        let rule = plans[0].network.crystalGraph?.rule ?? .standard
        return try runs.run(
            on: loaded, sample: crystals.map { CrystalGraph($0, rule: rule) })
    }
}
