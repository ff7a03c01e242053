internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Files that somebody sends: to be predicted, or to be kept.
///
///     POST /api/predict    multipart/form-data; answers with rows as server-sent events
///     POST /api/import     the same, into the library
struct InputRoutes {
    private let laboratory: Laboratory
    private let shelf: ModelShelf
    private let computations: Computations
    private let limits: ServerLimits
    private let imported: @Sendable () async -> Void

    /// - Parameter imported: is called when the library has changed.
    init(
        _ laboratory: Laboratory, _ shelf: ModelShelf, _ computations: Computations,
        _ limits: ServerLimits, imported: @escaping @Sendable () async -> Void
    ) {
        (self.laboratory, self.shelf) = (laboratory, shelf)
        (self.computations, self.limits, self.imported) = (computations, limits, imported)
    }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.post("predict") { [self] request, _ in
            let upload = try await receive(request)
            let stream = PredictionStream(
                estimator: try shelf.estimator(), threads: limits.threads)
            return try computations.stream { try stream.run(upload, emit: $0) }
        }
        group.post("import") { [self] request, _ in
            let upload = try await receive(request)
            let stream = ImportStream(library: laboratory.library, threads: limits.threads)
            return try computations.stream { emit in
                defer { Task { await imported() } }
                try stream.run(upload, emit: emit)
            }
        }
    }

    private func receive(_ request: Request) async throws -> Upload {
        let upload = try await Upload.receive(request, in: laboratory.folder, limits: limits)
        guard !upload.files.isEmpty else { throw Refusal(.badRequest, "no file was sent") }
        return upload
    }
}
