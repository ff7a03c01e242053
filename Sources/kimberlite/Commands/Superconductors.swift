internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning
internal import Physics

/// `kimberlite superconductors`: what the critical temperatures of many formulas say of physics.
struct Superconductors: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reports trends of critical temperatures over tables of formulas.",
        discussion: """
            Formulas with a label T_c in K (0: none was reported) are averaged by composition and divided \
            into cuprates (Cu and O), iron-based (Fe, and not Cu with O) and the rest. The report has:

              the slope d ln T_c / d ln <A> over the mean atomic weight <A> with its 95 % interval \
            (percentile bootstrap): -1/2 is what a heavier lattice alone gives;
              how ln T_c goes with valence electrons and unfilled states: Spearman's rho, and the share \
            eta² of its variance that ten groups of rising count explain;
              with --config, how well a network that learned from one family predicts the others: R² of \
            ln T_c above --above, on the diagonal by cross-validation.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments

    @Option(name: .long, help: ArgumentHelp("The label that is T_c, K.", valueName: "name"))
    var label = "Tc"

    @Option(
        name: .long,
        help: ArgumentHelp("T_c above which families are compared, K.", valueName: "K"))
    var above = 10.0

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A plan of a network of compositions, by whose network and training the families are "
                + "predicted from each other.", valueName: "file.yaml"))
    var config: String?

    @Option(name: .long, help: ArgumentHelp("Folds of the diagonal.", valueName: "k"))
    var folds = 5

    func validate() throws {
        if folds < 2 { throw ValidationError("--folds takes a number from 2 on.") }
        if !(above >= 0) { throw ValidationError("--above takes a temperature, K.") }
    }

    func run() throws {
        options.apply()
        let rows = try read()
        let report = SuperconductorReport(rows, above: above)
        for line in options.json ? report.json : report.lines { Console.line(line) }
        guard let config else { return }
        let fit = try FamilyFit(Train.readPlan(config), isQuiet: options.quiet)
        var generator = SplitMix64(seed: fit.seed)
        let table = try CrossFamilyTable(
            rows, above: above, folds: folds, using: &generator, fit: fit.fit)
        for line in options.json ? table.json : table.lines { Console.line(line) }
    }

    private func read() throws -> [Superconductor] {
        var tally = InputTally()
        var rows: [Superconductor] = []
        for input in FormulaInputs(inputs.inputs) {
            try Interruption.check()
            tally.count(input)
            guard let record = input.record, let temperature = record.labels[label] else {
                continue
            }
            rows.append(Superconductor(record.composition, criticalTemperature: temperature))
        }
        inputs.report(tally, options)
        try inputs.judge(tally)
        guard !rows.isEmpty else {
            throw CommandFailure("no formula has the label \(label); name T_c with --label")
        }
        return Superconductor.averaged(rows)
    }
}
