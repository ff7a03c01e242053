internal import Crystals
public import Foundation

/// Trained networks that answer as one, with their card, as a file and as something that predicts.
public struct TrainedModel: Sendable {
    public var card: ModelCard
    /// The members of the ensemble, all of one shape; one in a model that is none.
    public var networks: [PropertyNetwork]
    /// What the first of them was trained on; nil where there was too little to tell, and in files of
    /// versions before 0.4.
    public var coverage: Coverage?

    public init(card: ModelCard, networks: [PropertyNetwork], coverage: Coverage? = nil) {
        precondition(!networks.isEmpty, "a model without a network")
        (self.card, self.networks, self.coverage) = (card, networks, coverage)
    }

    /// Of the tensors of a member; a single network's have none.
    private static func prefix(_ member: Int, of count: Int) -> String {
        count > 1 ? "members.\(member)." : ""
    }

    private static let cardKey = "kimberlite_card"

    /// The bytes of the model file: safetensors with the card in the header.
    public func encoded() throws -> Data {
        let tensors = networks.enumerated().flatMap { k, network in
            let prefix = Self.prefix(k, of: networks.count)
            return network.namedTensors.map { (name: prefix + $0.name, tensor: $0.tensor) }
        }
        return try SafeTensors(
            tensors: tensors + (coverage?.namedTensors ?? []),
            metadata: [Self.cardKey: CardJSON.text(of: card)]
        ).encoded()
    }

    public init(decoding data: Data) throws {
        let file = try SafeTensors(decoding: data)
        guard let json = file.metadata[Self.cardKey] else { throw CheckpointError.noCard }
        do {
            card = try CardJSON.value(ModelCard.self, from: json)
        } catch {
            throw CheckpointError.unreadableCard("\(error)")
        }
        if let objection = card.network.objection {
            throw CheckpointError.unreadableCard(objection)
        }
        guard card.normalizers.count == card.targets.count,
            card.network.outputs == card.targets.count
        else {
            throw CheckpointError.unreadableCard(
                "\(card.targets.count) targets, \(card.normalizers.count) normalizers, "
                    + "\(card.network.outputs) outputs")
        }
        guard
            (card.network.crystalGraph?.answersForSites ?? false)
                == card.targets.contains(where: \.isOfSites)
        else {
            throw CheckpointError.unreadableCard("its network and its targets differ about sites")
        }
        if let calibration = card.calibration, calibration.scales.count != card.targets.count {
            throw CheckpointError.unreadableCard(
                "error bars of \(calibration.scales.count) targets, not \(card.targets.count)")
        }
        guard card.normalizers.allSatisfy({ $0.mean.isFinite && $0.deviation.isFinite }) else {
            throw CheckpointError.unreadableCard("a normalizer is not finite")
        }
        let count = card.members?.count ?? 1
        guard (1...Self.mostMembers).contains(count) else {
            throw CheckpointError.unreadableCard("\(count) members")
        }
        // The initial values are overwritten by the file's, one and all.
        var generator = SplitMix64(seed: 0)
        let blank = PropertyNetwork(card.network, using: &generator)
        networks = try (0..<count).map { k in
            var network = blank
            try network.load(from: file, prefix: Self.prefix(k, of: count))
            return network
        }
        coverage = try card.network.crystalGraph.flatMap {
            try Coverage(from: file, width: $0.width)
        }
    }

    /// Members of the largest ensemble that a file may hold.
    static let mostMembers = 1000
}
