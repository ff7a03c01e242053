internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// `kimberlite predict`: crystals in, a row of predictions for each out.
struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Predicts properties of crystals.",
        discussion: """
            One row for each input crystal, in input order: id, formula, sites, a column for each \
            target, status and reason. A rejected crystal has its row too, with empty predictions.

              K, G      bulk and shear modulus (Hill), GPa
              e_form    formation energy from the elements, eV/atom
              band_gap  PBE gap, eV
              synthesizability  how much a crystal is like those that were made, 0 to 1; a share of \
            what was made stands below any bound, and none is a promise
              volume    the volume that the arrangement of atoms would relax to, Å³/atom

              NAME_low, NAME_high    the 90 % interval, of models whose card has a calibration

              status    accepted, warning or rejected; what to doubt, or why, is in reason

            Errors on compositions never seen are on each model's card: `kimberlite evaluate \
            --model FILE --card`.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments
    @OptionGroup var models: ModelArguments

    @Option(name: .shortAndLong, help: "The table to write (.csv, .csv.gz); - for standard output.")
    var output = "-"

    func run() throws {
        options.apply()
        try InputPlaces(inputs.inputs + models.model).check(output)
        let table = try PredictionTable(models: models.load(), path: output, isJSON: options.json)
        var tally = InputTally()
        let progress = ProgressBar("predicting", unit: "crystals", isQuiet: options.quiet)
        // Each thread takes its crystals from the file to the prediction.
        let pieces = inputs.crystals.pieces(threads: options.threadCount) { [suite = table.suite] in
            suite.estimates(for: $0)
        }
        for piece in pieces {
            try Interruption.check()
            for input in piece.inputs { tally.count(input) }
            try table.add(piece.inputs, piece.values)
            progress.advance(by: piece.inputs.count)
        }
        progress.finish()
        try table.finish()
        inputs.report(tally, options)
        try inputs.judge(tally)
    }
}
