public import Foundation

/// The folder of real data that development machines have and users do not.
public enum SharedData {
    /// nil where it is absent; then tests that need it skip, and say so once.
    public static let folder: URL? = {
        let environment = ProcessInfo.processInfo.environment["KIMBERLITE_SHARED_DATA"]
        let repository = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = environment.map { URL(fileURLWithPath: $0) }
            ?? repository.deletingLastPathComponent().appendingPathComponent("shared/data")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("skipped: tests against real data; \(folder.path) is absent")
            return nil
        }
        return folder
    }()

    public static var isPresent: Bool { folder != nil }

    /// The file at `path` in the folder.
    public static func data(_ path: String) throws -> Data {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: folder.appendingPathComponent(path))
    }
}
