internal import CZlib
internal import Foundation

/// A file that appears whole or not at all: written beside its place under another name, brought
/// to the disk, and renamed by ``commit()``. Dropped without a commit it leaves nothing behind.
///
/// A device or a pipe, such as /dev/null, is written as it is: a file in its place would not be it. A
/// link stays one, and the file that it leads to is replaced.
/// A path that ends in ".gz" is compressed; the bytes depend on the contents only.
public final class OutputFile {
    public let path: String
    /// Where the file is put: the path, or what it leads to if it is a link.
    private let destination: String
    /// nil where the path itself is written.
    private let temporary: String?
    private let descriptor: Int32
    private var stream: gzFile?

    /// Makes the folders on the way, and the temporary file.
    ///
    /// - Throws: ``FileError`` where the folder cannot be written to.
    public init(path: String) throws(FileError) {
        self.path = path
        let folder = Self.folder(of: path)
        if !folder.isEmpty {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw FileError(path: folder, operation: "create", reason: "\(error)")
            }
        }
        if Self.isDeviceOrPipe(path) {
            (destination, temporary) = (path, nil)
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.error(path, "open") }
        } else {
            let place = Self.behindLinks(path)
            let home = Self.folder(of: place)
            let own = place.split(separator: "/").last.map(String.init) ?? place
            let name = ".\(own).partial"
            let beside = home.isEmpty ? name : home + "/" + name
            (destination, temporary) = (place, beside)
            descriptor = try Self.claim(beside, for: path)
        }
        // "T" is zlib's word for writing the bytes as they are.
        stream = gzdopen(dup(descriptor), path.hasSuffix(".gz") ? "wb6" : "wbT")
        guard stream != nil else { throw Self.error(path, "create") }
    }

    deinit {
        guard let stream else { return }
        gzclose(stream)
        if let temporary { unlink(temporary) }
        close(descriptor)
    }

    /// What a link leads to, whether or not that is there; any other path as it is.
    private static func behindLinks(_ path: String) -> String {
        var place = path
        // As many as the system follows.
        for _ in 0..<40 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place)
            else { break }
            let folder = Self.folder(of: place)
            place = target.hasPrefix("/") || folder.isEmpty ? target : folder + "/" + target
        }
        return place
    }

    /// What stands before the last name; empty for a name alone, "/" for one in the root. Foundation's own
    /// traps for a path of one character (swift-corelibs-foundation of Swift 6.3).
    private static func folder(of path: String) -> String {
        let end = path.lastIndex { $0 != "/" }.map { path.index(after: $0) } ?? path.startIndex
        guard let slash = path[..<end].lastIndex(of: "/") else { return "" }
        let folder = path[..<slash]
        return folder.isEmpty ? "/" : String(folder)
    }

    private static func isDeviceOrPipe(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    public func write(_ text: String) throws(FileError) {
        try write(Array(text.utf8))
    }

    public func write(_ bytes: [UInt8]) throws(FileError) {
        precondition(stream != nil, "\(path) was committed before")
        var start = 0
        while start < bytes.count {
            // zlib counts in 32 bits.
            let count = min(bytes.count - start, 1 << 30)
            let written = bytes.withUnsafeBytes { buffer in
                gzwrite(stream, buffer.baseAddress.map { $0 + start }, UInt32(count))
            }
            guard written > 0 else { throw Self.error(path, "write") }
            start += count
        }
    }

    /// Puts the file in its place, over one that was there.
    public func commit() throws(FileError) {
        precondition(stream != nil, "\(path) was committed before")
        let closed = gzclose(stream)
        stream = nil
        // Renamed before it is closed: closing gives up the claim on the temporary name.
        defer { close(descriptor) }
        guard let temporary else {
            guard closed == Z_OK else { throw Self.error(path, "write") }
            return
        }
        guard closed == Z_OK, fsync(descriptor) == 0, rename(temporary, destination) == 0
        else {
            let error = Self.error(path, "write")
            unlink(temporary)
            throw error
        }
        syncFolder()
    }

    /// The whole file in one call.
    public static func write(_ text: String, to path: String) throws(FileError) {
        try write(Array(text.utf8), to: path)
    }

    /// The whole file in one call.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let file = try OutputFile(path: path)
        try file.write(bytes)
        try file.commit()
    }

    /// A rename is safe from a power cut only once its folder is on the disk too.
    private func syncFolder() {
        let folder = Self.folder(of: destination)
        let handle = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    /// Opens the temporary file for this process alone. One that a killed process has left is taken
    /// over and emptied, so that the next run of a command clears up after the last.
    private static func claim(_ temporary: String, for path: String) throws(FileError) -> Int32 {
        while true {
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw error(path, "create") }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw FileError(path: path, operation: "write", reason: FileError.busy)
            }
            var (mine, named) = (stat(), stat())
            // Between opening and locking, its last owner may have renamed it to its place.
            if fstat(descriptor, &mine) == 0, stat(temporary, &named) == 0,
                mine.st_ino == named.st_ino, ftruncate(descriptor, 0) == 0
            {
                return descriptor
            }
            close(descriptor)
        }
    }

    private static func error(_ path: String, _ operation: String) -> FileError {
        FileError(path: path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
