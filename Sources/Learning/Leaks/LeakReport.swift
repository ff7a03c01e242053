/// What stands on two sides of a split, so that errors on the one say less of crystals never seen.
public struct LeakReport: Sendable {
    /// By kind, in the order of ``Kind``, then by row.
    public let leaks: [Leak]
    /// Rows of each part.
    public let rows: [Split.Part: Int]
    /// Whether structures were compared, or cannot be divided because no composition is.
    public let knowsStructures: Bool
    /// Chemical systems of the test part, and how many of them the training part has too. No leak: most
    /// crystals that are ever asked about have relatives.
    public let systems: (tested: Int, known: Int)
    /// Rows that stand a second time on whatever side, labels included.
    public let repeatedRows: Int
    /// Models that the training learns from, and how many rows of the test part do not tell whether the
    /// model may have learned from them.
    public let untold: [(model: String, rows: Int)]
    /// Names that a second record came with.
    public let repeatedNames: Int

    /// What is shared, the worst first.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// The graph and the labels, bit for bit.
        case row
        /// The name that the records came with.
        case name
        /// By the numbers of ``RowFacts/structures``.
        case structure
        /// The reduced formula.
        case composition
        /// A row of the test part that a model which the training learns from may have learned from.
        case pretraining
    }

    /// A row of the test or validation part that another part has too.
    public struct Leak: Hashable, Sendable {
        public var kind: Kind
        public var row: Int
        public var part: Split.Part
        public var id: String
        public var formula: String
        /// The first of the training part; if there is none, of the validation part; the name of the
        /// model.
        public var other: String
        /// nil where that is a model.
        public var otherPart: Split.Part?
    }

    /// - Parameters:
    ///   - rule: of the split.
    ///   - sources: the cards of the models that the training goes on from or is taught by.
    public init(
        _ dataset: Dataset, split: Split, rule: SplitRule, facts: RowFacts = RowFacts(),
        sources: [ModelCard] = []
    ) {
        let search = LeakSearch(dataset, split: split, facts: facts)
        let found = [
            search.leaks(.row, search.keys.map(\.contents)), search.leaks(.name, search.names),
            search.leaks(.structure, facts.structures ?? []),
            search.leaks(.composition, search.keys.map(\.formula)),
            sources.flatMap { search.leaks(from: $0, grouping: rule.grouping) },
        ]
        untold = sources.compactMap { source in
            let count = search.untold(by: source, grouping: rule.grouping)
            return count > 0 ? (source.name, count) : nil
        }
        leaks = found.flatMap { $0 }
        rows = [
            .train: split.train.count, .validation: split.validation.count,
            .test: split.test.count,
        ]
        let dividesCompositions = leaks.contains { $0.kind == .composition }
        knowsStructures = facts.structures != nil || !dividesCompositions
        systems = search.systems
        repeatedRows = search.repeatedRows
        repeatedNames = Set(facts.names.values).count
    }

    /// How many rows of a part have leaks of a kind.
    public func count(_ kind: Kind, in part: Split.Part) -> Int { leaks(kind, in: part).count }

    func leaks(_ kind: Kind, in part: Split.Part) -> [Leak] {
        leaks.filter { $0.kind == kind && $0.part == part }
    }

    /// Whether nothing stands on two sides, and nothing might without being seen.
    public var isClean: Bool { leaks.isEmpty && untold.isEmpty }

    /// For the card: rows of the test part by kind; nil where there are none.
    public var testCounts: [String: Int]? {
        let counts = Kind.allCases.map { ($0.rawValue, count($0, in: .test)) }
        let present = Dictionary(uniqueKeysWithValues: counts.filter { $0.1 > 0 })
        return present.isEmpty ? nil : present
    }
}
