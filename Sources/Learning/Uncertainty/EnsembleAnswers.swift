/// What the members of a model say of some crystals, on the scale of learning.
public struct EnsembleAnswers: Sendable {
    /// [members][crystals][targets]
    public let members: [[[Double]]]

    public init(_ members: [[[Double]]]) {
        precondition(
            !members.isEmpty && members.allSatisfy { $0.count == members[0].count },
            "\(members.map(\.count)) answers of the members")
        self.members = members
    }

    /// [crystals][targets], the mean over the members.
    public var means: [[Double]] {
        crystals { answers in answers.reduce(0, +) / Double(answers.count) }
    }

    /// [crystals][targets], the standard deviation over the members; 0 for a single one.
    public var spreads: [[Double]] {
        crystals { answers in
            guard answers.count > 1 else { return 0 }
            let mean = answers.reduce(0, +) / Double(answers.count)
            let sum = answers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (sum / Double(answers.count - 1)).squareRoot()
        }
    }

    private func crystals(_ value: ([Double]) -> Double) -> [[Double]] {
        members[0].indices.map { row in
            members[0][row].indices.map { k in value(members.map { $0[row][k] }) }
        }
    }
}
