internal import Crystals
internal import Discovery
internal import Learning
internal import Tensors

/// A screening of the program's own candidates as `discover` does it, chunk by chunk, in memory.
struct PracticalScreening: Sendable {
    let count: Int
    let ladder: Ladder
    let models: ModelSet
    let ledger = MemoryLedger()
    let run: ScreeningRun
    private let candidates: CandidateSource

    /// Entries of one thread between two frames.
    private static let chunk = 32

    init(candidates: Int, seed: UInt64, ladder: Ladder) throws {
        let generator = CandidateGenerator(seed: seed, budget: candidates)
        (count, self.ladder) = (generator.count, ladder)
        self.candidates = CandidateSource(generator)
        do {
            models = try ModelSet(
                try ShippedModels.ofCrystals(), sizesCrystals: true, ladder: ladder)
        } catch let missing as MissingModels {
            throw StepRefusal(missing.description)
        }
        let record = RunRecord(
            command: "", version: "", seed: seed, budget: candidates, models: models.record,
            ladder: ladder.yaml)
        run = try ScreeningRun(record: record, ladder: ladder, models: models, ledger: ledger)
    }

    /// Predicts all.
    ///
    /// - Parameter progress: told the entries that have a verdict since it was told before.
    func predict(progress: (Range<Int>) throws -> Void) throws {
        let threads = Workers.count
        var first = 0
        while first < count {
            let end = min(first + threads * Self.chunk, count)
            _ = try run.predict(
                Beginning(source: candidates, end: end), threads: threads, chunkSize: Self.chunk)
            try progress(first..<end)
            first = end
        }
    }

    /// The entries of a source up to one of them.
    private struct Beginning: ScreeningSource {
        var source: CandidateSource
        var end: Int

        func count() -> Int? { end }

        func entries(from first: Int) -> ScreeningEntries {
            let entries = source.entries(from: first)
            var left = end - first
            return ScreeningEntries {
                left -= 1
                return left >= 0 ? try entries.next() : nil
            }
        }
    }
}

extension ScreenedCrystal {
    /// What filters look at.
    var filterFacts: Filters.Facts {
        Filters.Facts(
            quantities: quantities, elements: elements, sites: primitiveSites,
            isOrdered: isOrdered)
    }
}
