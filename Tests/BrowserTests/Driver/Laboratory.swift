import Foundation
import TestKit
import Testing

/// The built program, serving its page.
struct Laboratory {
    let address: String

    /// Serves from a folder of its own for as long as the body runs.
    ///
    /// - Parameter stores: makes the stores that are shown, in a folder; none where it is nil.
    static func open<Answer>(
        stores: ((URL) throws -> [URL])? = nil,
        _ body: (Laboratory, URL) async throws -> Answer
    ) async throws -> Answer {
        let program = try #require(
            BuiltProgram.url, "the program is not built; run swift build first")
        let folder = URL(filePath: NSTemporaryDirectory())
            .appending(path: "kimberlite-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let shown = try stores?(folder).map(\.path) ?? []
        let process = try SpokenProcess(
            program.path,
            ["serve"] + shown
                + ["--port", "0", "--folder", folder.appending(path: "laboratory").path],
            folder: folder)
        defer { process.end() }
        let port = try await process.number(after: "http://127.0.0.1:")
        return try await body(Laboratory(address: "http://127.0.0.1:\(port)"), folder)
    }

    /// A store of crystals from JSON lines, as `import` makes it.
    static func store(_ name: String, of lines: String, in folder: URL) throws -> URL {
        let file = folder.appending(path: "\(name).jsonl")
        try Data(lines.utf8).write(to: file)
        let store = folder.appending(path: "\(name).sqlite")
        let process = Process()
        process.executableURL = BuiltProgram.url
        process.arguments = ["import", "--quiet", "--store", store.path, file.path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return store
    }
}
