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
        if plan.transfer != nil, from == nil {
            throw CommandFailure("the plan has transfer: name the model to learn from with --from")
        }
        if unlabelled.isEmpty, plan.semiSupervised != nil || teacher != nil {
            throw CommandFailure("name the crystals without labels with --unlabelled")
        }
        let inheritance = try from.map { try Self.inherit($0, &plan) }
        guard !unlabelled.isEmpty else { return Beginning(inheritance: inheritance) }
        return Beginning(inheritance: inheritance, unlabelled: try pool(&plan, options))
    }

    /// What the network begins with, and the plan with the shape of network that this asks for.
    private static func inherit(
        _ path: String, _ plan: inout TrainingPlan
    ) throws(CommandFailure) -> Inheritance {
        let source = try ModelArguments.load(path)
        var transfer = plan.transfer ?? Transfer()
        transfer.source = Transfer.Source(
            name: URL(fileURLWithPath: path).lastPathComponent, sha256: source.fingerprint)
        plan.transfer = transfer
        plan.network = Inheritance.shape(
            of: source.model, head: plan.network, keepsHead: transfer.keepsHead == true)
        do {
            return try Inheritance(transfer, from: source.model, for: plan.network)
        } catch {
            throw CommandFailure("nothing can be taken over from \(path): \(error)")
        }
    }

    private func pool(
        _ plan: inout TrainingPlan, _ options: CommonOptions
    ) throws -> UnlabelledPool {
        var settings = plan.semiSupervised ?? SemiSupervised()
        let teacher = try teacher.map(ModelArguments.load)
        settings.method = teacher == nil ? .meanTeacher : .pseudoLabels
        let fingerprint = try InputFingerprint(unlabelled)
        let crystals = try read(options)
        try fingerprint.checkUnchanged()
        settings.sources =
            fingerprint.hashes.sorted { $0.key < $1.key }.map { path, hash in
                Transfer.Source(name: URL(fileURLWithPath: path).lastPathComponent, sha256: hash)
            } + (teacher.map { [Transfer.Source(name: "teacher", sha256: $0.fingerprint)] } ?? [])
        plan.semiSupervised = settings
        // A teacher that is the network itself would agree with all it says.
        if teacher == nil, plan.training.averaging == nil { plan.training.averaging = 0.99 }
        guard let rule = plan.network.crystalGraph?.rule else {
            throw CommandFailure("--unlabelled needs a network of crystal graphs")
        }
        guard let teacher else {
            return UnlabelledPool(settings, crystals: crystals, rule: rule)
        }
        do {
            return try UnlabelledPool(
                settings, crystals: crystals, rule: rule, teacher: teacher,
                targets: plan.targets)
        } catch {
            throw CommandFailure("\(self.teacher ?? "") predicts none of the plan's targets")
        }
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
        }
        return crystals
    }
}
