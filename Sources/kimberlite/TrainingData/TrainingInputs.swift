internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// What a training learns from: the inputs, cleaned, and where they came from.
struct TrainingInputs {
    /// With the labels of the inputs.
    let dataset: Dataset
    /// What is known of the inputs besides.
    let account: InputAccount
    /// What a search for leaks must know besides.
    let facts: RowFacts
    /// Every record that was not learned from, with its reason, as CSV.
    private let leftOutTable: String

    /// Reads and cleans the inputs, or takes what an earlier run kept of the same, and says what became
    /// of them.
    init(
        _ inputs: InputArguments, labels: LabelArguments, plan: TrainingPlan,
        options: CommonOptions,
        cache: GraphCache?
    ) throws {
        let reading = try TrainingReading(inputs, labels: labels, plan: plan, options: options)
        let contents = try reading.contents(cache)
        if let warning = plan.misnamed(among: contents.account.labels) { Console.warning(warning) }
        (dataset, account, facts) = (contents.dataset, contents.account, contents.facts)
        leftOutTable = contents.leftOutTable
        let materials = plan.network.crystalGraph == nil ? "compositions" : "crystals"
        if !options.quiet { account.note(dataset.rows.count, materials) }
        guard dataset.rows.count >= 10 else {
            throw CommandFailure(
                "\(dataset.rows.count) \(materials) with a usable target are too few to train on; "
                    + "the labels of the inputs are \(account.labelNames)")
        }
    }

    func writeLeftOut(to path: String) throws { try OutputFile.write(leftOutTable, to: path) }

    /// The card of a model that was trained on them.
    ///
    /// - Parameter identity: of the plan (``identity(_:)``).
    func card(of training: EnsembleTraining, plan: TrainingPlan, identity: String) -> ModelCard {
        ModelCard(
            training, plan: plan, data: account.files, leftOut: account.leftOut, rows: identity,
            program: "kimberlite \(Kimberlite.configuration.version)")
    }

    /// Tells one selection of data from another when a training is resumed.
    func identity(_ plan: TrainingPlan) throws -> String {
        let sources = account.files.map { "\($0.name) \($0.sha256) \($0.rows)" }
        let targets = try dataset.targets.map(Self.description)
        let adapted = try plan.adaptations.map { try CardJSON.text(of: $0) }
        let taken = try plan.transfer.map { ["from " + (try CardJSON.text(of: $0))] } ?? []
        let unlabelled =
            try plan.semiSupervised.map { ["with " + (try CardJSON.text(of: $0))] } ?? []
        let positives =
            try plan.positiveUnlabelled.map { ["by " + (try CardJSON.text(of: $0))] } ?? []
        let settings = sources + adapted + targets + taken + unlabelled + positives
        let head = Data(settings.joined(separator: "\n").utf8)
        let hasSites = dataset.hasSiteTargets
        let rows = dataset.rows.lazy.map { row in
            Data("\n\(row.id) \(row.targets)\(hasSites ? "\(row.siteTargets)" : "")".utf8)
        }
        return ContentHash.sha256(parts: chain(head, rows))
    }

    /// Of a plain number as in versions before 0.4, whose trainings stay the same.
    private static func description(_ target: Target) throws -> String {
        let plain = Target(name: target.name, unit: target.unit, transform: target.transform)
        return target == plain
            ? "\(target.name) \(target.unit) \(target.transform.rawValue)"
            : try CardJSON.text(of: target)
    }

    private func chain(
        _ first: Data, _ rest: some Sequence<Data>
    ) -> some Sequence<Data> {
        sequence(state: (first, rest.makeIterator(), true)) { state in
            defer { state.2 = false }
            return state.2 ? state.0 : state.1.next()
        }
    }
}

/// What became of a training's inputs, besides its rows.
struct InputAccount: Codable {
    var tally: InputTally
    /// Those that it learns from, by name.
    var files: [ModelCard.DataFile]
    /// Records that cleaning left out, by rule.
    var leftOut: [String: Int]
    /// The labels that stand with the crystals.
    var labels: [String]

    var labelNames: String { labels.isEmpty ? "none" : labels.joined(separator: ", ") }

    func note(_ rows: Int, _ materials: String) {
        let all = leftOut.values.reduce(0, +)
        Console.note("\(rows) \(materials) to learn from, \(all) left out")
        for (rule, count) in leftOut.sorted(by: { $0.key < $1.key }) {
            Console.note("  \(rule): \(count)")
        }
    }
}
