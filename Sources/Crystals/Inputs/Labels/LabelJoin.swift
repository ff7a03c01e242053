/// Adds the labels of a table to crystals as they pass, and remembers what did not meet.
public struct LabelJoin: Sendable {
    public let table: LabelTable
    /// Crystals that got labels.
    public private(set) var joined = 0
    /// Crystals of which the table has no row.
    public private(set) var unlabelled = 0
    /// Labels that stood with a crystal already, and have the table's value now.
    public private(set) var replaced = 0
    private var examples: [String] = []
    private var met: Set<String> = []

    private static let shownExamples = 5

    public init(_ table: LabelTable) { self.table = table }

    /// The record with the table's labels beside its own; where both have one, with the table's.
    public mutating func adding<Record: LabelledMaterial>(to record: Record) -> Record {
        guard let labels = table.labels(of: record) else {
            unlabelled += 1
            if examples.count < Self.shownExamples { examples.append(table.name(of: record)) }
            return record
        }
        joined += 1
        met.insert(table.name(of: record))
        var labelled = record
        for (name, value) in labels {
            if labelled.labels.updateValue(value, forKey: name) != nil { replaced += 1 }
        }
        return labelled
    }

    /// Rows of the table that no crystal has asked for.
    public var unused: Int { table.count - met.count }

    /// What became of it, a line each.
    public var lines: [String] {
        let total = joined + unlabelled
        var lines = [
            "labels \(table.columns.joined(separator: ", ")) from \(table.path) by \(table.keyColumn): "
                + "\(joined) of \(total) crystals"
        ]
        if unlabelled > 0 {
            lines.append(
                "  \(unlabelled) crystals have no row there: \(Self.list(examples, of: unlabelled))"
            )
        }
        if unused > 0 {
            let names = table.keys.filter { !met.contains($0) }.sorted()
            lines.append(
                "  \(unused) rows there have no crystal: "
                    + Self.list(Array(names.prefix(Self.shownExamples)), of: unused))
        }
        if replaced > 0 {
            lines.append(
                "  \(replaced) labels of the crystals themselves have the table's values now")
        }
        if table.doubtCount > 0 {
            lines.append("  \(table.doubtCount) values are not believed")
            lines += table.doubts.map { "    \($0)" }
        }
        return lines
    }

    private static func list(_ names: [String], of count: Int) -> String {
        names.joined(separator: ", ") + (count > names.count ? ", …" : "")
    }
}
