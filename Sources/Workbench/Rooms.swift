internal import Foundation
internal import Hummingbird
internal import OPTIMADE
internal import Store

/// Everything that requests are answered with, and the doors to it.
struct Rooms: Sendable {
    let settings: ServerSettings
    let laboratory: Laboratory
    let shelf: ModelShelf
    let supervisor: RunSupervisor
    let computations: Computations
    let catalogue: Catalogue
    let keeper: CatalogueKeeper
    private let pages: StaticFiles
    private let answers: LargeAnswers

    /// - Throws: ``LaboratoryFailure``, `StoreError`.
    init(_ settings: ServerSettings) throws {
        self.settings = settings
        pages = try StaticFiles(settings)
        answers = LargeAnswers(limit: settings.limits.answers)
        laboratory = try Laboratory(settings.folder)
        shelf = ModelShelf(laboratory)
        computations = Computations(settings.limits.computations)
        guard let program = settings.program ?? Bundle.main.executableURL else {
            throw LaboratoryFailure("cannot tell which program this is")
        }
        catalogue = try Catalogue(
            path: settings.folder.appending(path: "catalogue.sqlite").path)
        let keeper = CatalogueKeeper(catalogue, laboratory, named: settings.collections)
        self.keeper = keeper
        supervisor = RunSupervisor(
            laboratory.jobs, laboratory: settings.folder, program: program,
            atOnce: settings.limits.runsAtOnce, finished: { _ in await keeper.refresh() })
    }

    func open() async throws {
        Task { [keeper] in await keeper.refresh() }
        try await supervisor.open()
    }

    /// Also where the task that serves has been cancelled.
    func close() async { await Task { await supervisor.close() }.value }

    func router() -> Router<WorkbenchContext> {
        let router = Router(context: WorkbenchContext.self)
        router.addMiddleware {
            HeadAnswers()
            SecurityHeaders()
            ErrorSentences()
            HostCheck(settings)
            OriginCheck()
            WriteToken(settings.token)
            RequestRate(settings.limits)
        }
        pages.add(to: router)
        let api = router.group("api")
        let refresh: @Sendable () async -> Void = { [keeper] in await keeper.refresh() }
        PracticalRoutes(computations, own: CatalogueCrystals(catalogue))
            .add(to: api.group("practicals"))
        RunRoutes(laboratory, supervisor, catalogue, keeper, settings.limits)
            .add(to: api.group("runs"))
        ModelRoutes(shelf).add(to: api.group("models"))
        LandmarkRoutes().add(to: api.group("landmarks"))
        LadderRoutes().add(to: api.group("ladder"))
        InputRoutes(laboratory, shelf, computations, settings.limits, imported: refresh)
            .add(to: api)
        LibraryRoutes(catalogue, keeper).add(to: api)
        DiagramRoutes(catalogue, answers).add(to: api.group("diagram"))
        OPTIMADERoutes(OptimadeService(catalogue), answers).add(to: router)
        return router
    }
}
