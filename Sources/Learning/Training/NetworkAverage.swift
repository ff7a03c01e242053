internal import Tensors

/// The running average of a network over its steps (Polyak & Juditsky 1992): less noisy than any one of
/// them, and for a noisy gradient nearer to the minimum.
struct NetworkAverage: Sendable {
    /// Share that a step keeps, 0..<1.
    let kept: Double
    private(set) var network: PropertyNetwork

    init(kept: Double, network: PropertyNetwork) { (self.kept, self.network) = (kept, network) }

    mutating func load(from file: SafeTensors, prefix: String) throws {
        try network.load(from: file, prefix: prefix)
    }

    /// One more step. Early ones count as in a plain mean, lest the initial weights linger.
    ///
    /// - Parameter step: 1 for the first.
    mutating func observe(_ next: PropertyNetwork, step: Int) {
        let share = Float(max(1 - kept, 1 / Double(step)))
        for kind in [ParameterKind.trainable, .statistic] {
            let moved = zip(network.tensors(kind), next.tensors(kind)).map { old, new in
                var average = old.1
                average.update { values in
                    for (i, x) in new.1.scalars.enumerated() {
                        values[i] += share * (x - values[i])
                    }
                }
                return average
            }
            network.replace(kind, with: moved)
        }
    }
}
