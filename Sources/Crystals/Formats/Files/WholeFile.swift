internal import Dispatch
internal import Foundation
internal import Synchronization

/// A file with all that is to stand in it.
public struct WholeFile: Sendable {
    public var path: String
    public var text: String
    public var isExecutable: Bool

    public init(path: String, text: String, isExecutable: Bool = false) {
        (self.path, self.text, self.isExecutable) = (path, text, isExecutable)
    }

    /// How many wait for the disk at once, which brings them there together: a thousand files one
    /// after the other take ten seconds.
    private static let writtenAtOnce = 16

    /// Writes files of different paths, each as ``OutputFile`` does.
    ///
    /// - Throws: ``FileError`` of the first that cannot be written; others may be there then.
    public static func write(_ files: [WholeFile]) throws(FileError) {
        let next = Atomic<Int>(0)
        let failures = Mutex<[Int: FileError]>([:])
        DispatchQueue.concurrentPerform(iterations: min(writtenAtOnce, files.count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                do throws(FileError) {
                    try files[index].write()
                } catch {
                    failures.withLock { $0[index] = error }
                }
            }
        }
        if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
    }

    private func write() throws(FileError) {
        try OutputFile.write(text, to: path)
        guard isExecutable, chmod(path, 0o755) != 0 else { return }
        throw FileError(
            path: path, operation: "make executable", reason: String(cString: strerror(errno)))
    }
}
