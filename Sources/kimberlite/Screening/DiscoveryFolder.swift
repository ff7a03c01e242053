internal import Discovery
internal import Foundation
internal import Store

/// The folder of a discovery: its store, its results, and a log with the times that nothing else
/// in it holds.
struct DiscoveryFolder {
    let path: String
    let store: CrystalStore
    let ledger: ScreeningLedger

    /// - Throws: ``CommandFailure`` where it cannot be used.
    init(_ path: String, restarting: Bool) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure("cannot make the folder \(path): \(error.localizedDescription)")
        }
        try Self.checkStrangers(path)
        if restarting { try Self.clear(path) }
        do {
            store = try CrystalStore(path: path + "/" + Self.database)
        } catch {
            throw CommandFailure(error.description)
        }
        ledger = ScreeningLedger(store)
    }

    /// Written when all is ranked.
    private static let results = [
        "candidates.csv", "shortlist.csv", "rejected.csv", "ashby.svg", "report.html",
    ]
    private static let folders = ["cif", "quantum-espresso"]
    private static let database = "kimberlite.sqlite"

    /// - Throws: Where the results would become inputs of their own run, or take the place of what is to
    ///   be screened.
    static func check(_ path: String, besides inputs: [String], store: String?) throws {
        func real(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardized.path
        }
        func isWithin(_ path: String, _ folder: String) -> Bool {
            path == folder || path.hasPrefix(folder + "/")
        }
        for input in inputs where input != "-" {
            if isWithin(real(path), real(input)) {
                throw CommandFailure(
                    "the results in \(path) would lie within the input \(input), and be read "
                        + "as inputs next time; give a folder outside of it")
            }
            for folder in folders where isWithin(real(input), real(path + "/" + folder)) {
                throw CommandFailure(
                    "\(input) is where \(path) has its results; name another --output")
            }
        }
        if let store, real(store) == real(path + "/" + database) {
            throw CommandFailure("\(store) is where \(path) keeps its run; name another --output")
        }
    }

    /// - Throws: Where files would be lost that stand in the folder and that no run has made.
    private static func checkStrangers(_ path: String) throws(CommandFailure) {
        let manager = FileManager.default
        if manager.fileExists(atPath: path + "/" + database) { return }
        for name in results + folders where manager.fileExists(atPath: path + "/" + name) {
            throw CommandFailure(
                "\(path)/\(name) is there, and the folder holds no run of discover; name another "
                    + "--output, or take it away")
        }
    }

    /// Takes away an earlier run, its store last: without that the rest would be a stranger's.
    /// Folders of calculations stay where anything was added to them.
    private static func clear(_ path: String) throws {
        let manager = FileManager.default
        let made = results + [database + "-wal", database + "-shm", database]
        for name in made where manager.fileExists(atPath: path + "/" + name) {
            try manager.removeItem(atPath: path + "/" + name)
        }
        try? manager.removeItem(atPath: path + "/cif")
        let calculations = path + "/quantum-espresso"
        for name in (try? manager.contentsOfDirectory(atPath: calculations)) ?? [] {
            let folder = calculations + "/" + name
            let files = Set((try? manager.contentsOfDirectory(atPath: folder)) ?? [])
            if files.isSubset(of: DFTInputs.names) {
                try manager.removeItem(atPath: folder)
            } else {
                Console.warning("\(folder) holds files of its own and stays")
            }
        }
    }

    /// Adds a line to run.log: the one file with times in it.
    func log(_ event: String, after duration: Duration? = nil) {
        let seconds =
            duration.map { " after \(decimalPoint($0 / .seconds(1), decimals: 1)) s" } ?? ""
        let stamp = Date().formatted(.iso8601)
        let line = "\(stamp) \(event)\(seconds)\n"
        let place = path + "/run.log"
        if let file = FileHandle(forWritingAtPath: place) {
            _ = try? file.seekToEnd()
            try? file.write(contentsOf: Data(line.utf8))
            try? file.close()
        } else {
            _ = FileManager.default.createFile(atPath: place, contents: Data(line.utf8))
        }
    }
}
