internal import Foundation
internal import HTTPTypes

/// Labelled crystals of a collection as a file that a training reads.
struct TrainingExport {
    private let laboratory: Laboratory

    init(_ laboratory: Laboratory) { self.laboratory = laboratory }

    func write(_ request: RunRequest, to file: URL) throws {
        throw Refusal(.notImplemented, "there is no catalogue yet")
    }
}
