import Crystals
import Discovery
import Foundation
import Store
import TestKit
import Testing

@Suite("The ledger in SQLite")
struct LedgerTests {
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
