internal import ArgumentParser
internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning
internal import Store

/// What decides a discovery: inputs or candidates, the ladder and its filters.
struct DiscoveryArguments: ParsableArguments {
    @Argument(
        help: """
            Files, folders, patterns, or - for standard input. Without any, hypothetical crystals \
            are screened.
            """)
    var inputs: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Screen what 'import' put into this store.", valueName: "file"))
    var store: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How many hypothetical crystals to screen; 100,000 unless given.", valueName: "n"))
    var budget: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Which hypothetical crystals, and in what order.", valueName: "s"))
    var seed: UInt64?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The ladder of accuracy, as YAML; the built-in one unless given.",
            valueName: "file.yaml"))
    var ladder: String?

    @Option(
        name: .long,
        help: ArgumentHelp("No element of these on the shortlist: Be,Os,…", valueName: "elements"))
    var avoid: ElementList?

    @Option(
        name: .long,
        help: ArgumentHelp("All of these in every crystal of it: B,N,…", valueName: "elements"))
    var require: ElementList?

    @Option(name: .long, help: ArgumentHelp("Reject cells with more sites.", valueName: "n"))
    var maxSites = 5000

    func validate() throws {
        if let budget, !(1...10_000_000).contains(budget) {
            throw ValidationError("--budget takes a number from 1 to 10000000, not \(budget).")
        }
        if maxSites < 1 { throw ValidationError("--max-sites takes a number from 1 on.") }
        let isGiven = !inputs.isEmpty || store != nil
        if isGiven, budget != nil || seed != nil {
            throw ValidationError(
                "--budget and --seed are for hypothetical crystals; with INPUT or --store, leave "
                    + "them out.")
        }
        let both = (avoid?.elements ?? []).intersection(require?.elements ?? [])
        if let element = both.min() {
            throw ValidationError("--avoid and --require both name \(element.symbol).")
        }
        if !inputs.isEmpty, store != nil {
            throw ValidationError("Give either INPUT or --store.")
        }
    }

    /// - Throws: ``CommandFailure`` where an input or the models do not serve.
    func discovery(
        _ ladder: Ladder, models: [ModelPredictor], named: [String], isQuiet: Bool, output: String
    ) throws -> DiscoveryJob {
        try DiscoveryFolder.check(output, besides: inputs, store: store)
        let set: ModelSet
        do {
            set = try ModelSet(
                models, sizesCrystals: inputs.isEmpty && store == nil, ladder: ladder)
        } catch {
            throw CommandFailure(error.description)
        }
        if let store {
            guard FileManager.default.fileExists(atPath: store) else {
                throw CommandFailure("there is no store \(store)")
            }
            return DiscoveryJob(
                source: LibrarySource(
                    try Import.openForReading(store), maximumSites: maxSites),
                models: set, ladder: ladder,
                record: record(set, ladder, named: named, inputs: [InputRecords.ofStore(store)]))
        }
        guard inputs.isEmpty else {
            let source = InputSource(inputs, maximumSites: maxSites)
            return DiscoveryJob(
                source: source, models: set, ladder: ladder,
                record: record(set, ladder, named: named, inputs: InputRecords.of(inputs)))
        }
        let generator = CandidateGenerator(seed: seed ?? 1, budget: budget ?? 100_000)
        if let notice = generator.shortfallNotice, !isQuiet { Console.warning(notice) }
        return DiscoveryJob(
            source: CandidateSource(generator), models: set, ladder: ladder,
            record: record(set, ladder, named: named, generator: generator))
    }

    /// The ladder of the file, or the built-in one, with the filters of the command line.
    ///
    /// - Throws: ``CommandFailure`` with file, line and what is allowed.
    func loadLadder() throws -> Ladder {
        var ladder = Ladder.standard
        if let path = self.ladder {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure("cannot read the ladder \(path)")
            }
            do {
                ladder = try Ladder(yaml: String(decoding: data, as: UTF8.self))
            } catch {
                throw CommandFailure("\(path): \(error.description)")
            }
        }
        return ladder.restricted(
            avoiding: avoid?.elements ?? [], requiring: require?.elements ?? [])
    }

    private func record(
        _ models: ModelSet, _ ladder: Ladder, named: [String], generator: CandidateGenerator? = nil,
        inputs: [RunRecord.Input] = []
    ) -> RunRecord {
        RunRecord(
            command: command(generator, models: named), version: Kimberlite.configuration.version,
            seed: generator?.seed, budget: generator?.budget,
            maximumSites: generator == nil ? maxSites : nil, models: models.record,
            inputs: inputs, ladder: ladder.yaml, arithmetic: .present)
    }

    /// The command again, with what a default stands for, without folder and threads.
    private func command(_ generator: CandidateGenerator?, models: [String]) -> String {
        var words = ["kimberlite", "discover"] + inputs
        if let generator {
            words += ["--budget", "\(generator.budget)", "--seed", "\(generator.seed)"]
        }
        if let store { words += ["--store", store] }
        words += models.flatMap { ["--model", $0] }
        if let ladder { words += ["--ladder", ladder] }
        if let avoid { words += ["--avoid", avoid.text] }
        if let require { words += ["--require", require.text] }
        if maxSites != 5000 { words += ["--max-sites", "\(maxSites)"] }
        return words.map(Self.quoted).joined(separator: " ")
    }

    /// As a shell reads it back.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_./,=:+@".contains($0))
        }
        return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}

/// Element symbols with commas between.
struct ElementList: ExpressibleByArgument {
    let elements: Set<Element>

    init?(argument: String) {
        let symbols = argument.split(whereSeparator: { $0 == "," || $0 == " " })
        let elements = symbols.compactMap { Element($0) }
        guard !symbols.isEmpty, elements.count == symbols.count else { return nil }
        self.elements = Set(elements)
    }

    var text: String { elements.sorted().map(\.symbol).joined(separator: ",") }
}
