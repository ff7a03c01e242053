internal import Crystals
internal import Foundation
internal import Learning

/// The labelled crystals or formulas of a diagnosis, in memory: cleaned as the model's own data were, and
/// what is known of their part in its training.
struct DiagnosedData {
    private(set) var records: [any LabelledMaterial] = []
    /// Records whose labels the cleaning does not believe, by rule.
    private(set) var leftOut: [String: Int] = [:]
    private(set) var tally = InputTally()
    /// Paths of the files that the model learned from.
    let knownPaths: Set<String>
    let areFormulas: Bool

    private let card: ModelCard

    /// - Parameter cleaned: whether labels that the model's own cleaning does not believe are left out.
    /// - Throws: Where the inputs are nothing that the model reads, or none has a label of its targets.
    init(
        _ inputs: InputArguments, labels: LabelArguments, card: ModelCard, cleaned: Bool,
        options: CommonOptions
    ) throws {
        self.card = card
        areFormulas = try FormulaTables.areMeant(by: inputs.inputs)
        knownPaths = try Self.known(inputs.inputs, to: card)
        guard !areFormulas || card.network.crystalGraph == nil else {
            throw CommandFailure(
                "\(card.name) reads crystal graphs, and the inputs are formulas without structures")
        }
        var join = try labels.join()
        if areFormulas {
            try readFormulas(inputs, &join, cleaned: cleaned, options)
        } else {
            try readCrystals(inputs, &join, cleaned: cleaned, options)
        }
        inputs.report(tally, options)
        try inputs.judge(tally)
        try labels.judge(join, isQuiet: options.quiet)
        guard !records.isEmpty else { throw Self.nothing(card) }
    }

    private static func nothing(_ card: ModelCard) -> CommandFailure {
        let names = card.targets.map { $0.label ?? $0.name }.joined(separator: ", ")
        return CommandFailure(
            "none of the \(card.materials) has a label of the model's targets (\(names)) that its "
                + "cleaning believes; --labels adds those of a table")
    }

    /// Names of the files that the model learned from.
    var known: [String] {
        knownPaths.sorted().map { URL(fileURLWithPath: $0).lastPathComponent }
    }

    /// The inputs' files that the card names too, by their contents.
    private static func known(_ inputs: [String], to card: ModelCard) throws -> Set<String> {
        let own = Set(card.data.map(\.sha256))
        let hashes = try InputFingerprint(inputs).hashes
        return Set(hashes.filter { !$0.value.isEmpty && own.contains($0.value) }.keys)
    }

    // MARK: Crystals

    private mutating func readCrystals(
        _ inputs: InputArguments, _ join: inout LabelJoin?, cleaned: Bool,
        _ options: CommonOptions
    ) throws {
        var cleaner = LabelCleaner(
            rules: cleaned ? card.cleaning ?? CleaningRules() : CleaningRules(),
            targets: card.targets, maximumSites: cleaned ? card.maximumSites : nil,
            adaptations: card.adaptations ?? [])
        var admitted: [CrystalRecord] = []
        let progress = ProgressBar("reading", unit: "crystals", isQuiet: options.quiet)
        for input in inputs.crystals.ahead(threads: options.threadCount) {
            try Interruption.check()
            tally.count(input)
            if let read = input.verdict.record,
                let record = cleaner.admit(join?.adding(to: read) ?? read)
            {
                admitted.append(record)
            }
            progress.advance()
        }
        progress.finish()
        cleaner.reconsider(cleaner.doubtful.map { ($0, admitted[$0]) })
        let dismissed = cleaner.dismissed
        records = admitted.indices.filter { dismissed[$0] == nil }.map { admitted[$0] }
        count(cleaner.leftOut + dismissed.values)
    }

    /// Who has no label was none of the data.
    private mutating func count(_ all: [LeftOut]) {
        for one in all where one.rule != "no target" && one.rule != "average" {
            leftOut[one.rule, default: 0] += 1
        }
    }

    // MARK: Formulas

    private mutating func readFormulas(
        _ inputs: InputArguments, _ join: inout LabelJoin?, cleaned: Bool,
        _ options: CommonOptions
    ) throws {
        var rows: [FormulaRecord] = []
        for input in FormulaInputs(inputs.inputs) {
            try Interruption.check()
            tally.count(input)
            guard let read = input.record else { continue }
            let record = join?.adding(to: read) ?? read
            guard card.targets.contains(where: { $0.isKnown(of: record) }) else { continue }
            if cleaned, let (rule, reason) = card.cleaning?.objection(to: record) {
                count([LeftOut(record, rule: rule, reason: reason)])
            } else {
                rows.append(record)
            }
        }
        records = card.averaged(rows)
    }
}
