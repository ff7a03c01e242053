/// What the members of a model say of some crystals, on the scale of learning.
public struct EnsembleAnswers: Sendable {
    /// [members][crystals][targets]
    public let members: [[[Double]]]
    /// [members][targets] of the mean, which sum to 1 of each target; nil for equal ones.
    let shares: [[Double]]?

    public init(_ members: [[[Double]]]) { self.init(members, shares: nil) }

    /// Members that answer beside a kernel regression, the last.
    init(_ members: [[[Double]]], kernel: [[Double]], shares: [Double]) {
        let others = shares.map { (1 - $0) / Double(members.count) }
        self.init(members + [kernel], shares: members.map { _ in others } + [shares])
    }

    private init(_ members: [[[Double]]], shares: [[Double]]?) {
        precondition(
            !members.isEmpty && members.allSatisfy { $0.count == members[0].count },
            "\(members.map(\.count)) answers of the members")
        (self.members, self.shares) = (members, shares)
    }

    /// [crystals][targets], the mean over the members.
    public var means: [[Double]] {
        crystals { answers, shares in
            shares.map { zip($0, answers).reduce(0) { $0 + $1.0 * $1.1 } }
                ?? answers.reduce(0, +) / Double(answers.count)
        }
    }

    /// [crystals][targets], the standard deviation over the members, by their shares; 0 for a single one.
    public var spreads: [[Double]] {
        crystals { answers, shares in
            if let shares { return Self.spread(answers, shares) }
            guard answers.count > 1 else { return 0 }
            let mean = answers.reduce(0, +) / Double(answers.count)
            let sum = answers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (sum / Double(answers.count - 1)).squareRoot()
        }
    }

    /// √(Σ w (a − ā)² / (1 − Σ w²)), which for equal shares is the standard deviation of a sample.
    private static func spread(_ answers: [Double], _ shares: [Double]) -> Double {
        let mean = zip(shares, answers).reduce(0) { $0 + $1.0 * $1.1 }
        let sum = zip(shares, answers).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
        let freedom = 1 - shares.reduce(0) { $0 + $1 * $1 }
        return freedom > 1e-12 ? (sum / freedom).squareRoot() : 0
    }

    private func crystals(_ value: ([Double], [Double]?) -> Double) -> [[Double]] {
        members[0].indices.map { row in
            members[0][row].indices.map { k in
                value(members.map { $0[row][k] }, shares.map { $0.map { $0[k] } })
            }
        }
    }
}
