internal import Crystals
internal import Tensors

/// Looks for rows of a dataset that share something across the sides of a split.
struct LeakSearch {
    private let dataset: Dataset
    /// [rows]
    private let parts: [Split.Part?]
    /// [rows]
    let keys: [Key]
    /// [rows]; as the records came with them.
    let names: [String]

    /// What is computed of a row.
    struct Key: Sendable {
        var formula: String
        var system: String
        /// 64 bits of the graph or composition and the targets.
        var contents: UInt64
    }

    init(_ dataset: Dataset, split: Split, facts: RowFacts) {
        let rows = dataset.rows
        self.dataset = dataset
        parts = split.parts(rows.count)
        keys = Self.keys(rows)
        names = rows.indices.map { facts.names[$0] ?? rows[$0].id }
    }

    /// Rows that one thread takes at a time.
    private static let pieceSize = 64

    private static func keys(_ rows: Dataset.Rows) -> [Key] {
        Workers.map((rows.count + pieceSize - 1) / pieceSize) { piece in
            let first = piece * pieceSize
            return (first..<min(first + pieceSize, rows.count)).map { Key(rows[$0]) }
        }.flatMap { $0 }
    }

    /// Rows of the test part with a key that another part has, and rows of the validation part with one
    /// that the training part has.
    ///
    /// - Parameter keys: [rows]; none where nothing is known.
    func leaks<Value: Hashable>(_ kind: LeakReport.Kind, _ keys: [Value]) -> [LeakReport.Leak] {
        var firsts: [Split.Part: [Value: Int]] = [:]
        for (row, key) in keys.enumerated().reversed() {
            if let part = parts[row] { firsts[part, default: [:]][key] = row }
        }
        return keys.enumerated().compactMap { row, key in
            let others: [Split.Part]
            switch parts[row] {
            case .test: others = [.train, .validation]
            case .validation: others = [.train]
            case .train, nil: return nil
            }
            for part in others {
                if let other = firsts[part]?[key] { return leak(kind, row, other, part) }
            }
            return nil
        }
    }

    private func leak(
        _ kind: LeakReport.Kind, _ row: Int, _ other: Int, _ otherPart: Split.Part
    ) -> LeakReport.Leak? {
        guard let part = parts[row] else { return nil }
        return LeakReport.Leak(
            kind: kind, row: row, part: part, id: dataset.rows[row].id, formula: keys[row].formula,
            other: dataset.rows[other].id, otherPart: otherPart)
    }

    /// Rows of the test part that a model may have learned from.
    func leaks(from source: ModelCard, grouping: Grouping?) -> [LeakReport.Leak] {
        parts.indices.compactMap { row in
            guard parts[row] == .test,
                source.mayKnow(dataset.rows[row], grouping: grouping, name: names[row]) == true
            else { return nil }
            return LeakReport.Leak(
                kind: .pretraining, row: row, part: .test, id: dataset.rows[row].id,
                formula: keys[row].formula, other: source.name, otherPart: nil)
        }
    }

    /// How many rows of the test part do not tell whether a model may have learned from them.
    func untold(by source: ModelCard, grouping: Grouping?) -> Int {
        parts.indices.count { row in
            parts[row] == .test
                && source.mayKnow(dataset.rows[row], grouping: grouping, name: names[row]) == nil
        }
    }

    var systems: (tested: Int, known: Int) {
        func systems(_ part: Split.Part) -> Set<String> {
            Set(parts.indices.filter { parts[$0] == part }.map { keys[$0].system })
        }
        let tested = systems(.test)
        return (tested.count, tested.intersection(systems(.train)).count)
    }

    var repeatedRows: Int { keys.count - Set(keys.map(\.contents)).count }
}

extension LeakSearch.Key {
    fileprivate init(_ row: Dataset.Row) {
        let composition = row.composition
        (formula, system) = (composition.reducedFormula, composition.chemicalSystem)
        // FNV-1a over 64 bits at a time.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ bits: UInt64) {
            hash = (hash ^ bits) &* 0x100_0000_01b3
            hash ^= hash >> 29
        }
        switch row.form {
        case .graph: row.graph.words.forEach { add($0) }
        case .composition:
            for (element, amount) in composition.amounts {
                add(UInt64(element.atomicNumber))
                add(amount.bitPattern)
            }
        }
        for target in row.targets { add(target.isNaN ? 0x7FF8_0000_0000_0000 : target.bitPattern) }
        contents = hash
    }
}

extension CrystalGraph {
    /// Its numbers, one behind the other.
    fileprivate var words: [UInt64] {
        var words: [UInt64] = []
        for species in species {
            for component in species.components {
                words.append(UInt64(component.element.atomicNumber))
                words.append(component.occupancy.bitPattern)
            }
            words.append(.max)
        }
        words += atoms.map { UInt64(truncatingIfNeeded: $0) }
        words += neighbors.map { UInt64(truncatingIfNeeded: $0) }
        return words + distances.map { UInt64($0.bitPattern) }
    }
}
