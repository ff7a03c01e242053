internal import ArgumentParser
internal import Crystals

/// The inputs of a verb, and what their verdicts mean for its end.
struct InputArguments: ParsableArguments {
    @Argument(help: "Files, folders, patterns, or - for standard input.")
    var inputs: [String]

    @OptionGroup var rules: InputRules

    var maxSites: Int { rules.maxSites }

    /// Every input crystal with its verdict.
    var crystals: CrystalInputs { rules.crystals(of: inputs) }

    /// The counts, to standard error so that they never mix with results.
    ///
    /// - Parameter isNaming: whether the first that were rejected are named, because nothing else names
    ///   them.
    func report(_ tally: InputTally, _ options: CommonOptions, namingRejected isNaming: Bool = true)
    {
        rules.report(tally, options, namingRejected: isNaming)
    }

    /// - Throws: Where the inputs do not allow a success.
    func judge(_ tally: InputTally) throws(CommandFailure) { try rules.judge(tally) }
}
