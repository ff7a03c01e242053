internal import Foundation
internal import Hummingbird
internal import Store

/// Everything that requests are answered with, and the doors to it.
struct Rooms: Sendable {
    let settings: ServerSettings
    let laboratory: Laboratory
    let shelf: ModelShelf
    let supervisor: RunSupervisor
    let computations: Computations

    /// - Throws: ``LaboratoryFailure``, `StoreError`.
    init(_ settings: ServerSettings) throws {
        self.settings = settings
        laboratory = try Laboratory(settings.folder)
        shelf = ModelShelf(laboratory)
        computations = Computations(settings.limits.computations)
        guard let program = settings.program ?? Bundle.main.executableURL else {
            throw LaboratoryFailure("cannot tell which program this is")
        }
        supervisor = RunSupervisor(
            laboratory.jobs, laboratory: settings.folder, program: program,
            atOnce: settings.limits.runsAtOnce, finished: { _ in })
    }

    func open() async throws { try await supervisor.open() }

    /// Also where the task that serves has been cancelled.
    func close() async { await Task { await supervisor.close() }.value }

    func router() -> Router<WorkbenchContext> {
        let router = Router(context: WorkbenchContext.self)
        router.addMiddleware {
            SecurityHeaders()
            ErrorSentences()
            HostCheck(settings)
            OriginCheck()
            WriteToken(settings.token)
            RequestRate(settings.limits)
        }
        StaticFiles(settings).add(to: router)
        let api = router.group("api")
        PracticalRoutes(computations).add(to: api.group("practicals"))
        RunRoutes(laboratory, supervisor, settings.limits).add(to: api.group("runs"))
        ModelRoutes(shelf).add(to: api.group("models"))
        LandmarkRoutes().add(to: api.group("landmarks"))
        InputRoutes(laboratory, shelf, computations, settings.limits, imported: {}).add(to: api)
        return router
    }
}
