internal import Learning

extension TrainingPlan {
    /// A sentence on labels that cleaning speaks of and no input has, which may be misspelled; nil where
    /// there are none.
    func misnamed(among labels: [String]) -> String? {
        let known = Set(labels + adaptations.compactMap(\.energy?.to))
        let named = Set(cleaning.ranges.keys).union(cleaning.ratios.flatMap { [$0.of, $0.to] })
        let unknown = named.subtracting(known).sorted()
        guard !unknown.isEmpty else { return nil }
        return
            "cleaning speaks of \(unknown.joined(separator: ", ")), and no input has such a label; there are "
            + known.sorted().joined(separator: ", ")
    }
}
