import Crystals
import Discovery
import Foundation
import Store
import TestKit
import Testing

@Suite("The ledger in SQLite")
struct LedgerTests {
    @Test("finds the quantities of stores of every version by the names they have there")
    func names() {
        let names = [
            "K", "G", "E", "poisson", "hardness", "toughness", "e_form", "band_gap", "volume",
            "volume_per_atom", "debye_temperature", "hardness_chen", "hardness_tian",
            "toughness_niu", "density", "sound_velocity", "grueneisen", "heat_capacity", "entropy",
            "thermal_expansion", "thermal_conductivity", "K_low", "K_high", "G_low", "G_high",
            "hardness_low", "hardness_high", "toughness_low", "toughness_high", "e_form_low",
            "e_form_high", "synthesizability",
        ]
        #expect(Quantity.allCases.map(\.rawValue) == names)
    }

    @Test("keeps every promise of a ledger")
    func contract() throws {
        let folder = try TemporaryFolder()
        var count = 0
        let violations = try LedgerContract.violations {
            count += 1
            return ScreeningLedger(try CrystalStore(path: folder.path + "/\(count).sqlite"))
        }
        #expect(violations == [])
        #expect(count > 2)
    }

    @Test("remembers after it is closed and opened again")
    func reopening() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run.sqlite"
        let record = RunRecord(command: "c", version: "1", models: [], ladder: "l")
        let store = try CrystalStore(path: path)
        try ScreeningLedger(store).begin(record)
        try store.close()
        #expect(try ScreeningLedger(CrystalStore(path: path)).runRecord() == record)
    }

    @Test("of an earlier version is read as it was, and gone on with")
    func migration() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run.sqlite"
        try EarlierStore.make(path)
        let ledger = ScreeningLedger(try CrystalStore(path: path))
        #expect(try ledger.runRecord()?.command == "c")
        #expect(try ledger.entriesExamined() == 3)
        let first = try #require(try ledger.crystal(at: 0))
        #expect(
            first.quantities == Quantities([.bulkModulus: 100.25, .hardness: 30, .density: 3.5]))
        #expect(first.id == "a" && first.spaceGroup?.symbol == "Pm-3m" && first.primitiveSites == 2)
        #expect(try ledger.crystal(at: 1) == nil)
        var facts: [Int: Quantities] = [:]
        try ledger.forEachFact { facts[$0] = $1.quantities }
        #expect(facts == [0: first.quantities, 2: Quantities([.bulkModulus: 7])])
        var placed: [Placement] = []
        try ledger.forEachPlaced { placement, crystal in
            placed.append(placement)
            let alone = try ledger.crystal(at: placement.entry)
            #expect(alone == crystal)
        }
        #expect(
            placed == [
                Placement(entry: 2, rank: 1, front: 1, rung: 0, rivals: [0]),
                Placement(entry: 0, rank: 2, front: 1, rung: 0, rivals: [2]),
            ])
        let rejection = Rejection(
            entry: 3, id: "d", origin: "o", remark: Remark(category: "c", message: "m"))
        try ledger.append(
            ScreenedChunk(
                first: 3, count: 1, crystals: [], rejections: [rejection], origins: [:]))
        #expect(try ledger.entriesExamined() == 4)
        // What was screened later has a column that earlier versions had not.
        let scored = ScreenedCrystal(
            entry: 4, id: "e", formula: "MgO", spaceGroup: nil, origin: "o", sites: 2,
            primitiveSites: 2, isOrdered: true, elements: first.elements,
            quantities: Quantities([.synthesizability: 0.75]))
        try ledger.append(
            ScreenedChunk(
                first: 4, count: 1,
                crystals: [(scored, Crystal(lattice: .cubic(3), sites: []))], rejections: [],
                origins: [
                    .synthesizability: Origin(
                        kind: .network, name: "synthesizability", fingerprint: "00")
                ]))
        #expect(try ledger.crystal(at: 4) == scored)
        #expect(try ledger.crystal(at: 0)?.quantities[.synthesizability] == nil)
    }

    @Test("refuses numbers that come from elsewhere than those before")
    func origins() throws {
        let folder = try TemporaryFolder()
        let ledger = ScreeningLedger(try CrystalStore(path: folder.path + "/run.sqlite"))
        try ledger.begin(RunRecord(command: "c", version: "1", models: [], ladder: "l"))
        func chunk(_ first: Int, _ fingerprint: String) -> ScreenedChunk {
            let rejection = Rejection(
                entry: first, id: "a", origin: "o", remark: Remark(category: "c", message: "m"))
            let origin = Origin(kind: .network, name: "K", fingerprint: fingerprint)
            return ScreenedChunk(
                first: first, count: 1, crystals: [], rejections: [rejection],
                origins: [.bulkModulus: origin])
        }
        try ledger.append(chunk(0, "aa"))
        try ledger.append(chunk(1, "aa"))
        #expect(throws: LedgerError.self) { try ledger.append(chunk(2, "bb")) }
        #expect(try ledger.entriesExamined() == 2)
    }

    @Test("refuses a file that is no store, with its path and the reason")
    func foreignFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/notes.txt"
        let text = String(repeating: "not a database\n", count: 100)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: StoreError.self) { try CrystalStore(path: path) }
        #expect(error?.path == path)
        #expect(error?.reason.contains("not a database") == true)
    }

    @Test("throws where a chunk breaks the schema, and keeps nothing of it")
    func wholeChunkOrNone() throws {
        let folder = try TemporaryFolder()
        let ledger = ScreeningLedger(try CrystalStore(path: folder.path + "/run.sqlite"))
        try ledger.begin(RunRecord(command: "c", version: "1", models: [], ladder: "l"))
        let good = Rejection(
            entry: 0, id: "a", origin: "o", remark: Remark(category: "c", message: "m"))
        // A rejection without a reason.
        let mute = Rejection(
            entry: 1, id: "b", origin: "o", remark: Remark(category: "c", message: ""))
        let chunk = ScreenedChunk(
            first: 0, count: 2, crystals: [], rejections: [good, mute], origins: [:])
        #expect(throws: (any Error).self) { try ledger.append(chunk) }
        #expect(try ledger.entriesExamined() == 0)
    }
}
