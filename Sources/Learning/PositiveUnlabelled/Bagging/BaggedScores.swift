/// Sums and counts of the probabilities that rows got from learners that were not taught them.
public struct BaggedScores: Hashable, Sendable {
    private var sums: [Int: Double] = [:]
    private var counts: [Int: Int] = [:]

    public init() {}

    public mutating func add(_ probability: Double, of row: Int) {
        sums[row, default: 0] += probability
        counts[row, default: 0] += 1
    }

    /// Learners that scored the row.
    public func count(of row: Int) -> Int { counts[row] ?? 0 }

    /// The mean; NaN where no learner scored the row.
    public subscript(row: Int) -> Double {
        guard let sum = sums[row] else { return .nan }
        return sum / Double(count(of: row))
    }

    public func means(of rows: [Int]) -> [Double] { rows.map { self[$0] } }

    /// Rows that have a score, in order.
    public var rows: [Int] { counts.keys.sorted() }
}

/// Three lists in the order of the rows: the same scores are the same bytes.
extension BaggedScores: Codable {
    private enum CodingKeys: CodingKey { case rows, sums, counts }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let rows = try values.decode([Int].self, forKey: .rows)
        let sums = try values.decode([Double].self, forKey: .sums)
        let counts = try values.decode([Int].self, forKey: .counts)
        guard rows.count == sums.count, rows.count == counts.count, Set(rows).count == rows.count
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .rows, in: values,
                debugDescription: "\(rows.count) rows, \(sums.count) sums, \(counts.count) counts")
        }
        self.sums = Dictionary(uniqueKeysWithValues: zip(rows, sums))
        self.counts = Dictionary(uniqueKeysWithValues: zip(rows, counts))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        let rows = rows
        try values.encode(rows, forKey: .rows)
        try values.encode(rows.map { sums[$0] ?? .nan }, forKey: .sums)
        try values.encode(rows.map(count), forKey: .counts)
    }
}
