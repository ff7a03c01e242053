internal import Tensors

/// A trained network of either kind made ready for many predictions.
public enum NetworkInference: Sendable {
    case crystalGraph(InferenceNetwork)
    case composition(CompositionNetwork)

    public init(_ network: PropertyNetwork) {
        switch network {
        case .crystalGraph(let network): self = .crystalGraph(InferenceNetwork(network))
        case .composition(let network): self = .composition(network)
        }
    }
}

extension Tensor {
    /// [materials][outputs] of a network with the normalisation undone.
    func restored(by normalizers: [Normalizer]) -> [[Double]] {
        (0..<rows).map { row in
            normalizers.indices.map { k in
                normalizers[k].restored(Double(scalars[row * columns + k]))
            }
        }
    }
}
