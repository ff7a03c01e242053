internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// What a training learns from besides its labelled inputs: another model, crystals without labels.
struct BeginningArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A model whose embedding and convolutions the network begins with: transfer learning. How "
                + "it treats them is in the plan's transfer.",
            valueName: "model"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Crystals without labels that take part in the training; may be given several times. How "
                + "they do is in the plan's semiSupervised.",
            valueName: "input"))
    var unlabelled: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A model that labels the crystals of --unlabelled of which it is sure: pseudo-labels. "
                + "Without it, the running average of the network is their teacher.",
            valueName: "model"))
    var teacher: String?

    /// Every file that is read.
    var files: [String] { [from, teacher].compactMap { $0 } + unlabelled }

    /// Reads what is named, and completes the plan by it.
    func prepare(_ plan: inout TrainingPlan, options: CommonOptions) throws -> Beginning {
        try check(plan)
        return try sources(options).beginning(for: &plan)
    }

    /// - Throws: Where the plan says how to treat what is not named.
    func check(_ plan: TrainingPlan) throws(CommandFailure) {
        if plan.transfer != nil, from == nil {
            throw CommandFailure("the plan has transfer: name the model to learn from with --from")
        }
        if unlabelled.isEmpty, plan.semiSupervised != nil || teacher != nil {
            throw CommandFailure("name the crystals without labels with --unlabelled")
        }
    }

    /// Reads what is named.
    func sources(_ options: CommonOptions) throws -> BeginningSources {
        var sources = BeginningSources()
        sources.model = try from.map { (path: $0, predictor: try ModelArguments.load($0)) }
        guard !unlabelled.isEmpty else { return sources }
        sources.teacher = try teacher.map { (path: $0, predictor: try ModelArguments.load($0)) }
        let fingerprint = try InputFingerprint(unlabelled)
        let crystals = try read(options)
        try fingerprint.checkUnchanged()
        sources.unlabelled = (
            crystals,
            fingerprint.hashes.sorted { $0.key < $1.key }.map { path, hash in
                Transfer.Source(name: URL(fileURLWithPath: path).lastPathComponent, sha256: hash)
            }
        )
        return sources
    }

    private func read(_ options: CommonOptions) throws -> [Crystal] {
        var (crystals, tally): ([Crystal], InputTally) = ([], InputTally())
        let progress = ProgressBar(
            "reading without labels", unit: "crystals", isQuiet: options.quiet)
        for input in CrystalInputs(unlabelled).ahead(threads: options.threadCount) {
            try Interruption.check()
            tally.count(input)
            if let record = input.verdict.record { crystals.append(record.crystal) }
            progress.advance()
        }
        progress.finish()
        guard !crystals.isEmpty else {
            throw CommandFailure("none of the \(tally.inputs) inputs of --unlabelled can be used")
        }
        if !options.quiet {
            Console.note("\(crystals.count) crystals without labels take part")
            if tally.rejected > 0 {
                for line in tally.lines(namingRejected: true) { Console.note("  \(line)") }
            }
        }
        return crystals
    }
}
