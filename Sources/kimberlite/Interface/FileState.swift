internal import Foundation

/// What changes when a file is written or replaced: size, inode and time of the last change.
struct FileState: Hashable, CustomStringConvertible {
    let description: String

    /// nil where there is no such file.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if os(macOS)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        description = "\(status.st_size) \(status.st_ino) \(time.tv_sec).\(time.tv_nsec)"
    }

    /// Whether a file can be read twice: a pipe is empty the second time. True where there is none.
    static func isRepeatable(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return true }
        return [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// Of the running program: tells one build from another, which may compute otherwise.
    static let program = FileState(of: Bundle.main.executablePath ?? "")
}
