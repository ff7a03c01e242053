public import Tensors

/// Linear layers with softplus between them; the last is linear.
public struct MultilayerPerceptron: Layer {
    public var layers: [Linear]

    /// - Parameter widths: features from input to output, at least two.
    public init(widths: [Int], using generator: inout some RandomNumberGenerator) {
        precondition(widths.count >= 2, "widths \(widths)")
        layers = []
        for (inputs, outputs) in zip(widths, widths.dropFirst()) {
            layers.append(Linear(inputs: inputs, outputs: outputs, using: &generator))
        }
    }

    /// - Parameter x: [rows, widths.first]
    /// - Returns: [rows, widths.last]
    public func callAsFunction(_ x: Tensor) -> Tensor {
        layers.dropLast().reduce(x) { $1($0).softplus() }.through(layers.last)
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        for k in layers.indices { layers[k].visit(join(path, "\(k)"), body) }
    }
}

extension Tensor {
    fileprivate func through(_ layer: Linear?) -> Tensor { layer.map { $0(self) } ?? self }
}
