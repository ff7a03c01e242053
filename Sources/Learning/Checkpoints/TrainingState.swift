public import Foundation
internal import Tensors

/// A training on disk between two epochs.
extension Training {
    private struct Header: Codable {
        var configuration: TrainingConfiguration
        var network: PropertyNetwork.Configuration
        var data: String
        var history: [Epoch]
        var step: Int
        /// nil in files of versions that did not record it.
        var arithmetic: ArithmeticHistory?
    }

    private static let headerKey = "kimberlite_training"

    /// - Parameter data: what identifies the data files, compared when resuming.
    public func encodedState(data: String) throws -> Data { try state(data: data).encoded() }

    func state(data: String) throws -> SafeTensors {
        let header = Header(
            configuration: configuration, network: network.configuration, data: data,
            history: history, step: updater.step, arithmetic: arithmetic)
        return SafeTensors(
            tensors: network.namedTensors.map { ("network." + $0.name, $0.tensor) }
                + best.namedTensors.map { ("best." + $0.name, $0.tensor) }
                + (average?.network.namedTensors ?? []).map { ("average." + $0.name, $0.tensor) }
                + updater.namedTensors,
            metadata: [Self.headerKey: try CardJSON.text(of: header)])
    }

    /// Goes on from a saved state.
    ///
    /// - Returns: what computed it so far, where that was not the arithmetic of this process alone: then
    ///   the outcome has not the bits of an undisturbed run.
    /// - Throws: ``ResumeError`` if the state is of another training.
    @discardableResult
    public mutating func resume(from state: Data, data: String) throws -> ArithmeticHistory? {
        try resume(from: SafeTensors(decoding: state), data: data)
    }

    mutating func resume(from file: SafeTensors, data: String) throws -> ArithmeticHistory? {
        guard let json = file.metadata[Self.headerKey] else { throw ResumeError.notATraining }
        let header = try CardJSON.value(Header.self, from: json)
        guard header.data == data else { throw ResumeError.otherData }
        guard header.configuration == configuration, header.network == network.configuration
        else { throw ResumeError.otherSettings }
        try network.load(from: file, prefix: "network.")
        try best.load(from: file, prefix: "best.")
        try average?.load(from: file, prefix: "average.")
        try updater.load(from: file, step: header.step)
        history = header.history
        arithmetic = ArithmeticHistory.present.continuing(header.arithmetic)
        return arithmetic.others(than: .present)
    }
}

/// Why a saved training cannot be resumed.
public enum ResumeError: Error, CustomStringConvertible {
    case notATraining
    case otherData
    case otherSettings

    public var description: String {
        switch self {
        case .notATraining: "the file is not a saved training"
        case .otherData:
            "the saved training used other data files, other targets or another selection of rows"
        case .otherSettings: "the saved training has other settings"
        }
    }
}
