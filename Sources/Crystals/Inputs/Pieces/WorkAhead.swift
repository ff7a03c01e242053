internal import Foundation
internal import Synchronization

/// Gives what becomes of one piece of work after another, in the order of the pieces, while several
/// threads work ahead of whoever asks.
///
/// The results are those of one thread, whatever the number. No more than ``ahead`` pieces a
/// thread are finished or in hand at a time, so that memory does not grow with the work. Given up
/// before its end, it waits until each thread is done with the piece in its hand.
final class WorkAhead<Piece, Result>: IteratorProtocol {
    private let shared: Shared
    private let threads: Int
    private var given = 0

    /// - Parameters:
    ///   - threads: One of them works when it is asked, on the thread that asks.
    ///   - pieces: Gives the next piece; called by one thread at a time, until it gives nil.
    ///   - work: Called by several threads at once.
    init(
        threads: Int, pieces: @escaping () -> Piece?,
        work: @escaping @Sendable (Piece) -> Result
    ) {
        precondition(threads > 0, "\(threads) threads")
        self.threads = threads
        shared = Shared(room: WorkAheadLimit.pieces * threads, pieces, work)
        guard threads > 1 else { return }
        for _ in 0..<threads {
            Thread.detachNewThread { [shared] in shared.takeTurns() }
        }
    }

    deinit { if threads > 1 { shared.stop(threads) } }

    func next() -> Result? {
        guard threads > 1 else { return shared.take().map { shared.work($0.piece) } }
        guard let result = shared.result(given, of: threads) else { return nil }
        given += 1
        return result
    }

    /// What the threads and the one who asks have in common.
    private final class Shared: @unchecked Sendable {
        let work: @Sendable (Piece) -> Result
        private let pieces: () -> Piece?
        private let room: DispatchSemaphore
        private let isStopped = Atomic<Bool>(false)
        /// Held while a piece is taken.
        private let turn = NSLock()
        private var taken = 0
        private var isOver = false
        /// Held while results change hands.
        private let change = NSCondition()
        private var results: [Int: Result] = [:]
        private var threadsDone = 0

        init(
            room: Int, _ pieces: @escaping () -> Piece?,
            _ work: @escaping @Sendable (Piece) -> Result
        ) {
            (self.pieces, self.work) = (pieces, work)
            self.room = DispatchSemaphore(value: 0)
            for _ in 0..<room { self.room.signal() }
        }

        func take() -> (piece: Piece, number: Int)? {
            turn.withLock {
                if isOver { return nil }
                guard let piece = pieces() else {
                    isOver = true
                    return nil
                }
                taken += 1
                return (piece, taken - 1)
            }
        }

        /// What each thread does.
        func takeTurns() {
            while true {
                room.wait()
                guard !isStopped.load(ordering: .relaxed), let (piece, number) = take() else {
                    break
                }
                let result = work(piece)
                change.withLock {
                    results[number] = result
                    change.broadcast()
                }
            }
            // The others need no room to see that there is no more work.
            room.signal()
            change.withLock {
                threadsDone += 1
                change.broadcast()
            }
        }

        /// The result of a piece; nil where there is no such piece.
        func result(_ number: Int, of threads: Int) -> Result? {
            let result = change.withLock {
                while results[number] == nil, threadsDone < threads { change.wait() }
                return results.removeValue(forKey: number)
            }
            if result != nil { room.signal() }
            return result
        }

        func stop(_ threads: Int) {
            isStopped.store(true, ordering: .relaxed)
            room.signal()
            change.withLock { while threadsDone < threads { change.wait() } }
        }
    }
}

/// Pieces a thread that are finished or in hand at a time: one is worked on while another waits.
private enum WorkAheadLimit { static let pieces = 3 }
