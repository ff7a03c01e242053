extension Funnel {
    /// Filters with their counts, the most first.
    public static func ordered(
        _ filtered: [FilterKey: Int]
    ) -> [(key: FilterKey, count: Int)] {
        filtered.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { (key: $0.key, count: $0.value) }
    }
}

extension Funnel.Step {
    /// Why crystals did not get from one rung to the next, in words, with counts.
    public func losses(before rung: Ladder.Rung) -> [(count: Int, cause: String)] {
        var losses = Funnel.ordered(filtered).map { key, count in
            (count: count, cause: "filtered out: \(rung.filters.condition(key))")
        }
        if mixed > 0 {
            losses.append((mixed, "left out: mixed sites, and DFT needs one element on each"))
        }
        if duplicates > 0 {
            let same = rung.filters.distinct.same
            losses.append((duplicates, "left out: same \(same) as a better-placed crystal"))
        }
        if waiting > 0 {
            let places = rung.budget.map { "its \($0) places" } ?? "its places"
            losses.append((waiting, "too far down the ranking for \(rung.name) (\(places))"))
        }
        return losses
    }
}
