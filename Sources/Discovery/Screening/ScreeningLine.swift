internal import Dispatch
internal import Synchronization

/// Chunks on their way from a source to a ledger, several at a time.
///
/// Each thread takes the next chunk, screens it and puts it down; whoever puts down the one that the
/// ledger waits for appends it, and those behind it that are ready. So reading, predicting and writing
/// go on beside each other, and the ledger gets the chunks in their order, whatever the threads do.
final class ScreeningLine: Sendable {
    private let source: Mutex<Reading>
    private let target: Mutex<Writing>
    private let chunkSize: Int
    /// Room for chunks that are taken and not yet appended, so that none runs far ahead of a slow one.
    private let room: DispatchSemaphore
    private let append: @Sendable (ScreenedChunk) throws -> Void

    private struct Reading {
        let entries: ScreeningEntries
        /// Of the next chunk the first entry.
        var next: Int
        var isAtEnd = false
    }

    fileprivate struct Writing {
        /// Of the chunk that is to be appended next the first entry.
        var next: Int
        var isBusy = false
        /// Put down out of turn, by first entry.
        var waiting: [Int: ScreenedChunk] = [:]
        var failure: (any Error)?
    }

    /// - Parameters:
    ///   - entries: those from number `first` on.
    ///   - room: for so many chunks on the way.
    ///   - append: called for each chunk in order, never by two threads at once.
    init(
        _ entries: sending ScreeningEntries, from first: Int, chunkSize: Int, room: Int,
        append: @escaping @Sendable (ScreenedChunk) throws -> Void
    ) {
        source = Mutex(Reading(entries: entries, next: first))
        target = Mutex(Writing(next: first))
        (self.chunkSize, self.append) = (chunkSize, append)
        self.room = DispatchSemaphore(value: room)
    }

    /// Screens chunks until there are no more, one fails, or `isInterrupted` says to stop.
    func work(
        isInterrupted: () -> Bool, screen: (_ entries: [ScreeningEntry], _ first: Int) -> ScreenedChunk
    ) {
        while let (entries, first) = take(isInterrupted) { put(screen(entries, first)) }
    }

    /// Whether all entries were screened, once every thread has ended its work.
    ///
    /// - Throws: What made reading or appending fail.
    func isComplete() throws -> Bool {
        if let failure = target.withLock({ $0.failure }) { throw failure }
        return source.withLock { $0.isAtEnd }
    }

    private func take(_ isInterrupted: () -> Bool) -> (entries: [ScreeningEntry], first: Int)? {
        room.wait()
        let taken = isStopped || isInterrupted() ? nil : read()
        // Whoever waits for room must learn of the end too.
        if taken == nil { room.signal() }
        return taken
    }

    private var isStopped: Bool { target.withLock { $0.failure != nil } }

    private func read() -> (entries: [ScreeningEntry], first: Int)? {
        do {
            return try source.withLock { source in
                if source.isAtEnd { return nil }
                let entries = try source.entries.next(chunkSize)
                source.isAtEnd = entries.isEmpty
                defer { source.next += entries.count }
                return entries.isEmpty ? nil : (entries, source.next)
            }
        } catch {
            fail(error)
            return nil
        }
    }

    private func put(_ chunk: ScreenedChunk) {
        var ready = target.withLock { $0.put(chunk) }
        while let chunk = ready {
            do {
                try append(chunk)
            } catch {
                fail(error)
            }
            room.signal()
            ready = target.withLock { $0.follow(chunk) }
        }
    }

    /// The first failure is the one to tell; what was read or screened after it is dropped.
    private func fail(_ error: any Error) {
        target.withLock { $0.failure = $0.failure ?? error }
    }
}

extension ScreeningLine.Writing {
    /// The chunk to append now, if nobody else is at it.
    fileprivate mutating func put(_ chunk: ScreenedChunk) -> ScreenedChunk? {
        waiting[chunk.first] = chunk
        return isBusy ? nil : takeNext()
    }

    fileprivate mutating func follow(_ chunk: ScreenedChunk) -> ScreenedChunk? {
        next = chunk.first + chunk.count
        return takeNext()
    }

    private mutating func takeNext() -> ScreenedChunk? {
        let ready = failure == nil ? waiting.removeValue(forKey: next) : nil
        isBusy = ready != nil
        return ready
    }
}
