public import Foundation

/// The program as it was built beside the tests.
public enum BuiltProgram {
    /// nil where it is not there.
    public static let url: URL? = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<5 {
            let candidate = folder.appending(path: "kimberlite")
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: candidate.path(percentEncoded: false), isDirectory: &isFolder)
            if exists && !isFolder.boolValue { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()
}
