/// What a card says of a positive-unlabelled learning.
public struct PositiveUnlabelledOutcome: Hashable, Sendable, Codable {
    /// The model itself on the test part, of which nothing was taught; nil where that has not both
    /// positives and unlabelled crystals.
    public var model: PositiveUnlabelledReport?
    /// The mean of the bags on the same crystals; nil without bags.
    public var bags: PositiveUnlabelledReport?
    /// The bags on all crystals, each by those that were not taught it; nil without bags, or if no
    /// positive rests.
    public var outOfBag: PositiveUnlabelledReport?
    /// π: given, or estimated from scores of hidden crystals (``ClassPrior``).
    public var prior: Double?
    public var comparison: Comparison?

    /// Rank correlations with scores of others.
    public struct Comparison: Hashable, Sendable, Codable {
        /// The column of the labels.
        public var column: String
        /// Spearman's, of the model on the test part and of the bags on all crystals.
        public var model: Double
        public var outOfBag: Double?
        /// Crystals that have the column's value.
        public var testCrystals: Int
        public var crystals: Int
    }
}

extension PositiveUnlabelledOutcome {
    /// - Parameters:
    ///   - answers: of the model, by row.
    ///   - bags: the scores by bags; nil without any.
    ///   - test: rows of the test part.
    ///   - reference: a column of the labels and its values, [rows].
    public init(
        _ answers: [Int: Double], bags: BaggedScores?, sides: HiddenPositives, test: [Int],
        threshold: Double, prior: Double?, reference: (column: String, values: [Double])? = nil
    ) {
        func report(_ rows: [Int], _ score: (Int) -> Double) -> PositiveUnlabelledReport? {
            let known = sides.sides(of: rows.filter { score($0).isFinite })
            guard !known.positives.isEmpty, !known.unlabelled.isEmpty else { return nil }
            return PositiveUnlabelledReport(
                hiddenPositives: known.positives.map(score),
                unlabelled: known.unlabelled.map(score), threshold: threshold)
        }
        let rows = sides.rows
        let isRested = sides.positives.allSatisfy { bags?.count(of: $0) ?? 0 > 0 }
        model = report(test) { answers[$0] ?? .nan }
        self.bags = bags.flatMap { bags in report(test) { bags[$0] } }
        outOfBag = isRested ? bags.flatMap { bags in report(rows) { bags[$0] } } : nil
        self.prior = prior
        comparison = reference.map { column, values in
            func rank(_ rows: [Int], _ score: (Int) -> Double) -> Double {
                rankCorrelation(rows.map(score), rows.map { values[$0] })
            }
            return Comparison(
                column: column, model: rank(test) { answers[$0] ?? .nan },
                outOfBag: bags.map { bags in rank(rows) { bags[$0] } },
                testCrystals: test.filter { values[$0].isFinite }.count,
                crystals: rows.filter { values[$0].isFinite }.count)
        }
    }
}
