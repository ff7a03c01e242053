internal import Crystals

/// The first rung: networks on everything, chunk by chunk, in constant memory.
///
/// A chunk is predicted on several threads and recorded in one transaction, so a run that is
/// stopped goes on at the next chunk. What a crystal gets depends on neither the number of threads
/// nor its neighbours in the chunk.
public struct FirstRung: Sendable {
    private let bench: PredictionBench
    private let chunkSize: Int

    public init(models: ModelSet, threads: Int, chunkSize: Int = 512) {
        precondition(threads > 0 && chunkSize > 0, "\(threads) threads, chunks of \(chunkSize)")
        bench = PredictionBench(models: models, threads: threads)
        self.chunkSize = chunkSize
    }

    /// How far the run has come, after a chunk.
    public struct Progress: Sendable {
        /// Entries with a verdict.
        public var examined: Int
        /// The hardest crystal of the chunk, for a line of progress; nil if all were rejected.
        public var hardest: ScreenedCrystal?
    }

    /// Examines what the ledger has not yet examined.
    ///
    /// - Returns: false if `isInterrupted` said to stop before the end.
    public func run(
        on source: some ScreeningSource, into ledger: some Ledger,
        isInterrupted: @Sendable () -> Bool = { false },
        onProgress: (Progress) throws -> Void = { _ in }
    ) async throws -> Bool {
        var first = try ledger.entriesExamined()
        let entries = try source.entries(from: first)
        while !isInterrupted() {
            let chunk = try entries.next(chunkSize)
            if chunk.isEmpty { return true }
            let screened = await screen(chunk, from: first)
            try ledger.append(screened)
            first += chunk.count
            let hardest = screened.crystals.map(\.row).max {
                ($0.quantities[.hardness] ?? 0) < ($1.quantities[.hardness] ?? 0)
            }
            try onProgress(Progress(examined: first, hardest: hardest))
        }
        return false
    }

    /// The verdicts on one chunk, whose first entry is number `first`.
    func screen(_ entries: [ScreeningEntry], from first: Int) async -> ScreenedChunk {
        chunk(await bench.examine(entries, from: first), first: first)
    }

    private func chunk(_ outcomes: [PredictionBench.Outcome], first: Int) -> ScreenedChunk {
        var crystals: [(row: ScreenedCrystal, structure: Crystal)] = []
        var rejections: [Rejection] = []
        for outcome in outcomes {
            switch outcome {
            case .ranked(let row, let structure): crystals.append((row, structure))
            case .rejected(let rejection): rejections.append(rejection)
            }
        }
        return ScreenedChunk(
            first: first, count: outcomes.count, crystals: crystals, rejections: rejections,
            origins: bench.origins)
    }
}
