/// One neuron with a threshold: yes where w · x + b > 0 (Rosenblatt 1958).
///
/// Its rule moves the boundary only for an example that it gets wrong, and ends after a finite number of
/// corrections exactly if a line parts the two classes (Novikoff 1962).
public struct Perceptron: Hashable, Sendable {
    /// [inputs]
    public private(set) var weights: [Double]
    public private(set) var bias = 0.0

    public init(inputs: Int) { weights = [Double](repeating: 0, count: inputs) }

    /// w · x + b.
    public func sum(_ x: [Double]) -> Double {
        precondition(x.count == weights.count, "\(x.count) numbers for \(weights.count) inputs")
        return zip(weights, x).reduce(bias) { $0 + $1.0 * $1.1 }
    }

    public func callAsFunction(_ x: [Double]) -> Bool { sum(x) > 0 }

    /// w ← w + (y − ŷ) x, b ← b + (y − ŷ), for each example in turn.
    ///
    /// - Returns: how many were wrong when their turn came.
    public mutating func learn(_ examples: [(x: [Double], y: Bool)]) -> Int {
        var errors = 0
        for (x, y) in examples where self(x) != y {
            let sign = y ? 1.0 : -1.0
            for k in weights.indices { weights[k] += sign * x[k] }
            bias += sign
            errors += 1
        }
        return errors
    }
}
