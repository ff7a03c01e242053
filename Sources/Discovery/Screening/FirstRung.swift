internal import Crystals
internal import Tensors

/// The first rung: networks on everything, chunk by chunk, in constant memory.
///
/// Each thread screens whole chunks, and each chunk is recorded in one transaction, so a run that is
/// stopped goes on at the next chunk. What a crystal gets depends on neither the number of threads nor
/// its neighbours in the chunk.
public struct FirstRung: Sendable {
    private let bench: PredictionBench
    private let threads: Int
    private let chunkSize: Int

    /// Entries of a chunk: enough for a transaction to cost little, few enough for all threads to end
    /// at about the same time.
    public static let chunkSize = 256

    public init(models: ModelSet, threads: Int, chunkSize: Int = Self.chunkSize) {
        precondition(threads > 0 && chunkSize > 0, "\(threads) threads, chunks of \(chunkSize)")
        bench = PredictionBench(models: models)
        (self.threads, self.chunkSize) = (threads, chunkSize)
    }

    /// How far the run has come, after a chunk.
    public struct Progress: Sendable {
        /// Entries with a verdict.
        public var examined: Int
        /// The hardest crystal of the chunk, for a line of progress; nil if all were rejected.
        public var hardest: ScreenedCrystal?

        init(after chunk: ScreenedChunk) {
            examined = chunk.first + chunk.count
            hardest = chunk.crystals.map(\.row).max {
                ($0.quantities[.hardness] ?? 0) < ($1.quantities[.hardness] ?? 0)
            }
        }
    }

    /// Examines what the ledger has not yet examined.
    ///
    /// - Parameters:
    ///   - willAppend: called before each chunk is recorded.
    ///   - onProgress: called after that; neither is ever called by two threads at once.
    /// - Returns: false if `isInterrupted` said to stop before the end.
    public func run(
        on source: some ScreeningSource, into ledger: some Ledger,
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        willAppend: @escaping @Sendable () throws -> Void = {},
        onProgress: @escaping @Sendable (Progress) throws -> Void = { _ in }
    ) throws -> Bool {
        var first = try ledger.entriesExamined()
        let entries = try source.entries(from: first)
        return try Workers.inOrder(
            threads: threads,
            next: { [chunkSize] in
                let chunk = try entries.next(chunkSize)
                defer { first += chunk.count }
                return chunk.isEmpty ? nil : (chunk, first)
            },
            isInterrupted: isInterrupted,
            work: { bench.screen($0.0, from: $0.1) },
            finish: { chunk in
                try willAppend()
                try ledger.append(chunk)
                try onProgress(Progress(after: chunk))
            })
    }
}
