/// What the file system refused, with the facts.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as the user gave it.
    public var path: String
    /// "open", "read", "write", "rename".
    public var operation: String
    /// The system's words, or ours: "No such file or directory".
    public var reason: String

    public init(path: String, operation: String, reason: String) {
        (self.path, self.operation, self.reason) = (path, operation, reason)
    }

    static let busy = "another process is writing it"

    /// Whether it was only that another process is writing the file: a caller may wait.
    public var isBusy: Bool { reason == Self.busy }

    public var description: String { "cannot \(operation) \(path): \(reason)" }
}
