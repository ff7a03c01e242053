internal import Crystals
internal import Foundation
internal import Learning

/// Reads the tables of formulas of a training, cleans and averages their rows. All of them stand in
/// memory, where a hundred thousand take some ten megabytes.
struct FormulaCollection {
    private let inputs: InputArguments
    private let plan: TrainingPlan
    private let options: CommonOptions
    private(set) var join: LabelJoin?
    private(set) var tally = InputTally()
    private var labels: Set<String> = []
    private var records: [FormulaRecord] = []
    /// [records]; their places among all inputs.
    private var places: [String: Int] = [:]
    private var leftOut: [LeftOut] = []
    /// Inputs that are no formulas.
    private var rejected: [LeftOut] = []

    /// - Throws: Where the plan asks for what formulas do not have.
    init(
        _ inputs: InputArguments, join: LabelJoin?, plan: TrainingPlan, options: CommonOptions
    ) throws(CommandFailure) {
        (self.inputs, self.join, self.plan, self.options) = (inputs, join, plan, options)
        if let objection = Self.objection(to: plan) {
            throw CommandFailure("the inputs are formulas without structures, and \(objection)")
        }
    }

    private static func objection(to plan: TrainingPlan) -> String? {
        switch true {
        case plan.network.crystalGraph != nil:
            "the plan's network reads crystal graphs; set network: {kind: composition}"
        case plan.training.split.grouping == .prototype: "the split goes by prototypes"
        case !plan.adaptations.isEmpty: "the plan adapts crystals"
        case plan.cleaning.disagreement != nil:
            "cleaning.disagreement compares crystals; cleaning.average is for formulas"
        case plan.maximumSites != nil: "the plan has maximumSites"
        default: nil
        }
    }

    /// Reads everything.
    mutating func read() throws {
        let progress = ProgressBar("reading", unit: "formulas", isQuiet: options.quiet)
        for input in FormulaInputs(inputs.inputs) {
            try Interruption.check()
            tally.count(input)
            if case .rejected(let finding) = input.verdict {
                rejected.append(LeftOut(id: input.id, input.source, rejectedFor: finding))
            }
            if let record = input.record { admit(record) }
            progress.advance()
        }
        progress.finish()
        guard let average = plan.cleaning.average else { return }
        let (rows, merged) = average.applied(
            to: records, apartBy: plan.training.split.grouping?.label)
        records = rows
        leftOut += merged
    }

    private mutating func admit(_ read: FormulaRecord) {
        let record = join?.adding(to: read) ?? read
        labels.formUnion(record.labels.keys)
        if let (rule, reason) = objection(to: record) {
            return leftOut.append(LeftOut(record, rule: rule, reason: reason))
        }
        places[record.id] = tally.inputs - 1
        records.append(record)
    }

    private func objection(to record: FormulaRecord) -> (rule: String, reason: String)? {
        guard plan.targets.contains(where: { $0.isKnown(of: record) }) else {
            let names = plan.targets.map(\.name).joined(separator: ", ")
            return ("no target", "it has no usable value of \(names)")
        }
        return plan.cleaning.objection(to: record)
    }

    /// Has the rows packed.
    ///
    /// - Returns: what a search for leaks must know of them.
    func build(into builder: DatasetBuilder) throws -> RowFacts {
        let groups =
            plan.training.split.grouping?.groups(of: records)
            ?? records.map { "\(places[$0.id] ?? 0)" }
        try builder.append(records, groups: groups)
        var facts = RowFactCollection(comparesStructures: false)
        for record in records { facts.add(record) }
        return facts.facts(of: builder.recordsWithRows())
    }

    var leftOutTable: String { (rejected + leftOut).table }

    func account(_ fingerprint: InputFingerprint) -> InputAccount {
        var counts: [String: Int] = [:]
        for record in records { counts[record.source.file, default: 0] += 1 }
        let table = join.map { [($0.table.path, $0.joined)] } ?? []
        return InputAccount(
            tally: tally,
            files: fingerprint.files(counts.sorted { $0.key < $1.key }.map { ($0, $1) } + table),
            leftOut: Dictionary(grouping: leftOut, by: \.rule).mapValues(\.count),
            labels: labels.sorted())
    }
}
