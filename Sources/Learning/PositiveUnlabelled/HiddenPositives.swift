/// Who is taught and who is kept back in a positive-unlabelled learning, by the split of the training:
/// the validation and test parts are hidden, to see how many of their positives are found.
///
/// By formula, a composition is hidden as a whole: its unlabelled rows go too, and are
/// scored without having been taught. By row, another structure of a hidden composition may be taught, as
/// in Jang et al.
public struct HiddenPositives: Hashable, Sendable {
    /// Rows to teach as positive.
    public let positives: [Int]
    /// Rows to draw bags from.
    public let unlabelled: [Int]
    /// Rows that nobody is taught, positive or not: the validation and the test part.
    public let hidden: [Int]
    /// [rows]
    private let labels: [Double]

    /// - Parameters:
    ///   - labels: [rows] 1 for a positive, 0 for an unlabelled row; NaN takes no part.
    ///   - split: of the training.
    public init(labels: [Double], split: Split) {
        self.labels = labels
        positives = split.train.filter { labels[$0] == 1 }
        unlabelled = split.train.filter { labels[$0] == 0 }
        hidden = (split.validation + split.test).filter { labels[$0].isFinite }
    }

    /// The positives, and the unlabelled, of some rows.
    public func sides(of rows: [Int]) -> (positives: [Int], unlabelled: [Int]) {
        (rows.filter { labels[$0] == 1 }, rows.filter { labels[$0] == 0 })
    }

    /// Every row that takes part.
    public var rows: [Int] { (positives + unlabelled + hidden).sorted() }

    /// Rows that rest in turn (``BaggingPlan/turns``): each taught positive once, with all that is taught of
    /// its group, so that no learner that scores it knows a row of its composition.
    ///
    /// - Parameter groups: [rows]
    public func turns(_ count: Int, groups: [String], seed: UInt64) -> [Set<Int>] {
        guard count > 1 else { return [] }
        let folds = GroupedFolds(positives.map { groups[$0] }, count: count, seed: seed)
        var turns = [Set<Int>](repeating: [], count: count)
        for row in positives + unlabelled {
            if let fold = folds[groups[row]] { turns[fold - 1].insert(row) }
        }
        return turns
    }
}
