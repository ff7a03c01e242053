public import Crystals

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

    public init(targets: [Target]) { self.targets = targets }

    /// Adds a record whose graph is built by `rule`.
    ///
    /// - Returns: false if it has none of the targets, and is left out.
    @discardableResult
    public mutating func add(
        _ record: CrystalRecord, group: String? = nil, rule: GraphRule
    ) -> Bool {
        let values = targets.map { target in
            target.value(of: record).map(target.transformed) ?? .nan
        }
        guard values.contains(where: \.isFinite) else { return false }
        elements.formUnion(record.crystal.elements)
        rows.append(
            Row(
                id: record.id, group: group ?? record.crystal.composition.reducedFormula,
                graph: CrystalGraph(record.crystal, rule: rule), targets: values))
        return true
    }

    /// The rows at `indices`, as normalised targets in one flat array, row after row.
    func normalizedTargets(_ indices: [Int], _ normalizers: [Normalizer]) -> [Float] {
        indices.flatMap { index in
            zip(rows[index].targets, normalizers).map { Float($1.normalized($0)) }
        }
    }

    func graphs(_ indices: [Int]) -> [CrystalGraph] { indices.map { rows[$0].graph } }
}
