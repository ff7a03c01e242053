internal import Crystals
internal import Foundation
internal import Tensors

/// The inputs of `kimberlite duplicates`, sorted into groups of the same structure.
struct DuplicateTable {
    /// A usable input, of which only what is compared is kept.
    struct Entry: Sendable {
        var id: String
        var source: Source
        var formula: String
        var cell: MatchingCell
    }

    private let entries: [Entry]
    private let groups: StructureGroups
    private let matcher: StructureMatcher

    init(_ entries: [Entry], by matcher: StructureMatcher, threads: Int) {
        (self.entries, self.matcher) = (entries, matcher)
        groups = StructureGroups(of: entries.map(\.cell), by: matcher, threads: threads)
    }

    /// How a crystal lies on another of its group.
    private struct Twin: Sendable {
        var id: String
        var rms: Double
        var largest: Double
    }

    static let columns = [
        "group", "id", "source", "formula", "sites", "like", "rms", "largest",
    ]

    /// A row for each crystal of the groups, group after group, in the order of the inputs.
    ///
    /// - Parameter includingSingle: also those that are like no other.
    func rows(isJSON: Bool, includingSingle: Bool, threads: Int) -> [String] {
        let shown = groups.members.filter { includingSingle || $0.count > 1 }
        return Workers.withCount(threads) {
            Workers.map(shown.count) { number in
                shown[number].map { member in
                    row(number + 1, member, twin(of: member, in: shown[number]), isJSON)
                }
            }.flatMap { $0 }
        }
    }

    /// The first of the group is like none; each other like the first, or, where only a chain of matches
    /// leads there, like the first that it matches.
    private func twin(of member: Int, in group: [Int]) -> Twin? {
        guard member != group[0] else { return nil }
        for other in group where other != member {
            let (a, b) = (entries[other].cell, entries[member].cell)
            guard matcher.matches(a, b) || matcher.matches(b, a),
                let match = matcher.match(a, b) ?? matcher.match(b, a)
            else { continue }
            return Twin(id: entries[other].id, rms: match.rms, largest: match.largest)
        }
        return nil
    }

    private func row(_ group: Int, _ member: Int, _ twin: Twin?, _ isJSON: Bool) -> String {
        let entry = entries[member]
        guard isJSON else {
            return CSV.row([
                "\(group)", entry.id, entry.source.description, entry.formula,
                "\(entry.cell.siteCount)", twin?.id ?? "", Decimals.text(twin?.rms, 4),
                Decimals.text(twin?.largest, 4),
            ])
        }
        var object: [String: Any] = [
            "group": group, "id": entry.id, "source": entry.source.description,
            "formula": entry.formula, "sites": entry.cell.siteCount,
        ]
        if let twin {
            object["like"] = twin.id
            object["rms"] = NSDecimalNumber(string: Decimals.text(twin.rms, 4))
            object["largest"] = NSDecimalNumber(string: Decimals.text(twin.largest, 4))
        }
        let data = try? JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    /// Counts in words: of structures, of those that occur more than once, and of those that more than one
    /// file has.
    var summary: String {
        let repeated = groups.members.filter { $0.count > 1 }
        let crystals = repeated.reduce(0) { $0 + $1.count }
        let across = repeated.count { group in
            Set(group.map { entries[$0].source.file }).count > 1
        }
        return "\(entries.count) crystals have \(groups.members.count) structures: "
            + "\(repeated.count) of them occur more than once, in \(crystals) crystals, "
            + "\(across) in more than one file"
    }
}
