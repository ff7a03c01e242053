internal import Foundation
internal import HTTPTypes
internal import Store

/// Makes a run of what was asked for: its folder, what it reads, and its place in the queue.
struct RunMaker {
    private let laboratory: Laboratory
    private let exports: TrainingExports

    init(_ laboratory: Laboratory, _ exports: TrainingExports) {
        (self.laboratory, self.exports) = (laboratory, exports)
    }

    /// - Throws: ``Refusal`` where there is nothing that it could read.
    func make(_ request: RunRequest) async throws -> Job {
        if request.kind == .discover, request.source == RunRequest.library,
            !FileManager.default.fileExists(atPath: laboratory.library.path)
        {
            throw Refusal(.conflict, "the library is empty; import crystals first")
        }
        let crystals = request.kind == .train ? try await exports.write(request) : nil
        defer { if let crystals { try? FileManager.default.removeItem(at: crystals) } }
        return try laboratory.jobs.add(
            kind: request.kind.rawValue, title: request.title, at: .now
        ) { id in
            let folder = laboratory.run(id)
            // Of a laboratory whose table of runs was lost.
            try folder.remove()
            try folder.make()
            if let crystals { try Self.put(crystals, request.plan, in: folder) }
            return request.arguments(in: folder, library: laboratory.library)
        }
    }

    private static func put(_ crystals: URL, _ plan: String, in folder: RunFolder) throws {
        do {
            try FileManager.default.moveItem(at: crystals, to: folder.crystals)
            try Data(plan.utf8).write(to: folder.plan, options: .atomic)
        } catch {
            try? folder.remove()
            throw error
        }
    }
}
