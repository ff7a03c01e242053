internal import ArgumentParser
internal import Crystals

/// What the verdicts on a verb's inputs mean for its end.
struct InputRules: ParsableArguments {
    @Flag(name: .long, help: "Fail if any input is rejected.")
    var strict = false

    @Option(
        name: .long,
        help: ArgumentHelp("Reject cells with more sites.", valueName: "n"))
    var maxSites = 5000

    func validate() throws {
        if maxSites < 1 { throw ValidationError("--max-sites takes a number from 1 on.") }
    }

    /// Every crystal of the arguments with its verdict.
    func crystals(of arguments: [String]) -> CrystalInputs {
        CrystalInputs(arguments, examiner: CrystalExaminer(maximumSites: maxSites))
    }

    /// The counts, to standard error so that they never mix with results.
    ///
    /// - Parameter isNaming: whether the first that were rejected are named, because nothing else names
    ///   them.
    func report(_ tally: InputTally, _ options: CommonOptions, namingRejected isNaming: Bool) {
        guard !options.quiet else { return }
        for line in tally.lines(namingRejected: isNaming) { Console.note(line) }
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
