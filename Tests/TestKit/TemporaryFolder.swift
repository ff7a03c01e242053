public import Foundation

/// A new folder that goes with the value.
public final class TemporaryFolder {
    public let path = NSTemporaryDirectory() + "kimberlite-tests-" + UUID().uuidString

    public var url: URL { URL(filePath: path) }

    public init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Runs `body` with the path of a new folder, and removes it afterwards.
public func withTemporaryFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = try TemporaryFolder()
    return try body(folder.path)
}
