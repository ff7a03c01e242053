import Crystals
import Discovery
import Foundation
import Learning
import ScreeningFixtures
import Synchronization
import TestKit
import Testing

@Suite("A screening")
struct ScreeningRunTests {
    private static let models = try? ModelSet(
        [CohenPredictor()], sizesCrystals: true, ladder: .standard)
    private static let source = CandidateSource(
        CandidateGenerator(
            seed: 1, budget: 700,
            elements: Set(
                ["Be", "B", "C", "N", "O", "Si", "Ti", "W", "Re"].compactMap { Element($0) })))
    /// The built-in ladder with fewer places: what a place costs is not what is tested.
    private static let ladder: Ladder = {
        var ladder = Ladder.standard
        (ladder.rungs[1].budget, ladder.rungs[2].budget) = (25, 8)
        return ladder
    }()
    private static let record = RunRecord(
        command: "c", version: "test", models: [], ladder: ladder.yaml)

    private static func run(_ ledger: MemoryLedger) throws -> ScreeningRun {
        try ScreeningRun(
            record: record, ladder: ladder, models: try #require(models), ledger: ledger)
    }

    private static func outcome(_ ledger: MemoryLedger) throws -> [String] {
        var lines: [String] = []
        _ = try run(ledger).rank()
        try ledger.forEachPlaced { placement, row in lines.append("\(placement) \(row)") }
        try ledger.forEachRejection { lines.append("\($0)") }
        return lines
    }

    /// The outcome of one chunk on one thread, computed once for the tests that compare with it.
    private static let calm = Result {
        let ledger = MemoryLedger()
        let isComplete = try run(ledger).predict(source, threads: 1, chunkSize: 700)
        #expect(isComplete)
        return try outcome(ledger)
    }

    private static func calmOutcome() throws -> [String] { try calm.get() }

    @Test("gives every input one verdict, and counts that add up")
    func verdicts() throws {
        let ledger = MemoryLedger()
        let run = try Self.run(ledger)
        _ = try run.predict(Self.source, threads: 2, chunkSize: 100)
        let ranking = try run.rank()
        var rejected = 0
        try ledger.forEachRejection { _ in rejected += 1 }
        let funnel = ranking.funnel
        #expect(funnel.examined == 700)
        #expect(funnel.ranked + rejected == 700)
        #expect(funnel.rejected == rejected)
        #expect(funnel.eligible + funnel.filtered.values.reduce(0, +) == funnel.ranked)
        #expect(rejected > 0 && funnel.eligible > 100 && funnel.filtered.count > 1)
        #expect(funnel.reached == [25, 8])
        // What stood before a rung was taken, stopped with a reason, or not looked at.
        var before = funnel.eligible
        for (rung, step) in zip(run.ladder.rungs.dropFirst(), funnel.steps) {
            let lost = step.losses(before: rung).map(\.count)
            #expect(step.taken + lost.reduce(0, +) == before && !lost.contains(0))
            before = step.taken
        }
        #expect(funnel.steps[0].waiting > 0)
        #expect(ranking.placements.map(\.rank) == Array(1...funnel.ranked))
        #expect(Set(ranking.placements.map(\.entry)).count == funnel.ranked)
    }

    @Test("counts who is stopped by a rung's filter, though its places were taken before")
    func stoppedBehindTheLast() throws {
        let ledger = MemoryLedger()
        _ = try Self.run(ledger).predict(Self.source, threads: 2, chunkSize: 100)
        func refined(_ ladder: Ladder) throws -> (Funnel, [Double]) {
            let ranking = try Ranking(of: ledger, by: ladder)
            let hardness = try ranking.placements.filter { $0.rung >= 1 }.compactMap {
                try ledger.crystal(at: $0.entry)?.quantities[.hardness]
            }
            return (ranking.funnel, hardness)
        }
        var ladder = Self.ladder
        let limit = try #require(refined(ladder).1.sorted().dropFirst(20).first)
        (ladder.rungs[2].budget, ladder.rungs[2].filters.minimumHardness) = (1, limit)
        let (funnel, hardness) = try refined(ladder)
        #expect(hardness.count == 25 && hardness.count { $0 < limit } == 20)
        #expect(funnel.steps[1].filtered[.minimumHardness] == 20)
        #expect(funnel.steps[1].taken == 1 && funnel.steps[1].waiting == 4)
    }

    @Test("depends on neither the number of threads nor the size of a chunk", arguments: [1, 2, 5])
    func threads(count: Int) throws {
        let ledger = MemoryLedger()
        _ = try Self.run(ledger).predict(
            Self.source, threads: count, chunkSize: 60 * count + 1)
        let outcome = try Self.outcome(ledger)
        #expect(try outcome == Self.calmOutcome())
        #expect(outcome.count == 700)
    }

    @Test("stopped after any chunk and run again ends the same")
    func interruption() throws {
        let ledger = MemoryLedger()
        var stops = 0
        while true {
            let chunks = Atomic<Int>(0)
            let isComplete = try Self.run(ledger).predict(
                Self.source, threads: 1, chunkSize: 64,
                isInterrupted: { chunks.add(1, ordering: .relaxed).newValue > 3 })
            if isComplete { break }
            stops += 1
        }
        #expect(stops == 3)
        #expect(try Self.outcome(ledger) == Self.calmOutcome())
    }

    @Test("with another record on the same ledger is refused with what differs")
    func mismatch() throws {
        let ledger = MemoryLedger()
        _ = try Self.run(ledger)
        var other = Self.record
        other.seed = 3
        let error = #expect(throws: RunMismatch.self) {
            try ScreeningRun(
                record: other, ladder: Self.ladder, models: try #require(Self.models),
                ledger: ledger)
        }
        #expect(error?.description.contains("its seed is none, not 3") == true)
        #expect(error?.description.contains("--restart") == true)
    }

    @Test("refines exactly the crystals that reached the Debye rung")
    func refinement() throws {
        let ledger = MemoryLedger()
        let run = try Self.run(ledger)
        _ = try run.predict(Self.source, threads: 2)
        _ = try run.rank()
        var refined = 0
        try ledger.forEachPlaced { placement, row in
            #expect((row.quantities[.heatCapacity] != nil) == (placement.rung > 0))
            refined += placement.rung > 0 ? 1 : 0
        }
        #expect(refined == 25)
    }

    @Test("says of every place why, and the sentence names no stranger")
    func reasons() throws {
        let ledger = MemoryLedger()
        let run = try Self.run(ledger)
        _ = try run.predict(Self.source, threads: 2)
        let ranking = try run.rank()
        var names = PlaceNames(
            ranking.placements, by: run.ladder.ranking, crystal: ledger.crystal(at:))
        let reason = PlaceReason(ladder: run.ladder)
        var statuses: [String: Int] = [:]
        try ledger.forEachPlaced { placement, row in
            let text = reason(placement, row, others: try names.others(than: placement))
            let status = reason.status(placement, row)
            statuses[status, default: 0] += 1
            #expect(text.contains(status == "shortlisted" ? "Passed every rung" : "Stopped after"))
            #expect(text.contains("Front \(placement.front)") && !text.contains("?"))
            for rival in placement.rivals {
                let id = try #require(try ledger.crystal(at: rival)).id
                #expect(text.contains(id))
            }
        }
        #expect(statuses["shortlisted"] == 8)
        #expect(statuses["refined"] == 17)
        #expect((statuses["screened"] ?? 0) > 0 && (statuses["filtered"] ?? 0) > 0)
    }

    @Test("keeps every promise of a ledger in memory too")
    func memoryLedger() throws {
        #expect(try LedgerContract.violations { MemoryLedger() } == [])
    }

    @Test("needs models for the moduli, and for the volume where crystals have no size")
    func missingModels() throws {
        let error = #expect(throws: MissingModels.self) {
            try ModelSet([OnlyBulk()], sizesCrystals: true, ladder: .standard)
        }
        #expect(error?.quantities == [.shearModulus, .predictedVolume, .formationEnergy])
        let ladder = Ladder(rungs: Array(Ladder.standard.rungs.prefix(1)))
        let fewer = #expect(throws: MissingModels.self) {
            try ModelSet([OnlyBulk()], sizesCrystals: false, ladder: ladder)
        }
        #expect(fewer?.quantities == [.shearModulus])
    }

    private struct OnlyBulk: CrystalPredictor {
        let properties = [PredictedProperty(name: "K", unit: "GPa")]
        let fingerprint = ""
        func predict(_ crystals: [Crystal]) -> [[Double]] { crystals.map { _ in [100] } }
    }
}
