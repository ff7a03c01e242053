public import Crystals

/// How rows of one composition become one, as tables of measurements have many of them.
///
/// A label is the mean of those that were given. The first row's id and place stay.
public struct LabelAverage: Hashable, Sendable, Codable {
    /// What rows must have in common.
    public var by = Key.composition
    /// Whether a label of 0 says that nothing was found: it does not contradict what another row
    /// found, and stands only where no row found anything. SuperCon writes T_c = 0 so.
    public var zeroIsNone = false

    public enum Key: String, Hashable, Sendable, NamedChoice {
        /// The proportions of the elements, whatever the formula unit.
        case composition
    }

    public init() {}

    /// What may be left out has the values above.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        by = try values.decodeIfPresent(Key.self, forKey: .by) ?? .composition
        zeroIsNone = try values.decodeIfPresent(Bool.self, forKey: .zeroIsNone) ?? false
    }

    /// One row for each composition, in the order in which they first came, and the rows that went into
    /// another.
    ///
    /// - Parameter label: by which the split goes, if it goes by one: what it tells apart, as the years of
    ///   two measurements, stays apart.
    public func applied(
        to records: [FormulaRecord], apartBy label: String? = nil
    ) -> (rows: [FormulaRecord], merged: [LeftOut]) {
        struct Group: Hashable {
            var composition: Composition
            var label: Double?
        }
        var groups: [Group: Int] = [:]
        var members: [[FormulaRecord]] = []
        for record in records {
            let group = Group(
                composition: record.composition, label: label.flatMap { record.labels[$0] })
            if let place = groups[group] {
                members[place].append(record)
            } else {
                groups[group] = members.count
                members.append([record])
            }
        }
        let merged = members.flatMap { rows in
            rows.dropFirst().map {
                LeftOut($0, rule: "average", reason: "it is part of the mean under \(rows[0].id)")
            }
        }
        return (members.map(mean), merged)
    }

    private func mean(_ rows: [FormulaRecord]) -> FormulaRecord {
        var mean = rows[0]
        let names = Set(rows.flatMap(\.labels.keys))
        mean.labels = Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, self.mean(rows.compactMap { $0.labels[name] }))
            })
        return mean
    }

    /// Of at least one value.
    private func mean(_ values: [Double]) -> Double {
        let found = zeroIsNone ? values.filter { $0 != 0 } : values
        return found.isEmpty ? 0 : found.reduce(0, +) / Double(found.count)
    }
}
