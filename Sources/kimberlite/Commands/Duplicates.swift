internal import ArgumentParser
internal import Crystals

/// `kimberlite duplicates`: which inputs are one structure.
struct Duplicates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists crystals that have the same structure, whatever their cells.",
        discussion: """
            Structures are compared on their primitive cells, brought to one volume, as pymatgen's \
            StructureMatcher does with the same tolerances. A group is all that is connected by \
            matches. One row for each crystal of a group of two or more:

              group    number, from 1, as the groups first occur in the inputs
              sites    of the primitive cell
              like     the crystal of the group that this one was laid on: the group's first, or, \
            where it is like that only by way of others, the first that it matches
              rms      root mean square displacement of the sites, in units of (V/N)^⅓
              largest  the largest of the displacements, in the same unit

            Rejected inputs are listed and take no part.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments
    @OptionGroup var tolerances: MatcherArguments

    @Flag(name: .long, help: "List crystals that are like no other, too.")
    var all = false

    @Option(name: .shortAndLong, help: "The table to write (.csv, .csv.gz); - for standard output.")
    var output = "-"

    func run() throws {
        options.apply()
        try InputPlaces(inputs.inputs).check(output)
        let file = output == "-" ? nil : try OutputFile(path: output)
        var tally = InputTally()
        let entries = try read(&tally)
        let table = DuplicateTable(
            entries, by: tolerances.matcher, threads: options.threadCount)
        try Interruption.check()
        let heading = options.json ? [] : [CSV.row(DuplicateTable.columns)]
        let rows = table.rows(
            isJSON: options.json, includingSingle: all, threads: options.threadCount)
        for row in heading + rows {
            if let file { try file.write(row) } else { Console.text(row) }
        }
        try file?.commit()
        if !options.quiet { Console.note(table.summary) }
        inputs.report(tally, options, namingRejected: false)
        try inputs.judge(tally)
    }

    private func read(_ tally: inout InputTally) throws -> [DuplicateTable.Entry] {
        let progress = ProgressBar("reading", unit: "crystals", isQuiet: options.quiet)
        let matcher = tolerances.matcher
        let pieces = inputs.crystals.pieces(threads: options.threadCount) { inputs in
            inputs.map { $0.verdict.record.map { matcher.cell(of: $0.crystal) } }
        }
        var entries: [DuplicateTable.Entry] = []
        for piece in pieces {
            try Interruption.check()
            for (input, cell) in zip(piece.inputs, piece.values) {
                tally.count(input)
                report(input)
                guard let cell, let crystal = input.verdict.record?.crystal else { continue }
                entries.append(
                    DuplicateTable.Entry(
                        id: input.id, source: input.source,
                        formula: crystal.composition.reducedFormula, cell: cell))
            }
            progress.advance(by: piece.inputs.count)
        }
        progress.finish()
        return entries
    }

    private func report(_ input: ExaminedInput) {
        guard case .rejected(let finding) = input.verdict else { return }
        Console.note("rejected: \(input.id) (\(input.source.description)): \(finding.description)")
    }
}
