public import Crystals
internal import Tensors

/// Crystals as graphs with their targets: what a network is trained and tested on.
public struct Dataset: Sendable {
    /// One crystal of the set.
    public struct Row: Sendable {
        public var id: String
        /// What must not stand on both sides of a split: the reduced formula.
        public var group: String
        public var graph: CrystalGraph
        /// In the order of the targets, on the scale of learning; NaN if missing.
        public var targets: [Double]
    }

    public let targets: [Target]
    public private(set) var rows: [Row] = []
    public private(set) var elements: Set<Element> = []

    /// The records that have any of the targets, with graphs built by `rule` on all threads.
    public init(_ records: [CrystalRecord], targets: [Target], rule: GraphRule) {
        self.targets = targets
        let labeled = records.filter { record in
            Self.values(of: record, targets).contains(where: \.isFinite)
        }
        rows = Workers.map(labeled.count) { index in
            let record = labeled[index]
            return Row(
                id: record.id, group: record.crystal.composition.reducedFormula,
                graph: CrystalGraph(record.crystal, rule: rule),
                targets: Self.values(of: record, targets))
        }
        for record in labeled { elements.formUnion(record.crystal.elements) }
    }

    /// On the scale of learning; NaN if missing or where the transform is not defined.
    private static func values(of record: CrystalRecord, _ targets: [Target]) -> [Double] {
        targets.map { target in target.value(of: record).map(target.transformed) ?? .nan }
    }

    /// The rows at `indices`, as normalised targets in one flat array, row after row.
    func normalizedTargets(_ indices: [Int], _ normalizers: [Normalizer]) -> [Float] {
        indices.flatMap { index in
            zip(rows[index].targets, normalizers).map { Float($1.normalized($0)) }
        }
    }

    func graphs(_ indices: [Int]) -> [CrystalGraph] { indices.map { rows[$0].graph } }
}
