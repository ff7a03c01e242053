/// A sequence of steps about one subject.
public struct Practical: Sendable {
    public let id: String
    public let steps: [PracticalStep]

    public init(id: String, steps: [PracticalStep]) { (self.id, self.steps) = (id, steps) }

    public func step(_ id: String) -> PracticalStep? { steps.first { $0.id == id } }

    /// The two of the course, in its order.
    public static let all: [Practical] = [neuralNetworks, graphNetworks]
}
