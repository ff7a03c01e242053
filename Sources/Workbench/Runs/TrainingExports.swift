internal import Dispatch
internal import Foundation
internal import HTTPTypes
internal import Store
internal import Synchronization

/// Writes what trainings read, one after the other on a thread of its own: of a large collection it takes seconds,
/// and whoever asks for several keeps nobody else from reading.
final class TrainingExports: Sendable {
    private let laboratory: Laboratory
    private let catalogue: Catalogue
    private let queue = DispatchQueue(label: "kimberlite.exports")
    private let waiting = Atomic<Int>(0)
    private static let mostWaiting = 4

    init(_ laboratory: Laboratory, _ catalogue: Catalogue) {
        (self.laboratory, self.catalogue) = (laboratory, catalogue)
    }

    /// - Returns: the file, which is the caller's to move or remove.
    /// - Throws: ``Refusal`` where the collection has too few crystals with the label, or too many exports wait.
    func write(_ request: RunRequest) async throws -> URL {
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.mostWaiting else {
            throw Refusal(
                .tooManyRequests, "crystals are being written for other trainings; try again soon",
                headers: [.retryAfter: "2"])
        }
        let file = laboratory.newExport()
        do {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { [catalogue] in
                    continuation.resume(
                        with: Result { try TrainingExport(catalogue).write(request, to: file) })
                }
            }
        } catch {
            try? FileManager.default.removeItem(at: file)
            throw error
        }
        return file
    }
}
