internal import ArgumentParser
internal import Crystals

/// `kimberlite inspect`: what every input is, and whether it can be used.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what each input crystal is, and whether it can be used.",
        discussion: """
            The exit code is 0 if every argument could be read and at least one crystal can be \
            used; with --strict, only if all can be. The table shortens long ids; --json does not.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var inputs: InputArguments

    func run() throws {
        options.apply()
        var tally = InputTally()
        let progress = ProgressBar("inspecting", unit: "crystals", isQuiet: options.quiet)
        let table = InspectionTable(isJSON: options.json)
        let pieces = inputs.crystals.pieces(threads: options.threadCount) { inputs in
            inputs.map { $0.verdict.record.map { CrystalDescription($0.crystal) } }
        }
        for piece in pieces {
            try Interruption.check()
            for (input, description) in zip(piece.inputs, piece.values) {
                tally.count(input)
                table.add(input, description)
            }
            progress.advance(by: piece.inputs.count)
        }
        progress.finish()
        table.print()
        inputs.report(tally, options, namingRejected: false)
        try inputs.judge(tally)
    }
}

/// Rows for people, held until their widths are known; objects for programs, printed at once.
private final class InspectionTable {
    private let isJSON: Bool
    private var table = Table([
        .words("id", atMost: 40), .words("formula", atMost: 32), .number("sites"),
        .words("space group"),
        .number("g/cm³"), .number("Å³/atom"), .number("nearest Å"), .number("neighbours"),
        .words("verdict"), .sentences("reason"),
    ])

    init(isJSON: Bool) { self.isJSON = isJSON }

    func add(_ input: ExaminedInput, _ description: CrystalDescription?) {
        if isJSON {
            Console.line(Inspection(input, description).json)
        } else {
            table.append(Self.row(input, description))
        }
    }

    func print() {
        if !isJSON { for line in table.lines { Console.line(line) } }
    }

    private static func row(_ input: ExaminedInput, _ crystal: CrystalDescription?) -> [String] {
        let findings = input.verdict.findings
        let reason = findings.map { "\($0.category.rawValue): \($0.message)" }
        let place = findings.isEmpty ? "" : " (\(input.source.description))"
        return [
            input.id, crystal?.formula ?? "", crystal.map { "\($0.sites)" } ?? "",
            crystal?.spaceGroup ?? "", Decimals.text(crystal?.density, 3),
            Decimals.text(crystal?.volumePerAtom, 2), Decimals.text(crystal?.nearest, 3),
            Decimals.text(crystal?.coordination, 1), input.verdict.status,
            reason.joined(separator: "; ") + place,
        ]
    }
}
