internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Store

/// Trainings and screenings: asking for them, following, stopping and going on.
///
///     GET    /api/runs                 all of them, the newest first
///     POST   /api/runs                 a new one
///     GET    /api/runs/ID              one, with its log, curve and files
///     GET    /api/runs/ID/events       what happens to it from now on, as server-sent events
///     POST   /api/runs/ID/stop, /api/runs/ID/resume
///     DELETE /api/runs/ID              with all its files
///     GET    /api/runs/ID/files/NAME
struct RunRoutes {
    private let laboratory: Laboratory
    private let supervisor: RunSupervisor
    private let maker: RunMaker
    private let limits: ServerLimits
    private let keeper: CatalogueKeeper

    init(
        _ laboratory: Laboratory, _ supervisor: RunSupervisor, _ catalogue: Catalogue,
        _ keeper: CatalogueKeeper, _ limits: ServerLimits
    ) {
        (self.laboratory, self.supervisor) = (laboratory, supervisor)
        maker = RunMaker(laboratory, TrainingExports(laboratory, catalogue))
        (self.limits, self.keeper) = (limits, keeper)
    }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get { [self] _, _ in
            JSONAnswer(try laboratory.jobs.all().map { RunSummary($0, laboratory) })
        }
        group.post { [self] request, _ in try await create(request) }
        group.get(":id") { [self] _, context in
            let job = try job(context)
            return JSONAnswer(RunDetail(job, laboratory))
        }
        group.get(":id/events") { [self] _, context in
            let id = try job(context).id
            return RunEvents(id, laboratory).response()
        }
        group.post(":id/stop") { [self] _, context in
            try await supervisor.stop(try job(context).id)
            return JSONAnswer(RunSummary(try job(context), laboratory))
        }
        group.post(":id/resume") { [self] _, context in
            let id = try job(context).id
            try checkRoom()
            try await supervisor.resume(id)
            return JSONAnswer(RunSummary(try job(context), laboratory))
        }
        group.delete(":id") { [self] _, context in
            try await supervisor.remove(try job(context).id)
            // Its crystals go with it.
            Task { [keeper] in await keeper.refresh() }
            return JSONAnswer(["removed": true])
        }
        group.get(":id/files/**") { [self] _, context in try file(context) }
    }

    private func job(_ context: WorkbenchContext) throws -> Job {
        guard let id = Int(try context.parameters.require("id")) else {
            throw Refusal(.notFound, "runs have numbers")
        }
        do {
            return try laboratory.jobs.job(id)
        } catch let error as JobError {
            throw Refusal(.notFound, error.description)
        }
    }

    private func checkRoom() throws {
        guard try laboratory.jobs.openCount() < limits.openRuns else {
            throw Refusal(
                .tooManyRequests,
                "\(limits.openRuns) runs wait already; stop one, or wait until one has ended")
        }
    }

    private func create(_ request: Request) async throws -> JSONAnswer<RunSummary> {
        let buffer = try await request.body.collect(upTo: 64 * 1024)
        let wanted = try RunRequest(Data(buffer.readableBytesView))
        try checkRoom()
        // What was imported a moment ago is learned from too.
        if wanted.kind == .train { await keeper.settle() }
        let job = try await maker.make(wanted)
        await supervisor.startNext()
        return JSONAnswer(RunSummary(job, laboratory), status: .created)
    }

    private func file(_ context: WorkbenchContext) throws -> Response {
        let folder = laboratory.run(try job(context).id)
        let name = context.parameters.getCatchAll().joined(separator: "/")
        guard let decoded = name.removingPercentEncoding, let url = folder.file(named: decoded)
        else { throw Refusal(.notFound, "the run has no file \(name)") }
        return try Attachment.response(url)
    }
}
