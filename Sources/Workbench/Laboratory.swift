internal import Foundation
internal import Store

/// The folder of a laboratory, and everything in it: the library of what was imported, the runs, and the
/// catalogue over all of them.
final class Laboratory: Sendable {
    let folder: URL
    let jobs: JobTable
    /// Held as long as the program runs: two would start every run twice.
    private let lock: FolderLock

    /// Opens the folder, made if it is not there.
    ///
    /// - Throws: ``LaboratoryFailure`` where it cannot be made, or another program has it.
    init(_ folder: URL) throws {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw LaboratoryFailure("cannot make the folder \(folder.path)")
        }
        lock = try FolderLock(folder)
        Upload.removeLeftovers(in: folder)
        jobs = try JobTable(path: folder.appending(path: "runs.sqlite").path)
        removeExports()
    }

    private static let exported = "exported-"

    /// A file of what is written for a training until that has it.
    func newExport() -> URL {
        folder.appending(path: "\(Self.exported)\(UUID().uuidString).jsonl")
    }

    /// What earlier programs left when they were killed.
    private func removeExports() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasPrefix(Self.exported) {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    /// What was imported here.
    var library: URL { folder.appending(path: "library.sqlite") }

    func run(_ id: Int) -> RunFolder { RunFolder(id, in: folder) }
}

/// Why a laboratory cannot be opened.
public struct LaboratoryFailure: Error, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }
}

/// A lock on a folder that ends with the program, however that ends.
private final class FolderLock: Sendable {
    private let descriptor: Int32

    init(_ folder: URL) throws {
        let path = folder.appending(path: "lock").path
        descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw LaboratoryFailure("cannot write in the folder \(folder.path)")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw LaboratoryFailure(
                "another kimberlite serve has the folder \(folder.path); stop it, or give another "
                    + "--folder")
        }
    }

    deinit { close(descriptor) }
}
