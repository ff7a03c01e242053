internal import Crystals
internal import Foundation
internal import Learning

/// What a training learns from: the inputs, cleaned, and where they came from.
struct TrainingInputs {
    let dataset: Dataset
    let files: [ModelCard.DataFile]
    let leftOut: [LeftOut]
    private let adaptations: [Adaptation]

    /// Reads and cleans the inputs, and says what became of them.
    init(_ inputs: InputArguments, plan: TrainingPlan, options: CommonOptions) throws {
        var tally = InputTally()
        var records: [CrystalRecord] = []
        let progress = ProgressBar("reading", unit: "crystals", isQuiet: options.quiet)
        for input in inputs.crystals {
            try Interruption.check()
            tally.count(input)
            if let record = input.verdict.record { records.append(record) }
            progress.advance()
        }
        progress.finish()
        inputs.report(tally, options)
        try inputs.judge(tally)

        for adaptation in plan.adaptations
        where !records.contains(where: adaptation.isMeant) {
            throw CommandFailure(
                "the plan adapts the crystals of \(adaptation.file), and no input has that name")
        }
        let cleaner = LabelCleaner(
            rules: plan.cleaning, targets: plan.targets, maximumSites: plan.maximumSites,
            adaptations: plan.adaptations)
        let (kept, leftOut) = cleaner.clean(records)
        (self.leftOut, adaptations) = (leftOut, plan.adaptations)
        dataset = Dataset(kept, targets: plan.targets, rule: plan.network.rule)
        files = try Self.files(of: kept)
        if !options.quiet { Self.note(leftOut, kept: dataset.rows.count) }
        guard dataset.rows.count >= 10 else {
            throw CommandFailure(
                "\(dataset.rows.count) crystals with a usable target are too few to train on")
        }
    }

    /// The files behind the records, by name, with their contents' hash.
    private static func files(of records: [CrystalRecord]) throws -> [ModelCard.DataFile] {
        let counts = Dictionary(grouping: records, by: \.source.file).mapValues(\.count)
        return try counts.sorted { $0.key < $1.key }.map { path, rows in
            let isFile = FileManager.default.fileExists(atPath: path)
            return ModelCard.DataFile(
                name: URL(fileURLWithPath: path).lastPathComponent,
                sha256: isFile ? try ContentHash.sha256(ofFile: path) : "", rows: rows)
        }
    }

    private static func note(_ leftOut: [LeftOut], kept: Int) {
        Console.note("\(kept) crystals to learn from, \(leftOut.count) left out")
        for (rule, count) in Self.counts(leftOut).sorted(by: { $0.key < $1.key }) {
            Console.note("  \(rule): \(count)")
        }
    }

    /// Records left out, by rule.
    var leftOutCounts: [String: Int] { Self.counts(leftOut) }

    private static func counts(_ leftOut: [LeftOut]) -> [String: Int] {
        Dictionary(grouping: leftOut, by: \.rule).mapValues(\.count)
    }

    /// Every record that was not learned from, with its reason.
    func writeLeftOut(to path: String) throws {
        var text = CSV.row(["id", "formula", "source", "rule", "reason"])
        for row in leftOut {
            text += CSV.row([row.id, row.formula, row.source, row.rule, row.reason])
        }
        try OutputFile.write(text, to: path)
    }

    /// Tells one selection of data from another when a training is resumed.
    var identity: String {
        get throws {
            let sources = files.map { "\($0.name) \($0.sha256) \($0.rows)" }
            let targets = dataset.targets.map { "\($0.name) \($0.unit) \($0.transform.rawValue)" }
            let rows = dataset.rows.map { "\($0.id) \($0.targets)" }
            let adapted = try adaptations.map { try CardJSON.text(of: $0) }
            let lines = sources + adapted + targets + rows
            return ContentHash.sha256(Data(lines.joined(separator: "\n").utf8))
        }
    }
}
