/// How a training went: the table that it wrote beside its model.
public struct LearningHistory: Hashable, Sendable {
    /// [members][epochs]
    public var members: [[Epoch]]

    public struct Epoch: Hashable, Sendable {
        /// From 1.
        public var number: Int
        public var loss: Double
        /// [targets] mean absolute error on the scale of learning.
        public var validation: [Double]
    }

    /// - Parameters:
    ///   - csv: columns member (of an ensemble), epoch, learning_rate, loss, then one for each target,
    ///     empty where the validation part has no label of it.
    /// - Returns: nil where the table is not that of so many targets.
    public init?(csv: String, targets: Int) {
        let lines = csv.split(whereSeparator: \.isNewline)
        guard let header = lines.first else { return nil }
        let isEnsemble = header.hasPrefix("member,")
        var members: [Int: [Epoch]] = [:]
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = cells.map { Double($0) }
            let first = isEnsemble ? 1 : 0
            guard numbers.count == first + 3 + targets,
                let epoch = numbers[first].flatMap(Int.init(exactly:)),
                let loss = numbers[first + 2],
                let member = isEnsemble ? numbers[0].flatMap(Int.init(exactly:)) : 1
            else { return nil }
            members[member, default: []].append(
                Epoch(
                    number: epoch, loss: loss,
                    validation: numbers[(first + 3)...].map { $0 ?? .nan }))
        }
        guard !members.isEmpty else { return nil }
        self.members = members.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The validation error of a target after each epoch, the mean over the members that have it.
    public func validation(_ target: Int) -> [Double] {
        let count = members.map(\.count).min() ?? 0
        return (0..<count).map { epoch in
            members.reduce(0) { $0 + $1[epoch].validation[target] } / Double(members.count)
        }
    }
}
