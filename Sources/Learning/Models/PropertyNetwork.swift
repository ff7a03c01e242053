internal import Crystals
public import Tensors

/// A network of either kind: one that reads crystals as graphs, or one that reads compositions.
public enum PropertyNetwork: Layer {
    case crystalGraph(CGCNN)
    case composition(CompositionNetwork)

    public init(
        _ configuration: Configuration, using generator: inout some RandomNumberGenerator
    ) {
        switch configuration {
        case .crystalGraph(let shape): self = .crystalGraph(CGCNN(shape, using: &generator))
        case .composition(let shape):
            self = .composition(CompositionNetwork(shape, using: &generator))
        }
    }

    public var configuration: Configuration {
        switch self {
        case .crystalGraph(let network): .crystalGraph(network.configuration)
        case .composition(let network): .composition(network.configuration)
        }
    }

    /// nil for a network of compositions.
    public var crystalGraph: CGCNN? {
        if case .crystalGraph(let network) = self { network } else { nil }
    }

    /// - Precondition: the batch is of the network's kind.
    /// - Returns: [materials, outputs], recorded if the network is watched by a tape.
    mutating func training(_ batch: NetworkBatch) -> Tensor {
        switch (self, batch) {
        case (.crystalGraph(var network), .graphs(let graphs)):
            let output = network.training(graphs)
            self = .crystalGraph(network)
            return output
        case (.composition(var network), .compositions(let compositions)):
            let output = network.training(compositions)
            self = .composition(network)
            return output
        default: preconditionFailure("a batch of another kind than the network \(configuration)")
        }
    }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        switch self {
        case .crystalGraph(var network):
            network.visit(path, body)
            self = .crystalGraph(network)
        case .composition(var network):
            network.visit(path, body)
            self = .composition(network)
        }
    }
}

/// Several materials as a network of one kind or the other reads them.
enum NetworkBatch {
    case graphs(GraphBatch)
    case compositions(CompositionBatch)
}
