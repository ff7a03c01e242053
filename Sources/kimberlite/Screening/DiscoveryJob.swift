internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// All that a discovery needs but a place to keep it.
struct DiscoveryJob {
    var source: any ScreeningSource
    var models: ModelSet
    var ladder: Ladder
    var record: RunRecord

    /// - Throws: ``CommandFailure`` where the folder holds another run.
    func run(in folder: DiscoveryFolder) throws -> ScreeningRun {
        do {
            return try ScreeningRun(
                record: record, ladder: ladder, models: models, ledger: folder.ledger)
        } catch let mismatch as RunMismatch {
            throw CommandFailure(mismatch.description)
        }
    }
}

/// The inputs of a run for its record.
enum InputRecords {
    static func of(_ arguments: [String]) -> [RunRecord.Input] {
        arguments.map { record(of: $0, in: CrystalInputs.files(of: $0)) }
    }

    /// A store is its file and, after an import that was killed, the log that is not yet in it.
    static func ofStore(_ path: String) -> RunRecord.Input {
        let log = path + "-wal"
        let attributes = try? FileManager.default.attributesOfItem(atPath: log)
        let hasLog = (attributes?[.size] as? NSNumber)?.intValue ?? 0 > 0
        return record(of: path, in: hasLog ? [path, log] : [path])
    }

    private static func record(of argument: String, in files: [String]) -> RunRecord.Input {
        let name = argument == "-" ? "standard input" : argument
        guard argument != "-", files.allSatisfy(FileState.isRepeatable) else {
            return RunRecord.Input(name: name, files: files.count, bytes: 0, digest: "")
        }
        var bytes = 0
        // Names count too: an id may come from them.
        var digests = ""
        for file in files {
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            bytes += (attributes?[.size] as? NSNumber)?.intValue ?? 0
            let digest = (try? ContentHash.sha256(ofFile: file)) ?? "unreadable"
            digests += files.count == 1 ? digest : "\(digest)  \(file)\n"
        }
        let digest =
            files.count == 1 ? digests : ContentHash.sha256(Data(digests.utf8))
        return RunRecord.Input(name: name, files: files.count, bytes: bytes, digest: digest)
    }
}
