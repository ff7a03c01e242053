internal import Tensors

/// The networks that a training begins with, where it does not begin with chance.
public struct Inheritance: Sendable {
    public let transfer: Transfer
    /// What the model says of itself.
    let source: ModelCard
    /// The members of the source; the k-th member of an ensemble starts from the k-th, in turns.
    private let networks: [PropertyNetwork]

    /// - Parameters:
    ///   - network: that is to begin with it.
    ///   - targets: that it is to learn.
    /// - Throws: ``TransferError`` where the source has not what is to be taken.
    public init(
        _ transfer: Transfer, from source: TrainedModel,
        for network: PropertyNetwork.Configuration, targets: [Target]
    ) throws(TransferError) {
        (self.transfer, networks, self.source) = (transfer, source.networks, source.card)
        guard let its = source.card.network.crystalGraph, let wanted = network.crystalGraph
        else { throw .compositions }
        if let count = transfer.convolutions, count > its.convolutions {
            throw .tooFewConvolutions(has: its.convolutions, wanted: count)
        }
        var same = wanted
        (same.hiddenWidth, same.hiddenLayers, same.outputs) = (
            its.hiddenWidth, its.hiddenLayers, its.outputs
        )
        same.sites = its.sites
        guard same == its else { throw .otherShape }
        guard transfer.keepsHead == true else { return }
        let theirs = source.card.targets
        let isSame = zip(targets, theirs).allSatisfy {
            $0.name == $1.name && $0.asksTheSame(as: $1) && $0.transform == $1.transform
        }
        guard wanted == its, targets.count == theirs.count, isSame else { throw .otherHead }
    }

    /// Those of the source where its head is kept, which means nothing on another scale.
    var normalizers: [Normalizer]? { transfer.keepsHead == true ? source.normalizers : nil }

    /// The shape of network that fits a source: its own, with the head of a plan.
    public static func shape(
        of source: TrainedModel, head plan: PropertyNetwork.Configuration, keepsHead: Bool
    ) -> PropertyNetwork.Configuration {
        guard var network = source.card.network.crystalGraph, let wanted = plan.crystalGraph
        else { return plan }
        if !keepsHead {
            (network.hiddenWidth, network.hiddenLayers) = (wanted.hiddenWidth, wanted.hiddenLayers)
        }
        (network.outputs, network.sites) = (wanted.outputs, wanted.sites)
        return .crystalGraph(network)
    }

    /// A member's initial network, with what is taken over in its place.
    func applied(to network: PropertyNetwork, member: Int) -> PropertyNetwork {
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
    case compositions
    /// Of a teacher.
    case noTarget
    case otherTarget(String)

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
        case .compositions:
            "it, or the plan's network, reads compositions; only networks of crystal graphs are taken over"
        case .noTarget: "it predicts none of the plan's targets"
        case .otherTarget(let name):
            "its \(name) is another question than the plan's: label, classification, above and perSite must "
                + "be the same"
        }
    }
}
