public import Crystals
internal import Tensors

/// Crystals as graphs, or compositions, with their targets: what a network is trained and tested on.
///
/// The rows stand packed in one piece of memory or in a file (``GraphCache``), which may be larger
/// than memory; each is unpacked when it is read.
public struct Dataset: Sendable {
    public let targets: [Target]
    public var rows: Rows { Rows(packed: packed, answers: answers) }
    private let packed: PackedRows
    /// [rows] taught in place of the labels; nil for the labels.
    private var answers: [Double]?
    /// Rows that its inputs had, with those that have none here; nil where that is as many. It counts
    /// where rows are divided by their places (``SplitRule/rowFold(_:of:validation:state:)``).
    public var inputs: Int?

    init(_ rows: PackedRows, targets: [Target]) {
        (packed, self.targets) = (rows, targets)
    }

    /// The records that have any of the targets, in memory, with graphs built by `rule` on all threads.
    ///
    /// - Parameter grouping: what stands together in a split; nil where rows count by their places.
    public init(
        _ records: [CrystalRecord], targets: [Target], rule: GraphRule,
        grouping: Grouping? = .formula
    ) {
        self.init(records, targets: targets, form: .graph(rule), grouping: grouping)
    }

    /// The records that have any of the targets, in memory, as a network reads them.
    ///
    /// - Precondition: records of which graphs are to be made have structures.
    /// - Parameter grouping: what stands together in a split; nil where rows count by their places.
    public init(
        _ records: [some LabelledMaterial], targets: [Target], form: RowForm,
        grouping: Grouping? = .formula
    ) {
        let memory = RowMemory(targets: targets, form: form)
        let places = records.indices.map { "\($0)" }
        memory.append(records, groups: grouping?.groups(of: records) ?? places)
        self = memory.dataset()
        inputs = records.count
    }

    /// The same crystals with one target, whose values are `answers`, in place of their labels.
    ///
    /// - Parameter answers: [rows] on the scale of learning; NaN where there is none.
    public func teaching(_ answers: [Double]) -> Dataset {
        precondition(
            targets.count == 1 && answers.count == rows.count,
            "\(answers.count) answers for \(rows.count) rows of \(targets.count) targets")
        var copy = self
        copy.answers = answers
        return copy
    }

    /// All that stand in any row.
    public var elements: Set<Element> {
        var present = Set<Element>()
        for row in rows.indices {
            present.formUnion(packed.elements(row))
        }
        return present
    }

    public var hasSiteTargets: Bool { targets.contains(where: \.isOfSites) }

    /// What is known of the rows at `indices`, on the scale of learning, NaN where nothing is, in the order in
    /// which networks answer: of the materials, and if there are targets of sites, behind them of all
    /// sites of the first, of the second, …
    ///
    /// - Returns: [materials + sites][targets]
    public func labels(_ indices: [Int]) -> [[Double]] {
        let ofMaterials = indices.map { rows[$0].targets }
        return hasSiteTargets ? ofMaterials + indices.flatMap { rows[$0].siteTargets } : ofMaterials
    }

    /// ``labels(_:)`` as networks see them, in one flat array.
    func normalizedTargets(_ indices: [Int], _ normalizers: [Normalizer]) -> [Float] {
        labels(indices).flatMap { zip($0, normalizers).map { Float($1.normalized($0)) } }
    }

    /// The graphs of the rows at `indices`, unpacked one by one as they are asked for.
    func graphs(_ indices: [Int]) -> Graphs { Graphs(packed: packed, places: indices) }
}

extension Dataset {
    /// One crystal of the set; its properties are unpacked as they are asked for.
    public struct Row: Sendable {
        fileprivate let packed: PackedRows
        fileprivate let index: Int
        fileprivate let answer: Double?

        public var id: String { packed.id(index) }
        /// What must not stand on both sides of a split, by its ``Grouping``: the reduced formula unless
        /// another was asked for.
        public var group: String { packed.group(index) }
        /// - Precondition: the dataset is one of graphs.
        public var graph: CrystalGraph { packed.graph(index) }
        /// Of the cell, or as the formula has it.
        public var composition: Composition { packed.composition(index) }
        public var form: RowForm { packed.form }
        /// In the order of the targets, on the scale of learning; NaN if missing.
        public var targets: [Double] { answer.map { [$0] } ?? packed.targets(index) }
        /// [sites][targets] of each site, in the order of the graph's atoms; NaN if missing, or where a
        /// target is not one of sites. None if no target is.
        public var siteTargets: [[Double]] { packed.siteTargets(index) }
    }

    public struct Rows: RandomAccessCollection, Sendable {
        fileprivate let packed: PackedRows
        fileprivate let answers: [Double]?

        public var startIndex: Int { 0 }
        public var endIndex: Int { packed.count }
        public subscript(index: Int) -> Row {
            Row(packed: packed, index: index, answer: answers?[index])
        }
    }

    /// Graphs of chosen rows.
    struct Graphs: RandomAccessCollection, Sendable {
        fileprivate let packed: PackedRows
        fileprivate let places: [Int]

        var startIndex: Int { 0 }
        var endIndex: Int { places.count }
        subscript(index: Int) -> CrystalGraph { packed.graph(places[index]) }

        /// Crystals that one thread unpacks at a time.
        private static let pieceSize = 16

        /// All of them, unpacked on all threads.
        var unpacked: [CrystalGraph] {
            let pieces = Workers.map((count + Self.pieceSize - 1) / Self.pieceSize) { piece in
                let first = piece * Self.pieceSize
                return self[first..<Swift.min(first + Self.pieceSize, count)].map { $0 }
            }
            return pieces.flatMap { $0 }
        }
    }
}
