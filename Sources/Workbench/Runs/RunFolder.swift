internal import Foundation

/// Where a run keeps its files, and what it says while it is computed.
struct RunFolder: Sendable {
    let url: URL

    init(_ id: Int, in laboratory: URL) { url = laboratory.appending(path: "runs/\(id)") }

    var log: URL { url.appending(path: "log.txt") }
    var plan: URL { url.appending(path: "plan.yaml") }
    var crystals: URL { url.appending(path: "crystals.jsonl") }
    var results: URL { url.appending(path: "results") }
    var model: URL { url.appending(path: "model.safetensors") }
    var store: URL { results.appending(path: "kimberlite.sqlite") }
    var metrics: URL { url.appending(path: "model.safetensors.metrics.csv") }

    func make() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func remove() throws {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        try FileManager.default.removeItem(at: url)
    }

    struct File: Encodable, Sendable, Hashable {
        /// From the run's folder, with slashes.
        var name: String
        var bytes: Int
    }

    private static let mostFiles = 1000

    /// What can be fetched, by name. A store's side files and saved states are not results.
    func files() -> [File] {
        guard
            let walk = FileManager.default.enumerator(
                at: url, includingPropertiesForKeys: [.fileSizeKey, .isRegularFileKey],
                options: [.skipsHiddenFiles])
        else { return [] }
        var files: [File] = []
        for case let file as URL in walk where files.count < Self.mostFiles {
            let values = try? file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            guard values?.isRegularFile == true, !file.lastPathComponent.hasSuffix("-wal"),
                !file.lastPathComponent.hasSuffix("-shm")
            else { continue }
            let parts = file.standardizedFileURL.pathComponents.dropFirst(
                url.standardizedFileURL.pathComponents.count)
            files.append(File(name: parts.joined(separator: "/"), bytes: values?.fileSize ?? 0))
        }
        return files.sorted { $0.name < $1.name }
    }

    /// The file of a name that ``files()`` has; nil for any other, so that no name leads out of the folder.
    func file(named name: String) -> URL? {
        files().contains { $0.name == name } ? url.appending(path: name) : nil
    }

    /// The last lines that the run has said.
    func lastLines(_ count: Int) -> [String] {
        let lines = (try? LogReader(log).tail(bytes: 200 * count)) ?? []
        return Array(lines.suffix(count))
    }
}
