internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// `kimberlite predict`: crystals or formulas in, a row of predictions for each out.
struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Predicts properties of crystals, or of formulas.",
        discussion: """
            One row for each input crystal, in input order: id, formula, sites, a column for each \
            target, status, reason and source, which is the file and the place in it. A rejected crystal has its row too, with empty predictions.

              K, G      bulk and shear modulus (Hill), GPa
              e_form    formation energy from the elements, eV/atom
              band_gap  PBE gap, eV; metal, the probability that there is none
              synthesizability  how much a crystal is like those that were made, 0 to 1; a share of \
            what was made stands below any bound, and none is a promise
              volume    the volume that the arrangement of atoms would relax to, Å³/atom; \
            e_form_relaxed, its formation energy there
              debye_T, alpha_V_300K, kappa_300K  Debye temperature, K; volumetric thermal expansion, 1/K, and \
            lattice conductivity, W/(m·K), at 300 K, as AFLOW's quasi-harmonic Debye model has them, not as \
            they are measured: conductivities of good conductors come out far too low

            Hardness and toughness are not among them: they follow from K and G by formulas, which \
            discover applies to every crystal, and physics to moduli that are given; physics --formula C \
            --bulk 442 --shear 535 --volume-per-atom 5.67 shows what each formula says.

            of formulas

              Tc        critical temperature of a superconductor, K; Tc_hot the same where it is above 10 K, \
            and Tc_above_10 the probability of that

            of both

              NAME_low, NAME_high    the 90 % interval, of models whose card has a calibration

            Formulas without structures come from tables (.csv, .tsv, also gzipped, with a column formula, \
            composition or name) or from --formula. Of them the models that read compositions are asked, of \
            crystals the others, unless --model names some; a model of crystal graphs has nothing to say of a \
            formula, and the reason says so.

              status    accepted, warning or rejected; what to doubt, or why, is in reason

            A model with targets of sites (perSite: true in its plan) has their values with --sites: id, site \
            (from 1, in the order of the file), species, a column for each target, reason.

            Errors on compositions never seen are on each model's card: `kimberlite evaluate \
            --model FILE --card`.
            """)

    @OptionGroup var options: CommonOptions

    @Argument(help: "Files, folders, patterns, or - for standard input.")
    var inputs: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A formula without a structure, as YBa2Cu3O6.93; may be given several times.",
            valueName: "formula"))
    var formula: [String] = []

    @OptionGroup var rules: InputRules
    @OptionGroup var models: ModelArguments

    @Option(name: .shortAndLong, help: "The table to write (.csv, .csv.gz); - for standard output.")
    var output = "-"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write what models say of each site of the crystals to a table of its own.",
            valueName: "file.csv"))
    var sites: String?

    func validate() throws {
        if sites == "-" {
            throw ValidationError("--sites takes a file; standard output is for the crystals.")
        }
        if sites != nil, !formula.isEmpty {
            throw ValidationError("--sites needs structures; a formula has no sites.")
        }
        if inputs.isEmpty == formula.isEmpty {
            throw ValidationError(
                inputs.isEmpty
                    ? "Missing expected argument '<inputs> ...', or --formula."
                    : "Give either inputs or --formula.")
        }
    }

    func run() throws {
        options.apply()
        let places = InputPlaces(inputs + models.model)
        try places.check(output)
        let areFormulas = try !formula.isEmpty || FormulaTables.areMeant(by: inputs)
        if areFormulas, sites != nil {
            throw CommandFailure("--sites needs structures; formulas have no sites")
        }
        let table = try PredictionTable(
            models: models.load(forFormulas: areFormulas), path: output, isJSON: options.json)
        let siteTable = try sites.map { path in
            try places.check(path)
            return try SiteTable(table.suite, path: path)
        }
        let tally = try areFormulas ? formulas(table) : crystals(table, siteTable)
        try table.finish()
        try siteTable?.finish()
        rules.report(tally, options, namingRejected: false)
        if table.doubted > 0, !options.quiet, !options.json {
            Console.note(
                "  \(table.doubted) more have a warning of the models or of what they predict"
            )
        }
        try rules.judge(tally)
        if areFormulas, !table.suite.models.contains(where: \.readsCompositions) {
            throw CommandFailure(
                "the models read crystal graphs, and a formula has no structure; name a model of "
                    + "compositions with --model")
        }
    }

    private func crystals(
        _ table: PredictionTable, _ siteTable: SiteTable?
    ) throws -> InputTally {
        var tally = InputTally()
        let progress = ProgressBar("predicting", unit: "crystals", isQuiet: options.quiet)
        // Each thread takes its crystals from the file to the prediction.
        let pieces = rules.crystals(of: inputs).pieces(threads: options.threadCount) {
            [suite = table.suite, isWanted = siteTable != nil] inputs in
            zip(suite.estimates(for: inputs), suite.siteEstimates(for: inputs, isWanted: isWanted))
                .map { (crystal: $0, sites: $1) }
        }
        for piece in pieces {
            try Interruption.check()
            for input in piece.inputs { tally.count(input) }
            try table.add(piece.inputs, piece.values.map(\.crystal))
            try siteTable?.add(piece.inputs, piece.values.map(\.sites))
            progress.advance(by: piece.inputs.count)
        }
        progress.finish()
        return tally
    }

    /// Formulas that are predicted together.
    private static let chunk = 4096

    private func formulas(_ table: PredictionTable) throws -> InputTally {
        let all =
            formula.isEmpty
            ? FormulaInputs(inputs) : FormulaInputs(formulas: formula, named: "--formula")
        var (tally, chunk): (InputTally, [ExaminedFormula]) = (InputTally(), [])
        let progress = ProgressBar("predicting", unit: "formulas", isQuiet: options.quiet)
        for input in all {
            try Interruption.check()
            tally.count(input)
            chunk.append(input)
            if chunk.count == Self.chunk {
                try table.add(chunk)
                chunk.removeAll(keepingCapacity: true)
            }
            progress.advance()
        }
        try table.add(chunk)
        progress.finish()
        return tally
    }
}
