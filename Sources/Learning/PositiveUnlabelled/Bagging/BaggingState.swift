public import Foundation

/// How far a bagging has come: what must survive a kill. Every bag follows from the plan and its
/// number, so going on from here ends with the bits of an undisturbed run.
public struct BaggingState: Hashable, Sendable, Codable {
    /// Bags that are taught and have scored, from the first.
    public var done = 0
    public var scores = BaggedScores()
    /// What computed them.
    public var arithmetic = ArithmeticHistory.present

    public init() {}
}

/// A bagging on disk between two bags.
extension BaggingState {
    private struct Record: Codable {
        var data: String
        var state: BaggingState
    }

    /// - Parameter data: what identifies the rows, the labels and the settings, compared when resuming.
    public func encoded(data: String) throws -> Data {
        Data(try CardJSON.text(of: Record(data: data, state: self)).utf8)
    }

    /// - Throws: ``ResumeError`` if the state is of another training, or of none.
    public init(decoding file: Data, data: String) throws {
        let text = String(decoding: file, as: UTF8.self)
        guard let record = try? CardJSON.value(Record.self, from: text) else {
            throw ResumeError.notATraining
        }
        guard record.data == data else { throw ResumeError.otherData }
        self = record.state
        arithmetic = ArithmeticHistory.present.continuing(record.state.arithmetic)
    }
}
