internal import ArgumentParser
internal import Crystals
internal import Foundation
internal import Learning

/// Turns the inputs of a training into its dataset, once: that is kept in a cache, and taken from there
/// when the same inputs are read by the same plan again.
struct TrainingReading {
    struct Contents {
        let dataset: Dataset
        let account: InputAccount
        let leftOutTable: String
        /// Of the rows.
        let facts: RowFacts

        init(_ dataset: Dataset, _ account: InputAccount, leftOutTable: String, facts: RowFacts) {
            (self.account, self.leftOutTable, self.facts) = (account, leftOutTable, facts)
            var dataset = dataset
            dataset.inputs = account.tally.inputs
            self.dataset = dataset
        }
    }

    private let inputs: InputArguments
    private let labels: LabelArguments
    private let plan: TrainingPlan
    private let options: CommonOptions
    private let fingerprint: InputFingerprint
    private let key: String

    private static let daysKept = 30.0

    init(
        _ inputs: InputArguments, labels: LabelArguments, plan: TrainingPlan, options: CommonOptions
    ) throws {
        (self.inputs, self.labels, self.plan, self.options) = (inputs, labels, plan, options)
        fingerprint = try InputFingerprint(inputs.inputs, tables: labels.files)
        key = GraphCache.key(of: [
            // Another build may read, clean or connect otherwise.
            "\(Kimberlite.configuration.version) \(FileState.program?.description ?? "")",
            fingerprint.description, labels.labelsBy ?? "", "\(inputs.maxSites)",
            plan.maximumSites.map(String.init) ?? "any", try CardJSON.text(of: plan.targets),
            try CardJSON.text(of: plan.cleaning), try CardJSON.text(of: plan.adaptations),
            try plan.network.form.key(),
            plan.training.split.grouping?.description ?? "input-order",
        ])
    }

    /// - Parameter cache: nil to keep nothing.
    func contents(_ cache: GraphCache?) throws -> Contents {
        guard let cache, fingerprint.isRepeatable else { return try build(inMemory) }
        if let kept = try kept(in: cache, isFirstLook: true) { return kept }
        do {
            let builder = try claim(cache)
            // Whoever was writing the file has spared us the work.
            if let kept = try kept(in: cache, isFirstLook: false) { return kept }
            cache.removeUnused(days: Self.daysKept)
            return try build(builder)
        } catch let error as FileError {
            Console.warning("\(error); the graphs are kept in memory only")
            return try build(inMemory)
        }
    }

    private var inMemory: DatasetBuilder {
        DatasetBuilder(targets: plan.targets, form: plan.network.form)
    }

    private func build(_ builder: DatasetBuilder) throws -> Contents {
        if try FormulaTables.areMeant(by: inputs.inputs) { return try buildFormulas(builder) }
        guard plan.cleaning.average == nil else {
            throw CommandFailure("cleaning.average is for tables of formulas")
        }
        var rows = RowCollection(
            inputs, join: try labels.join(), plan: plan, options: options,
            isRepeatable: fingerprint.isRepeatable)
        try rows.read(into: builder)
        inputs.report(rows.tally, options)
        try inputs.judge(rows.tally)
        try labels.judge(rows.join, isQuiet: options.quiet)
        try rows.checkAdaptations()
        try rows.compareEntries()
        try fingerprint.checkUnchanged()
        let account = rows.account(fingerprint)
        let table = rows.leftOutTable
        let facts = rows.facts(of: builder.recordsWithRows(without: rows.dismissed))
        let dataset = try builder.finish(
            without: rows.dismissed,
            attachments: [CardJSON.text(of: account), table, CardJSON.text(of: facts)])
        return Contents(dataset, account, leftOutTable: table, facts: facts)
    }

    private func buildFormulas(_ builder: DatasetBuilder) throws -> Contents {
        var formulas = try FormulaCollection(
            inputs, join: try labels.join(), plan: plan, options: options)
        try formulas.read()
        inputs.report(formulas.tally, options)
        try inputs.judge(formulas.tally)
        try labels.judge(formulas.join, isQuiet: options.quiet)
        try fingerprint.checkUnchanged()
        let facts = try formulas.build(into: builder)
        let (account, table) = (formulas.account(fingerprint), formulas.leftOutTable)
        let dataset = try builder.finish(
            attachments: [CardJSON.text(of: account), table, CardJSON.text(of: facts)])
        return Contents(dataset, account, leftOutTable: table, facts: facts)
    }

    /// What the cache has; nil where it has nothing, or nothing that can be believed.
    private func kept(in cache: GraphCache, isFirstLook: Bool) throws -> Contents? {
        switch cache.look(for: key, targets: plan.targets, form: plan.network.form) {
        case .nothing: return nil
        case .damaged(let reason):
            if isFirstLook { warn(cache, reason) }
            return nil
        case .entry(let entry):
            guard entry.attachments.count == 3,
                let account = try? CardJSON.value(InputAccount.self, from: entry.attachments[0]),
                let facts = try? CardJSON.value(RowFacts.self, from: entry.attachments[2])
            else {
                if isFirstLook { warn(cache, "what it says of its inputs cannot be read") }
                return nil
            }
            cache.removeUnused(days: Self.daysKept)
            if !options.quiet { Console.note("graphs from \(cache.path(of: key))") }
            inputs.report(account.tally, options)
            try inputs.judge(account.tally)
            return Contents(
                entry.dataset, account, leftOutTable: entry.attachments[1], facts: facts)
        }
    }

    private func warn(_ cache: GraphCache, _ reason: String) {
        Console.warning("\(cache.path(of: key)): \(reason); it is built again")
    }

    /// Waits while another training builds the same.
    private func claim(_ cache: GraphCache) throws -> DatasetBuilder {
        var hasSaid = options.quiet
        while true {
            let claim = Result { () throws(FileError) in
                try DatasetBuilder(
                    targets: plan.targets, form: plan.network.form, cache: cache, key: key)
            }
            if case .failure(let error) = claim, error.isBusy {
                if !hasSaid { Console.note("another training is building these graphs: waiting") }
                hasSaid = true
                try Interruption.check()
                Thread.sleep(forTimeInterval: 0.1)
            } else {
                return try claim.get()
            }
        }
    }
}
