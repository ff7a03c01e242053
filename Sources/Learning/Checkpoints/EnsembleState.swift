public import Foundation
internal import Crystals

/// The training of an ensemble on disk between two epochs: the state of the member in training, with
/// what came out of those before it.
extension EnsembleTraining {
    private struct Record: Codable {
        var history: [Training.Epoch]
        var epoch: Int
    }

    private static let membersKey = "kimberlite_members"

    private static func prefix(_ member: Int) -> String { "finished.\(member)." }

    /// - Parameter data: what identifies the data files, compared when resuming.
    public func encodedState(data: String) throws -> Data {
        var file = try current.state(data: data)
        let records = finished.map { Record(history: $0.history, epoch: $0.epoch) }
        file.metadata[Self.membersKey] = try CardJSON.text(of: records)
        for (k, member) in finished.enumerated() {
            file.tensors += member.network.namedTensors.map {
                (Self.prefix(k) + $0.name, $0.tensor)
            }
        }
        return try file.encoded()
    }

    /// Goes on from a saved state; the result and what is thrown are those of
    /// ``Training/resume(from:data:)``.
    @discardableResult
    public mutating func resume(from state: Data, data: String) throws -> ArithmeticHistory? {
        let file = try SafeTensors(decoding: state)
        let records = try file.metadata[Self.membersKey].map {
            try CardJSON.value([Record].self, from: $0)
        }
        var resumed = self
        resumed.finished = try (records ?? []).enumerated().map { k, record in
            var network = current.network
            try network.load(from: file, prefix: Self.prefix(k))
            return Member(network: network, history: record.history, epoch: record.epoch)
        }
        let member = min(resumed.finished.count, configuration.memberCount - 1)
        resumed.current = Training(
            dataset: dataset, network: current.network.configuration,
            configuration: configuration, member: member, beginning: current.beginning)
        let others = try resumed.current.resume(from: file, data: data)
        self = resumed
        return others
    }
}
