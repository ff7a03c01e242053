internal import Crystals
internal import Foundation
internal import Learning

/// Reads the inputs of a training record by record, cleans them, and has their graphs built.
struct RowCollection {
    private let inputs: InputArguments
    private let plan: TrainingPlan
    private let options: CommonOptions
    private var cleaner: LabelCleaner
    private var facts: RowFactCollection
    private(set) var tally = InputTally()
    private var labels: Set<String> = []
    /// Inputs that are no crystals.
    private var rejected: [LeftOut] = []
    /// With the labels of a table; nil without one.
    private(set) var join: LabelJoin?
    /// Records to learn from, by file.
    private var counts: [String: Int] = [:]
    /// Files of the plan that no input has been of.
    private var absent: [Adaptation]
    /// Where the records that are looked at twice come from, by index among the admitted.
    private var files: [Int: String] = [:]
    private var contradicted: [Int: LeftOut] = [:]
    /// All that were admitted, where the inputs cannot be read a second time.
    private var all: [CrystalRecord]?

    /// Records whose graphs are built at once: enough for all threads, and little memory.
    private static let chunk = 1024

    /// - Parameters:
    ///   - join: a table's labels.
    ///   - isRepeatable: whether the inputs can be read twice.
    init(
        _ inputs: InputArguments, join: LabelJoin?, plan: TrainingPlan, options: CommonOptions,
        isRepeatable: Bool
    ) {
        (self.inputs, self.join, self.plan, self.options) = (inputs, join, plan, options)
        cleaner = LabelCleaner(plan, rules: plan.cleaning)
        let comparesStructures = !plan.training.split.keepsCompositions
        facts = RowFactCollection(comparesStructures: comparesStructures)
        absent = plan.adaptations
        let looksTwice = plan.cleaning.disagreement != nil || comparesStructures
        if looksTwice, !isRepeatable { all = [] }
    }

    /// Reads everything.
    mutating func read(into builder: DatasetBuilder) throws {
        var chunk: [CrystalRecord] = []
        // Where they stand among all inputs.
        var places: [String] = []
        let progress = ProgressBar("reading", unit: "crystals", isQuiet: options.quiet)
        for input in inputs.crystals.ahead(threads: options.threadCount) {
            try Interruption.check()
            tally.count(input)
            if case .rejected(let finding) = input.verdict {
                rejected.append(LeftOut(id: input.id, input.source, rejectedFor: finding))
            }
            if let record = input.verdict.record, let admitted = admit(record) {
                chunk.append(admitted)
                places.append("\(tally.inputs - 1)")
            }
            if chunk.count == Self.chunk {
                try builder.append(chunk, groups: groups(chunk, places))
                chunk.removeAll(keepingCapacity: true)
                places.removeAll(keepingCapacity: true)
            }
            progress.advance()
        }
        try builder.append(chunk, groups: groups(chunk, places))
        progress.finish()
    }

    /// What the split keeps together.
    private func groups(_ records: [CrystalRecord], _ places: [String]) -> [String] {
        plan.training.split.grouping?.groups(of: records) ?? places
    }

    private mutating func admit(_ read: CrystalRecord) -> CrystalRecord? {
        let record = join?.adding(to: read) ?? read
        absent.removeAll { $0.isMeant(for: record) }
        labels.formUnion(record.labels.keys)
        guard let admitted = cleaner.admit(record) else { return nil }
        counts[admitted.source.file, default: 0] += 1
        facts.add(admitted)
        all?.append(admitted)
        return admitted
    }

    /// - Throws: Where the plan speaks of a file that is not there.
    func checkAdaptations() throws(CommandFailure) {
        guard let first = absent.first else { return }
        throw CommandFailure(
            "the plan adapts the crystals of \(first.file), and no input has that name")
    }

    /// Has the entries of one crystal compared, for which they must be seen again: their labels by the
    /// cleaner, their structures for the search of leaks.
    mutating func compareEntries() throws {
        let (doubtful, similar) = (Set(cleaner.doubtful), Set(facts.candidates))
        var wanted = doubtful.union(similar).sorted()[...]
        guard !wanted.isEmpty else { return }
        let progress = ProgressBar(
            "comparing", total: wanted.count, unit: "crystals", isQuiet: options.quiet)
        var chunk: [(index: Int, record: CrystalRecord)] = []
        for (index, record) in admittedAgain.enumerated() where index == wanted.first {
            try Interruption.check()
            wanted.removeFirst()
            files[index] = record.source.file
            chunk.append((index, record))
            if chunk.count == Self.chunk || wanted.isEmpty {
                cleaner.reconsider(chunk.filter { doubtful.contains($0.index) })
                facts.reconsider(chunk.filter { similar.contains($0.index) })
                progress.advance(by: chunk.count)
                chunk.removeAll(keepingCapacity: true)
            }
            if wanted.isEmpty { break }
        }
        progress.finish()
        contradicted = cleaner.dismissed
    }

    private var admittedAgain: AnySequence<CrystalRecord> {
        if let all { return AnySequence(all) }
        let (inputs, plan, threads, table) = (inputs, plan, options.threadCount, join?.table)
        return AnySequence {
            // Without the rule for which this is done.
            var rules = plan.cleaning
            rules.disagreement = nil
            var cleaner = LabelCleaner(plan, rules: rules)
            var join = table.map(LabelJoin.init)
            var reader = inputs.crystals.ahead(threads: threads).makeIterator()
            return AnyIterator {
                while let input = reader.next() {
                    guard let read = input.verdict.record else { continue }
                    let record = join?.adding(to: read) ?? read
                    if let admitted = cleaner.admit(record) { return admitted }
                }
                return nil
            }
        }
    }
}

/// What is known when all is read and compared.
extension RowCollection {
    /// Admitted records that are left out in the end.
    var dismissed: Set<Int> { Set(contradicted.keys) }

    /// - Parameter records: the record of each row.
    func facts(of records: [Int]) -> RowFacts { facts.facts(of: records) }

    private var leftOut: [LeftOut] {
        cleaner.leftOut + contradicted.sorted { $0.key < $1.key }.map(\.value)
    }

    var leftOutTable: String { (rejected + leftOut).table }

    func account(_ fingerprint: InputFingerprint) -> InputAccount {
        var counts = counts
        for index in contradicted.keys {
            if let file = files[index] { counts[file, default: 0] -= 1 }
        }
        let table = join.map { [($0.table.path, $0.joined)] } ?? []
        let sources =
            counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            + table
        return InputAccount(
            tally: tally,
            files: fingerprint.files(sources),
            leftOut: Dictionary(grouping: leftOut, by: \.rule).mapValues(\.count),
            labels: labels.sorted())
    }
}

extension [LeftOut] {
    /// As CSV.
    var table: String {
        let rows = map { CSV.row([$0.id, $0.formula, $0.source, $0.rule, $0.reason]) }
        return CSV.row(["id", "formula", "source", "rule", "reason"]) + rows.joined()
    }
}

extension LabelCleaner {
    fileprivate init(_ plan: TrainingPlan, rules: CleaningRules) {
        self.init(
            rules: rules, targets: plan.targets, maximumSites: plan.maximumSites,
            adaptations: plan.adaptations)
    }
}
