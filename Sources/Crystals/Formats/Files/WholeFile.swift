internal import Foundation

/// A file with all that is to stand in it.
public struct WholeFile: Sendable {
    public var path: String
    public var text: String
    public var isExecutable: Bool

    public init(path: String, text: String, isExecutable: Bool = false) {
        (self.path, self.text, self.isExecutable) = (path, text, isExecutable)
    }

    /// How many wait for the disk at once, which brings them there together: a thousand files one
    /// after the other take ten seconds. They wait more than they work, so that there are more threads
    /// than cores.
    static let writtenAtOnce = 16

    /// Writes files of different paths, each as ``OutputFile`` does.
    ///
    /// - Throws: ``FileError`` of the first that cannot be written; the others are there then.
    public static func write(_ files: [WholeFile]) throws(FileError) {
        var rest = files[...]
        let written = WorkAhead(
            threads: max(1, min(writtenAtOnce, files.count)), pieces: { rest.popFirst() },
            work: { file in Result { () throws(FileError) in try file.write() } })
        var first: FileError?
        while let result = written.next() {
            if case .failure(let error) = result { first = first ?? error }
        }
        if let first { throw first }
    }

    private func write() throws(FileError) {
        try OutputFile.write(text, to: path)
        guard isExecutable, chmod(path, 0o755) != 0 else { return }
        throw FileError(
            path: path, operation: "make executable", reason: String(cString: strerror(errno)))
    }
}
