internal import Crystals
internal import Foundation

/// Finds records of one and the same crystal, as several databases give it, and tells which of them
/// disagree.
///
/// The same crystal is taken to be: the same reduced formula, the same space group, and volumes per
/// atom that follow each other by less than 4 %. Cheaper than matching structures, and it errs towards
/// calling two polymorphs one only where they share all three.
///
/// Of a record only a few numbers are kept. Its symmetry is dear and asked for where formula and volume
/// alone do not tell it from others: see ``candidates``.
struct DuplicateGroups {
    /// Labels that are compared.
    private let names: [String]
    /// [records]
    private var formulas: [String] = []
    /// [records]; per atom, Å³.
    private var volumes: [Double] = []
    /// [records, names]; NaN if missing.
    private var values: [Double] = []

    private static let volumeStep = 1.04

    init(names: [String]) { self.names = names }

    mutating func add(_ record: CrystalRecord) {
        formulas.append(record.crystal.composition.reducedFormula)
        volumes.append(record.crystal.volumePerAtom)
        values += names.map { record.labels[$0] ?? .nan }
    }

    /// Indices of the records, in the order in which they were added, that have another of their formula
    /// and about their volume.
    var candidates: [Int] {
        let classes = Dictionary(grouping: formulas.indices) { formulas[$0] }
        return classes.values.flatMap { Array(chains($0).joined()) }.sorted()
    }

    /// Cuts the indices, sorted by volume, wherever the volume jumps; only what hangs together with
    /// another is kept.
    private func chains(_ indices: [Int]) -> [[Int]] {
        var chains: [[Int]] = []
        for index in indices.sorted(by: { (volumes[$0], $0) < (volumes[$1], $1) }) {
            if let last = chains.last?.last, volumes[index] < volumes[last] * Self.volumeStep {
                chains[chains.count - 1].append(index)
            } else {
                chains.append([index])
            }
        }
        return chains.filter { $0.count > 1 }
    }

    /// The reason against each record of a group whose extremes differ by more than `limit`, that stands
    /// further than half of it from the median, by index. Of two, neither is believed where their difference is
    /// above `limit` of their mean.
    ///
    /// - Parameter spaceGroups: numbers of the candidates, by index; 0 where there is none.
    func outliers(_ spaceGroups: [Int: Int], limit: Double) -> [Int: String] {
        var reasons: [Int: String] = [:]
        for group in groups(spaceGroups) {
            // A later label's reason takes the place of an earlier one's.
            for label in names.indices { judge(group, label, limit, &reasons) }
        }
        return reasons
    }

    /// The candidates that are one crystal with others, by volume.
    private func groups(_ spaceGroups: [Int: Int]) -> [[Int]] {
        let classes = Dictionary(grouping: candidates) { index in
            Kind(formula: formulas[index], spaceGroup: spaceGroups[index] ?? 0)
        }
        return classes.values.flatMap { chains($0) }
    }

    private struct Kind: Hashable {
        let formula: String
        let spaceGroup: Int
    }

    private func judge(
        _ group: [Int], _ label: Int, _ limit: Double, _ reasons: inout [Int: String]
    ) {
        let known = group.filter { !value($0, label).isNaN }
        let sorted = known.map { value($0, label) }.sorted()
        guard sorted.count > 1, let low = sorted.first, let high = sorted.last,
            low > 0, high > low * (1 + limit)
        else { return }
        let median = 0.5 * (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2])
        let others = sorted.map { String(format: "%.4g", $0) }.joined(separator: ", ")
        // Half the allowed difference on either side of the median.
        for index in known where abs(value(index, label) - median) > 0.5 * limit * median {
            reasons[index] = "\(names[label]) of the same crystal is given as \(others)"
        }
    }

    private func value(_ index: Int, _ label: Int) -> Double {
        values[index * names.count + label]
    }
}
