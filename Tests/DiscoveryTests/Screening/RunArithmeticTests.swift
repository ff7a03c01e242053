import Crystals
import Discovery
import Foundation
import Learning
import ScreeningFixtures
import TestKit
import Testing

@Suite("The arithmetic in the record of a run")
struct RunArithmeticTests {
    private static func record(_ arithmetic: [String]?) -> RunRecord {
        RunRecord(
            command: "c", version: "1", models: [], ladder: Ladder.standard.yaml,
            arithmetic: arithmetic.map { ArithmeticHistory($0) })
    }

    private static func run(_ record: RunRecord, _ ledger: MemoryLedger) throws -> ScreeningRun {
        let models = try ModelSet([CohenPredictor()], sizesCrystals: true, ladder: .standard)
        return try ScreeningRun(
            record: record, ladder: .standard, models: models, ledger: ledger)
    }

    private static let source = CandidateSource(
        CandidateGenerator(
            seed: 1, budget: 20, elements: Set(["C", "Si"].compactMap { Element($0) })))

    @Test("a run may be gone on with by another arithmetic, and both are recorded")
    func another() throws {
        let ledger = MemoryLedger()
        #expect(try Self.run(Self.record(["one"]), ledger).otherArithmetic == nil)
        #expect(try Self.run(Self.record(["one"]), ledger).otherArithmetic == nil)
        let second = try Self.run(Self.record(["two"]), ledger)
        #expect(second.otherArithmetic?.parts == ["one"])
        #expect(try second.record.arithmetic?.parts == ["one"], "it has computed nothing yet")
        _ = try second.predict(Self.source, threads: 1)
        #expect(try second.record.arithmetic?.parts == ["one", "two"])
        #expect(try ledger.runRecord()?.arithmetic?.parts == ["one", "two"])
        // What is found finished is not computed by who finds it.
        let third = try Self.run(Self.record(["three"]), ledger)
        #expect(try third.predict(Self.source, threads: 1))
        #expect(try third.record.arithmetic?.parts == ["one", "two"])
        #expect(try Self.run(Self.record(["one"]), ledger).otherArithmetic?.parts == ["two"])
    }

    @Test("a run of a version that did not record it may be gone on with, which is said")
    func older() throws {
        let ledger = MemoryLedger()
        _ = try Self.run(Self.record(nil), ledger)
        let run = try Self.run(Self.record(["one"]), ledger)
        #expect(run.otherArithmetic?.parts.count == 1)
        _ = try run.predict(Self.source, threads: 1)
        #expect(try ledger.runRecord()?.arithmetic?.parts.last == "one")
        let text = #"{"command":"c","inputs":[],"ladder":"l","models":[],"version":"0.1.0"}"#
        let read = try JSONDecoder().decode(RunRecord.self, from: Data(text.utf8))
        #expect(read.arithmetic == nil && read.version == "0.1.0")
    }
}
