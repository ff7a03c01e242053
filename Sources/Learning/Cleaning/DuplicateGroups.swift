internal import Crystals
internal import Foundation

/// Records of one and the same crystal, as several databases give it.
///
/// The same crystal is taken to be: the same reduced formula, the same space group, and volumes per
/// atom that follow each other by less than 4 %. Cheaper than matching structures, and it errs towards
/// calling two polymorphs one only where they share all three.
struct DuplicateGroups {
    private let records: [CrystalRecord]
    /// Indices into the records; only groups of two or more.
    let groups: [[Int]]

    private static let volumeStep = 1.04

    init(_ records: [CrystalRecord]) {
        self.records = records
        let formulas = Dictionary(grouping: records.indices) {
            records[$0].crystal.composition.reducedFormula
        }
        // Symmetry is looked for only where a formula repeats.
        groups = formulas.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }
            .flatMap { Self.divide($0.value, of: records) }
    }

    private static func divide(_ indices: [Int], of records: [CrystalRecord]) -> [[Int]] {
        let bySpaceGroup = Dictionary(grouping: indices) {
            records[$0].crystal.spaceGroupName?.number ?? 0
        }
        return bySpaceGroup.sorted { $0.key < $1.key }.flatMap { chains($0.value, of: records) }
    }

    /// Cuts the indices, sorted by volume, wherever the volume jumps.
    private static func chains(_ indices: [Int], of records: [CrystalRecord]) -> [[Int]] {
        let volume = { records[$0].crystal.volumePerAtom }
        var chains: [[Int]] = []
        for index in indices.sorted(by: { (volume($0), $0) < (volume($1), $1) }) {
            if let last = chains.last?.last, volume(index) < volume(last) * volumeStep {
                chains[chains.count - 1].append(index)
            } else {
                chains.append([index])
            }
        }
        return chains.filter { $0.count > 1 }
    }

    /// The reason against each record that stands too far from the median of its group, by index;
    /// of two that disagree, neither is believed.
    func outliers(_ names: [String], limit: Double) -> [String?] {
        var reasons = [String?](repeating: nil, count: records.count)
        for group in groups {
            for name in names {
                let values = group.compactMap { records[$0].labels[name] }.sorted()
                guard values.count > 1, let low = values.first, let high = values.last,
                    low > 0, high > low * (1 + limit)
                else { continue }
                let median = 0.5 * (values[(values.count - 1) / 2] + values[values.count / 2])
                for index in group {
                    guard let value = records[index].labels[name] else { continue }
                    // Half the allowed difference on either side of the median.
                    if abs(value - median) > 0.5 * limit * median {
                        let others = values.map { String(format: "%.4g", $0) }
                        reasons[index] =
                            "\(name) of the same crystal is given as \(others.joined(separator: ", "))"
                    }
                }
            }
        }
        return reasons
    }
}
