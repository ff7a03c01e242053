internal import Foundation
internal import HTTPTypes
internal import Store

/// Starts runs when their turn comes, stops them when asked, and writes down how each ended.
actor RunSupervisor {
    private let table: JobTable
    private let laboratory: URL
    private let program: URL
    private let atOnce: Int
    private let finished: @Sendable (Job) async -> Void
    private var processes: [Int: RunProcess] = [:]
    private var stopping: Set<Int> = []
    private var isClosing = false

    /// - Parameters:
    ///   - atOnce: runs that are computed at the same time.
    ///   - finished: is told of each run that has come to its end.
    init(
        _ table: JobTable, laboratory: URL, program: URL, atOnce: Int,
        finished: @escaping @Sendable (Job) async -> Void
    ) {
        (self.table, self.laboratory, self.program) = (table, laboratory, program)
        (self.atOnce, self.finished) = (atOnce, finished)
    }

    /// Goes on with what was computed when the program last ended.
    func open() throws {
        try table.takeUp()
        startNext()
    }

    /// Starts what waits, as long as there is room.
    func startNext() {
        guard !isClosing else { return }
        while processes.count < atOnce, let job = try? table.next() {
            do {
                try start(job)
            } catch let failure as RunFailure where failure.isPassing {
                return startLater()
            } catch {
                try? table.set(job.id, to: .failed, at: .now, message: "\(error)")
            }
        }
    }

    private func startLater() {
        Task {
            try await Task.sleep(for: .milliseconds(200))
            startNext()
        }
    }

    private func start(_ job: Job) throws {
        let folder = RunFolder(job.id, in: laboratory)
        try folder.make()
        processes[job.id] = try RunProcess(program, job.arguments, log: folder.log) {
            [weak self] status, isKilled in
            Task { await self?.ended(job.id, status: status, isKilled: isKilled) }
        }
        try table.begin(job.id, at: .now)
    }

    private func ended(_ id: Int, status: Int32, isKilled: Bool) async {
        processes[id] = nil
        let isStopped = stopping.remove(id) != nil
        // What runs when the program closes is running still, and goes on when it opens; but not what was
        // to be stopped, or has come to its end.
        if isClosing, !isStopped, status != 0 || isKilled { return }
        if status == 0, !isKilled {
            try? table.set(id, to: .finished, at: .now)
            if let job = try? table.job(id) { await finished(job) }
        } else if isStopped {
            try? table.set(id, to: .stopped, at: .now)
        } else {
            try? table.set(
                id, to: .failed, at: .now, message: reason(id, status: status, isKilled: isKilled))
        }
        startNext()
    }

    /// The run's own sentence, where it said one.
    private func reason(_ id: Int, status: Int32, isKilled: Bool) -> String {
        let lines = RunFolder(id, in: laboratory).lastLines(20)
        if let error = lines.last(where: { $0.hasPrefix("error: ") }) {
            return String(error.dropFirst("error: ".count))
        }
        return isKilled ? "it was ended by signal \(status)" : "it ended with code \(status)"
    }

    /// - Throws: `JobError` where the run neither waits nor runs.
    func stop(_ id: Int) throws {
        let job = try table.job(id)
        guard job.state.isOpen else {
            throw Refusal(.conflict, "run \(id) is \(job.state.rawValue); there is nothing to stop")
        }
        guard let process = processes[id] else {
            return try table.set(id, to: .stopped, at: .now)
        }
        // Written down at once: the program may be ended before the run has.
        try table.wantStop(id)
        // A second signal would end it where it stands.
        if stopping.insert(id).inserted { process.stop() }
    }

    func resume(_ id: Int) throws {
        let job = try table.job(id)
        guard job.state == .stopped || job.state == .failed else {
            throw Refusal(.conflict, "run \(id) is \(job.state.rawValue); it cannot go on")
        }
        try table.set(id, to: .waiting)
        startNext()
    }

    func remove(_ id: Int) throws {
        guard processes[id] == nil else {
            throw Refusal(.conflict, "run \(id) is running; stop it first")
        }
        try table.remove(id)
        try RunFolder(id, in: laboratory).remove()
    }

    /// Ends all processes at a place from which they go on; those that do not end are killed, which loses no more
    /// than what they did since they last saved.
    func close() async {
        isClosing = true
        for (id, process) in processes where !stopping.contains(id) { process.stop() }
        let deadline = ContinuousClock.now + .seconds(20)
        while !processes.isEmpty, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(50))
        }
        for process in processes.values { process.kill() }
    }
}
