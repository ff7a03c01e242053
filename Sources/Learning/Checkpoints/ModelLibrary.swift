public import Foundation

/// The folder of models that ships with the program.
public enum ModelLibrary {
    /// `$KIMBERLITE_MODELS`; else `share/kimberlite/Models` beside the folder of the executable; else
    /// a folder `Models` beside it or above it, which is where a build stands in its checkout.
    public static func folder() -> URL? {
        if let path = ProcessInfo.processInfo.environment["KIMBERLITE_MODELS"] {
            return URL(fileURLWithPath: path)
        }
        guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else {
            return nil
        }
        var folder = executable.deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent()
            .appendingPathComponent("share/kimberlite/Models")
        var candidates = [installed]
        while folder.path != "/" {
            candidates.append(folder.appendingPathComponent("Models"))
            folder.deleteLastPathComponent()
        }
        return candidates.first { !models(in: $0).isEmpty }
    }

    /// Model files of a folder, by name.
    public static func models(in folder: URL) -> [URL] {
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "safetensors" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
