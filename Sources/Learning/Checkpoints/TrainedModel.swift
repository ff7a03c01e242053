internal import Crystals
public import Foundation

/// A trained network with its card, as a file and as something that predicts.
public struct TrainedModel: Sendable {
    public var card: ModelCard
    public var network: CGCNN

    public init(card: ModelCard, network: CGCNN) { (self.card, self.network) = (card, network) }

    private static let cardKey = "kimberlite_card"

    /// The bytes of the model file: safetensors with the card in the header.
    public func encoded() throws -> Data {
        try SafeTensors(
            tensors: network.namedTensors, metadata: [Self.cardKey: CardJSON.text(of: card)]
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
        guard card.normalizers.allSatisfy({ $0.mean.isFinite && $0.deviation.isFinite }) else {
            throw CheckpointError.unreadableCard("a normalizer is not finite")
        }
        // The initial values are overwritten by the file's, one and all.
        var generator = SplitMix64(seed: 0)
        network = CGCNN(card.network, using: &generator)
        try network.load(from: file)
    }
}
