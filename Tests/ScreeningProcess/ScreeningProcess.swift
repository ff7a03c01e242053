import Crystals
import Discovery
import Foundation
import ScreeningFixtures
import Store

/// A whole screening in a process of its own, which tests may kill: hypothetical crystals, the
/// predictor of the fixtures, a SQLite store and the report.
///
///     ScreeningProcess FOLDER CRYSTALS THREADS CHUNK MICROSECONDS-A-CRYSTAL
@main
enum ScreeningProcess {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 6, let count = Int(arguments[2]), let threads = Int(arguments[3]),
            let chunk = Int(arguments[4]), let delay = Double(arguments[5])
        else {
            print("usage: ScreeningProcess FOLDER CRYSTALS THREADS CHUNK MICROSECONDS")
            exit(64)
        }
        let folder = arguments[1]
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let store = try CrystalStore(path: folder + "/kimberlite.sqlite")
        try screen(
            count, into: ScreeningLedger(store), folder, threads: threads, chunk: chunk,
            delay: delay * 1e-6)
        try store.checkpoint()
    }

    /// Tells whoever waits how far it is.
    private static func say(_ stage: String) {
        FileHandle.standardOutput.write(Data("\(stage)\n".utf8))
    }

    private static func screen(
        _ count: Int, into ledger: ScreeningLedger, _ folder: String, threads: Int, chunk: Int,
        delay: Double
    ) throws {
        let ladder = Ladder.standard
        let models = try ModelSet(
            [CohenPredictor(delay: delay)], sizesCrystals: true, ladder: ladder)
        let record = RunRecord(
            command: "kimberlite discover --budget \(count) --seed 1", version: "test", seed: 1,
            budget: count, models: models.record, ladder: ladder.yaml)
        let run = try ScreeningRun(record: record, ladder: ladder, models: models, ledger: ledger)
        // Few elements make few candidates, and those quickly.
        let few = Set(["B", "C", "N", "O", "Si", "Ti", "Zr", "W"].compactMap { Element($0) })
        let source = CandidateSource(
            count > 2000
                ? CandidateGenerator(seed: 1, budget: count)
                : CandidateGenerator(seed: 1, budget: count, elements: few))
        say("screening")
        let clock = ContinuousClock()
        let predicting = try clock.measure {
            _ = try run.predict(source, threads: threads, chunkSize: chunk)
        }
        say("ranking")
        var ranking: Ranking?
        let ranked = try clock.measure { ranking = try run.rank() }
        guard let ranking else { return }
        let exports = ScreeningReport.Exports(
            cif: { "data_\($0.id)\n" },
            dftInputs: { record, _ in [.init(name: "pw.in", text: "! \(record.id)\n")] },
            qualities: Samples.qualities(seed: 3), landmarks: Samples.landmarks)
        let reported = try clock.measure {
            let summary = try ScreeningReport(
                run: run, ranking: ranking, ledger: ledger, exports: exports
            ).write(to: folder)
            print(summary.funnel)
        }
        print("predicted in \(predicting), ranked in \(ranked), reported in \(reported)")
    }
}
