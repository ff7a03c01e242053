public import Foundation

/// The data for development and tests that the project does not hold.
public enum SharedData {
    /// `$KIMBERLITE_SHARED_DATA`, or `../shared/data` beside the repository; nil if absent.
    public static let folder: URL? = {
        let environment = ProcessInfo.processInfo.environment["KIMBERLITE_SHARED_DATA"]
        let folder = environment.map { URL(filePath: $0) } ?? beside
        let exists = FileManager.default.fileExists(atPath: folder.path(percentEncoded: false))
        return exists ? folder : nil
    }()

    /// What a test that needs the folder prints when it skips.
    public static let absence =
        "no ../shared/data beside the repository and no $KIMBERLITE_SHARED_DATA"

    public static var isPresent: Bool { folder != nil }

    /// The file at `path` in the folder.
    public static func data(_ path: String) throws -> Data {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: folder.appending(path: path))
    }

    private static let beside = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/data")
}
