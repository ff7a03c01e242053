internal import Foundation
internal import Store

/// Keeps the catalogue up to date with the stores that it is of: what was named when the program started, what was
/// imported here, and every screening of this laboratory.
actor CatalogueKeeper {
    struct Source: Sendable, Hashable {
        /// The collection's.
        var name: String
        var store: URL
    }

    struct State: Sendable {
        /// From 0 to 1; nil where nothing is being done.
        var progress: Double?
        /// Why the last attempt failed.
        var failure: String?
    }

    private let catalogue: Catalogue
    private let laboratory: Laboratory
    private let named: [Source]
    private(set) var states: [String: State] = [:]
    private var isWorking = false
    private var isStale = false

    init(_ catalogue: Catalogue, _ laboratory: Laboratory, named: [Source]) {
        (self.catalogue, self.laboratory, self.named) = (catalogue, laboratory, named)
    }

    /// Those that are there now.
    private func sources() throws -> [Source] {
        let runs = try laboratory.jobs.all().reversed().filter {
            $0.kind == RunRequest.Kind.discover.rawValue && $0.state == .finished
        }
        let all =
            named + [Source(name: RunRequest.library, store: laboratory.library)]
            + runs.map { Source(name: "run-\($0.id)", store: laboratory.run($0.id).store) }
        return all.filter { FileManager.default.fileExists(atPath: $0.store.path) }
    }

    /// Returns when the catalogue has what the stores had when it was called.
    func settle() async {
        await refresh()
        // Somebody else's refresh goes on with what this one has asked for.
        while isWorking { try? await Task.sleep(for: .milliseconds(50)) }
    }

    /// Looks at every store again. What is asked for while that is being done is done after it.
    func refresh() async {
        isStale = true
        guard !isWorking else { return }
        isWorking = true
        defer { isWorking = false }
        while isStale {
            isStale = false
            // Where the runs cannot be listed, their collections stay as they are.
            guard let sources = try? sources() else { continue }
            let names = Set(sources.map(\.name))
            states = states.filter { names.contains($0.key) }
            await removeOthers(than: names)
            for source in sources { await index(source) }
        }
    }

    private func removeOthers(than names: Set<String>) async {
        let known = (try? await catalogue.read { try $0.collections().map(\.name) }) ?? []
        for name in known where !names.contains(name) {
            do {
                try await onThread { [catalogue] in try catalogue.remove(name) }
            } catch {
                states[name] = State(failure: "\(error)")
            }
        }
    }

    /// It takes seconds for a hundred thousand crystals: no thread of a task may be held for so long.
    private func onThread(_ work: @escaping @Sendable () throws -> Void) async throws {
        let outcome: Result<Void, any Error> = await withCheckedContinuation { done in
            Thread.detachNewThread { done.resume(returning: Result { try work() }) }
        }
        try outcome.get()
    }

    private func index(_ source: Source) async {
        states[source.name] = State(progress: 0)
        let catalogue = catalogue
        do {
            try await onThread {
                _ = try catalogue.index(store: source.store.path, as: source.name) { progress in
                    let share = Double(progress.done) / Double(max(1, progress.total))
                    Task { await self.tell(source.name, share) }
                }
            }
            states[source.name] = State()
        } catch {
            states[source.name] = State(failure: "\(error)")
        }
    }

    private func tell(_ name: String, _ share: Double) {
        // Messages overtake each other: the last word is that there is nothing more to do.
        if states[name]?.progress != nil { states[name]?.progress = share }
    }
}
