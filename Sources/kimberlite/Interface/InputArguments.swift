internal import ArgumentParser
internal import Crystals

/// The inputs of a verb, and what their verdicts mean for its end.
struct InputArguments: ParsableArguments {
    @Argument(help: "Files, folders, patterns, or - for standard input.")
    var inputs: [String]

    @Flag(name: .long, help: "Fail if any input is rejected.")
    var strict = false

    @Option(
        name: .long,
        help: ArgumentHelp("Reject cells with more sites.", valueName: "n"))
    var maxSites = 5000

    func validate() throws {
        if maxSites < 1 { throw ValidationError("--max-sites takes a number from 1 on.") }
    }

    /// Every input crystal with its verdict.
    var crystals: CrystalInputs {
        CrystalInputs(inputs, examiner: CrystalExaminer(maximumSites: maxSites))
    }

    /// The counts, to standard error so that they never mix with results.
    func report(_ tally: InputTally, _ options: CommonOptions) {
        if !options.quiet { for line in tally.lines { Console.note(line) } }
    }

    /// - Throws: Where the inputs do not allow a success.
    func judge(_ tally: InputTally) throws(CommandFailure) {
        if tally.hasFailedArguments {
            throw CommandFailure("some inputs could not be read")
        }
        if tally.usable == 0 {
            throw CommandFailure("none of the \(tally.inputs) inputs can be used")
        }
        if strict, tally.rejected > 0 {
            throw CommandFailure("\(tally.rejected) of \(tally.inputs) inputs were rejected")
        }
    }
}
