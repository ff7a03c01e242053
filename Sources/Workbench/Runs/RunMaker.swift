internal import Foundation
internal import HTTPTypes
internal import Store

/// Makes a run of what was asked for: its folder, what it reads, and its place in the queue.
struct RunMaker {
    private let laboratory: Laboratory

    private let catalogue: Catalogue

    init(_ laboratory: Laboratory, _ catalogue: Catalogue) {
        (self.laboratory, self.catalogue) = (laboratory, catalogue)
    }

    /// - Throws: ``Refusal`` where there is nothing that it could read.
    func make(_ request: RunRequest) throws -> Job {
        if request.kind == .discover, request.source == RunRequest.library,
            !FileManager.default.fileExists(atPath: laboratory.library.path)
        {
            throw Refusal(.conflict, "the library is empty; import crystals first")
        }
        return try laboratory.jobs.add(
            kind: request.kind.rawValue, title: request.title, at: .now
        ) { id in
            let folder = laboratory.run(id)
            // Of a laboratory whose table of runs was lost.
            try folder.remove()
            try folder.make()
            if request.kind == .train { try writeTraining(request, in: folder) }
            return request.arguments(in: folder, library: laboratory.library)
        }
    }

    private func writeTraining(_ request: RunRequest, in folder: RunFolder) throws {
        do {
            try TrainingExport(catalogue).write(request, to: folder.crystals)
            try Data(request.plan.utf8).write(to: folder.plan, options: .atomic)
        } catch {
            try? folder.remove()
            throw error
        }
    }
}
