import Crystals
import Discovery
import Learning
import ScreeningFixtures
import Synchronization
import TestKit
import Testing

@Suite("Models of formation energy and gap in a screening")
struct LaterModelsTests {
    /// Some of what another predictor says, and how many crystals it was asked of.
    private final class Part: CrystalPredictor {
        let properties: [PredictedProperty]
        let fingerprint: String
        private let columns: [Int]
        private let count = Mutex(0)

        init(_ names: [String]) {
            let whole = CohenPredictor()
            columns = whole.properties.indices.filter { names.contains(whole.properties[$0].name) }
            properties = columns.map { whole.properties[$0] }
            fingerprint = names.joined()
        }

        var asked: Int { count.withLock { $0 } }

        func predict(_ crystals: [Crystal]) -> [[Double]] {
            count.withLock { $0 += crystals.count }
            return CohenPredictor().predict(crystals).map { row in columns.map { row[$0] } }
        }
    }

    private static let source = CandidateSource(
        CandidateGenerator(
            seed: 2, budget: 500,
            elements: Set(["B", "C", "N", "Si", "Ti", "W", "U"].compactMap { Element($0) })))

    private static func rows(
        _ models: [any CrystalPredictor], _ ladder: Ladder
    ) throws -> (rows: [Int: (status: String, row: ScreenedCrystal)], funnel: Funnel) {
        let ledger = MemoryLedger()
        let run = try ScreeningRun(
            record: RunRecord(command: "c", version: "v", models: [], ladder: ladder.yaml),
            ladder: ladder,
            models: try ModelSet(models, sizesCrystals: true, ladder: ladder), ledger: ledger)
        _ = try run.predict(source, threads: 2, chunkSize: 90)
        let ranking = try run.rank()
        let reason = PlaceReason(ladder: ladder)
        var rows: [Int: (status: String, row: ScreenedCrystal)] = [:]
        try ledger.forEachPlaced { placement, row in
            rows[row.entry] = ("\(placement.rank) \(reason.status(placement, row))", row)
        }
        return (rows, ranking.funnel)
    }

    private static var ladder: Ladder {
        var ladder = Ladder.standard
        (ladder.rungs[1].budget, ladder.rungs[2].budget) = (5, 2)
        return ladder
    }

    @Test("are asked only of what the other filters let pass, and no crystal's place differs")
    func asked() throws {
        let moduli = Part(["K", "G", "volume"])
        let later = Part(["e_form", "band_gap"])
        let (found, funnel) = try Self.rows([later, moduli], Self.ladder)
        let (expected, whole) = try Self.rows([CohenPredictor()], Self.ladder)
        #expect(found.count > 300 && found.keys == expected.keys)
        let stopped = funnel.filtered.filter { $0.key != .maximumFormationEnergy }.values
            .reduce(0, +)
        #expect(later.asked == funnel.ranked - stopped)
        #expect(stopped > 100 && later.asked > 50, "control")
        for (entry, (status, row)) in found {
            let full = try #require(expected[entry])
            #expect(status == full.status)
            let known = row.quantities[.formationEnergy]
            #expect(known == nil || known == full.row.quantities[.formationEnergy])
            #expect((known == nil) == (row.quantities[.bandGap] == nil))
            #expect(known != nil || status.hasSuffix("filtered"))
            #expect(row.quantities[.hardness] == full.row.quantities[.hardness])
        }
        #expect(funnel == whole)
        let unknown = found.values.count { $0.row.quantities[.formationEnergy] == nil }
        #expect(unknown == stopped)
    }

    @Test("do not take the word from a model that is asked of all")
    func overlapping() throws {
        struct Liar: CrystalPredictor {
            let properties = [
                PredictedProperty(name: "e_form", unit: "eV/atom"),
                PredictedProperty(name: "band_gap", unit: "eV"),
            ]
            let fingerprint = "liar"
            func predict(_ crystals: [Crystal]) -> [[Double]] { crystals.map { _ in [-9, 7] } }
        }
        let all = Part(["K", "G", "volume", "e_form"])
        let (found, _) = try Self.rows([Liar(), all], Self.ladder)
        let (expected, _) = try Self.rows([CohenPredictor()], Self.ladder)
        for (entry, (_, row)) in found {
            let full = try #require(expected[entry]).row.quantities
            #expect(row.quantities[.formationEnergy] == full[.formationEnergy])
            #expect([nil, 7].contains(row.quantities[.bandGap]))
        }
        #expect(found.values.contains { $0.row.quantities[.bandGap] == 7 }, "control")
    }

    @Test("are asked of every crystal by a ladder without filters")
    func everyone() throws {
        let later = Part(["e_form"])
        let ladder = Ladder(rungs: [.init(name: "networks", kind: .networks)])
        let (found, funnel) = try Self.rows([Part(["K", "G", "volume"]), later], ladder)
        #expect(later.asked == funnel.ranked)
        #expect(found.values.allSatisfy { $0.row.quantities[.formationEnergy] != nil })
    }
}
