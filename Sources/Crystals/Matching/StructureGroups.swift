/// Crystals sorted into groups of the same structure.
///
/// A group is a connected component: two crystals are in one where a chain of matches leads from one to
/// the other, whether or not these two match. Comparing with the first of each group instead, as pymatgen's
/// `group_structures` does, depends on the order of the crystals and can part two that match. What needs
/// groups here is a split of the data that no pair of equal structures may cross, and for that no match
/// may be lost. Two crystals match where either does with the other, see ``StructureMatcher``.
public struct StructureGroups: Hashable, Sendable {
    /// [crystals] the group of each, numbered from 0 as they first occur.
    public let numbers: [Int]
    /// [groups] the crystals of each, in ascending order.
    public let members: [[Int]]

    /// - Parameter threads: at work; what comes out does not depend on it.
    public init(
        of crystals: [Crystal], by matcher: StructureMatcher = StructureMatcher(), threads: Int = 1
    ) {
        let cells = crystals.map(threads: threads) { matcher.cell(of: $0) }
        self.init(of: cells, by: matcher, threads: threads)
    }

    /// - Parameter cells: made by the same matcher.
    public init(of cells: [MatchingCell], by matcher: StructureMatcher, threads: Int = 1) {
        // Only what agrees in everything that a match implies is compared.
        let buckets = Dictionary(grouping: cells.indices) { matcher.key(of: cells[$0]) }
            .values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        let links = buckets.map(threads: threads) { bucket in
            matcher.links(in: bucket, of: cells)
        }
        var sets = DisjointSets(count: cells.count)
        for (p, q) in links.joined() { sets.join(p, q) }
        members = sets.members
        var numbers = [Int](repeating: 0, count: cells.count)
        for (number, members) in members.enumerated() {
            for member in members { numbers[member] = number }
        }
        self.numbers = numbers
    }
}

/// What two cells have in common that match.
private struct MatchingKey: Hashable {
    var sites: Int
    var elements: [Element] = []
    /// Sites of each kind and the elements on them.
    var kinds: [KindKey] = []

    struct KindKey: Hashable, Comparable {
        var sites: Int
        var elements: [Element]

        static func < (a: Self, b: Self) -> Bool {
            a.sites != b.sites
                ? a.sites < b.sites : a.elements.lexicographicallyPrecedes(b.elements)
        }
    }
}

extension StructureMatcher {
    fileprivate func key(of cell: MatchingCell) -> MatchingKey {
        var key = MatchingKey(sites: cell.siteCount)
        if species == .equal {
            key.kinds = cell.kinds.map { kind in
                MatchingKey.KindKey(
                    sites: kind.sites.count, elements: kind.species.components.map(\.element))
            }.sorted()
        } else if species == .overlapping {
            key.elements = Set(cell.kinds.flatMap { $0.species.components.map(\.element) }).sorted()
        }
        return key
    }

    /// Pairs that match, enough to connect all that are connected: crystals of one group are not
    /// compared with each other.
    fileprivate func links(in bucket: [Int], of cells: [MatchingCell]) -> [(Int, Int)] {
        var (groups, links): ([[Int]], [(Int, Int)]) = ([], [])
        for crystal in bucket {
            var joined = [crystal]
            var apart: [[Int]] = []
            for group in groups {
                let twin = group.first { areSame(cells[$0], cells[crystal]) }
                if let twin {
                    links.append((twin, crystal))
                    joined = group + joined
                } else {
                    apart.append(group)
                }
            }
            groups = apart + [joined]
        }
        return links
    }

    private func areSame(_ a: MatchingCell, _ b: MatchingCell) -> Bool {
        matches(a, b) || matches(b, a)
    }
}
