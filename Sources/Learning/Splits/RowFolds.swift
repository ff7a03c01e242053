internal import Crystals

/// scikit-learn's KFold(n_splits, shuffle=True, random_state): rows by their order, cut into folds after
/// one shuffle of numpy's, the first ones a row larger where the count does not divide.
public struct RowFolds: Sendable {
    public let rows: Int
    public let state: UInt32
    /// [folds]; the rows of each, ascending. Some are empty where there are fewer rows than folds.
    public let folds: [[Int]]

    /// - Parameters:
    ///   - count: of the folds.
    ///   - state: what scikit-learn calls random_state.
    public init(rows: Int, count: Int, state: UInt32) {
        precondition(rows >= 0 && count > 0, "\(rows) rows in \(count) folds")
        (self.rows, self.state) = (rows, state)
        var generator = MersenneTwister(seed: state)
        var rest = generator.permutation(rows)[...]
        folds = (0..<count).map { fold in
            let size = rows / count + (fold < rows % count ? 1 : 0)
            defer { rest = rest.dropFirst(size) }
            return rest.prefix(size).sorted()
        }
    }

    /// [rows]; the side of each where a fold tests.
    ///
    /// The other rows are divided as train_test_split(rows, test_size, random_state) of scikit-learn
    /// divides them, with the same state: the larger whole number of rows validates.
    ///
    /// - Parameters:
    ///   - number: of the fold, from 1.
    ///   - validation: share of the rows that do not test.
    func parts(testing number: Int, validation: Double) -> [Split.Part] {
        var parts = [Split.Part](repeating: .train, count: rows)
        for row in folds[number - 1] { parts[row] = .test }
        let outer = (0..<rows).filter { parts[$0] == .train }
        var generator = MersenneTwister(seed: state)
        let count = Int((Double(outer.count) * validation).rounded(.up))
        for place in generator.permutation(outer.count).prefix(count) {
            parts[outer[place]] = .validation
        }
        return parts
    }
}
