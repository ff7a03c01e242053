internal import Tensors

/// The networks that a training begins with, where it does not begin with chance.
public struct Inheritance: Sendable {
    public let transfer: Transfer
    /// What the model says of itself.
    let source: ModelCard
    /// The members of the source; the k-th member of an ensemble starts from the k-th, in turns.
    private let networks: [CGCNN]

    /// - Throws: ``TransferError`` where the source has not what is to be taken.
    public init(
        _ transfer: Transfer, from source: TrainedModel, for network: CGCNN.Configuration
    ) throws(TransferError) {
        (self.transfer, networks, self.source) = (transfer, source.networks, source.card)
        if let wanted = transfer.convolutions, wanted > source.card.network.convolutions {
            throw .tooFewConvolutions(has: source.card.network.convolutions, wanted: wanted)
        }
        var same = network
        (same.hiddenWidth, same.hiddenLayers, same.outputs) = (
            source.card.network.hiddenWidth, source.card.network.hiddenLayers,
            source.card.network.outputs
        )
        guard same == source.card.network else { throw .otherShape }
        if transfer.keepsHead == true, network != source.card.network { throw .otherHead }
    }

    /// The shape of network that fits a source: its own, with the head of a plan.
    public static func shape(
        of source: TrainedModel, head plan: CGCNN.Configuration, keepsHead: Bool
    ) -> CGCNN.Configuration {
        var network = source.card.network
        if !keepsHead {
            (network.hiddenWidth, network.hiddenLayers) = (plan.hiddenWidth, plan.hiddenLayers)
        }
        network.outputs = plan.outputs
        return network
    }

    /// A member's initial network, with what is taken over in its place.
    func applied(to network: CGCNN, member: Int) -> CGCNN {
        let source = networks[member % networks.count].namedTensors
        let taken = Dictionary(uniqueKeysWithValues: source.map { ($0.name, $0.tensor) })
        var network = network
        network.visit("") { path, _, tensor in
            if transfer.takes(path), let its = taken[path], its.shape == tensor.shape {
                tensor = its
            }
        }
        return network
    }
}

/// Why nothing can be taken over from a model.
public enum TransferError: Error, CustomStringConvertible {
    case tooFewConvolutions(has: Int, wanted: Int)
    case otherShape
    case otherHead

    public var description: String {
        switch self {
        case .tooFewConvolutions(let has, let wanted):
            "it has \(has) convolutions, not the \(wanted) that transfer.convolutions wants"
        case .otherShape:
            "its atoms, distances or graphs are of another kind than the plan's network; leave width, "
                + "convolutions, basis and rule out of the plan to take its own"
        case .otherHead:
            "its head cannot be kept: it has other targets or another width; leave out "
                + "transfer.keepsHead to make a new one"
        }
    }
}
