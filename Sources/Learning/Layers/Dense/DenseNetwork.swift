public import Tensors

/// Linear layers of any number with one activation between them; the last is linear.
///
/// With one hidden layer it is dense in the continuous functions on a compact set, for every activation here but
/// the identity (Cybenko 1989; Hornik 1991).
public struct DenseNetwork: Layer {
    public var layers: [Linear]
    public let activation: Activation

    /// What a layer's weights are drawn from; fan-in n, fan-out m.
    public enum Start: String, Hashable, Sendable, NamedChoice {
        /// Uniform on ±1/√n, as PyTorch's `Linear`: variance 1/(3n).
        case uniform
        /// Normal with variance 2/(n + m), biases zero (Glorot & Bengio 2010).
        case xavier
        /// Normal with variance 2/n, biases zero (He et al. 2015): a relu halves the mean square.
        case he
    }

    /// - Parameter widths: features from input to output, at least two.
    public init(
        widths: [Int], activation: Activation, start: Start = .uniform,
        using generator: inout some RandomNumberGenerator
    ) {
        precondition(widths.count >= 2 && widths.allSatisfy { $0 > 0 }, "widths \(widths)")
        self.activation = activation
        layers = []
        for (inputs, outputs) in zip(widths, widths.dropFirst()) {
            var layer = Linear(inputs: inputs, outputs: outputs, using: &generator)
            if let variance = start.variance(inputs, outputs) {
                layer.weight = .normal(
                    [outputs, inputs], deviation: variance.squareRoot(), using: &generator)
                layer.bias = .zeros([outputs])
            }
            layers.append(layer)
        }
    }

    /// - Parameter x: [rows, widths.first]
    /// - Returns: [rows, widths.last]
    public func callAsFunction(_ x: Tensor) -> Tensor { hidden(x).last ?? x }

    /// What every layer gives, after its activation; the last is the output.
    public func hidden(_ x: Tensor) -> [Tensor] {
        var values: [Tensor] = []
        for (k, layer) in layers.enumerated() {
            let sum = layer(values.last ?? x)
            values.append(k == layers.count - 1 ? sum : activation(sum))
        }
        return values
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        for k in layers.indices { layers[k].visit(join(path, "\(k)"), body) }
    }
}

extension DenseNetwork.Start {
    fileprivate func variance(_ inputs: Int, _ outputs: Int) -> Float? {
        switch self {
        case .uniform: nil
        case .xavier: 2 / Float(inputs + outputs)
        case .he: 2 / Float(inputs)
        }
    }
}
