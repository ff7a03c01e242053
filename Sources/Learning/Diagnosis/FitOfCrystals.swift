extension FitVerdict {
    /// Of one target of a model, from crystals whose sides are known.
    ///
    /// - Returns: nil where fewer than two crystals of a side have the label.
    public init?(
        _ crystals: [DiagnosedCrystal], target: Int, history: LearningHistory? = nil
    ) {
        let known = crystals.filter { $0.error(target).isFinite }
        let learned = known.filter { $0.side == .train }
        let unseen = known.filter { $0.side == .validation || $0.side == .test }
        let mean = learned.reduce(0) { $0 + $1.truths[target] } / Double(learned.count)
        let deviations = unseen.map { abs($0.truths[target] - mean) }
        self.init(
            learned: Part(errors: learned.map { $0.error(target) }),
            unseen: Part(errors: unseen.map { $0.error(target) }),
            baseline: deviations.reduce(0, +) / Double(deviations.count),
            validation: history?.validation(target) ?? [])
    }
}
