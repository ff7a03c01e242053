/// Folds that divide no group and have about as many rows each.
///
/// The largest groups are dealt first, each to the fold with the fewest rows so far, so that no two folds
/// differ by more than the largest group (Graham, SIAM J. Appl. Math. 17, 416, 1969). Groups of one size
/// come in an order that the seed decides. Nothing depends on the order of the rows.
struct GroupedFolds {
    /// By group, from 1.
    private let folds: [String: Int]

    /// - Parameter groups: [rows]; those without a name are in no fold.
    init(_ groups: [String], count: Int, seed: UInt64) {
        precondition(count > 0, "\(count) folds")
        var sizes: [String: Int] = [:]
        for group in groups where !group.isEmpty { sizes[group, default: 0] += 1 }
        let drawn = sizes.map { group, size in
            (size: size, draw: Split.draw(group, seed: seed), group: group)
        }
        let deal = drawn.sorted { ($1.size, $0.draw, $0.group) < ($0.size, $1.draw, $1.group) }
        var rows = [Int](repeating: 0, count: count)
        var folds: [String: Int] = [:]
        for (size, _, group) in deal {
            let smallest = rows.indices.reduce(0) { rows[$1] < rows[$0] ? $1 : $0 }
            rows[smallest] += size
            folds[group] = smallest + 1
        }
        self.folds = folds
    }

    subscript(group: String) -> Int? { folds[group] }
}
