import Foundation
import TestKit
import Testing

/// Runs the built program as a user would.
enum Program {
    struct Result {
        var code: Int32
        var output: String
        var errors: String
    }

    /// The program stands beside the tests in the build folder.
    static let path = BuiltProgram.url?.path(percentEncoded: false)

    /// - Parameter input: What stands on standard input.
    static func run(_ arguments: String..., input: String = "") throws -> Result {
        try run(arguments, input: input)
    }

    /// - Parameters:
    ///   - input: What stands on standard input.
    ///   - environment: Added to that of the tests.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        let path = try #require(Self.path, "the program is not built; run swift build first")
        let folder = URL(filePath: NSTemporaryDirectory())
            .appending(path: "kimberlite-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: neither end can wait for the other.
        func file(_ name: String, _ contents: String) throws -> FileHandle {
            let url = folder.appending(path: name)
            try Data(contents.utf8).write(to: url)
            return try FileHandle(forUpdating: url)
        }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = Self.environment(environment, cache: folder)
        process.standardInput = try file("in", input)
        process.standardOutput = try file("out", "")
        process.standardError = try file("err", "")
        try process.run()
        process.waitUntilExit()
        // A signal that ended it counts as shells count it.
        let wasKilled = process.terminationReason == .uncaughtSignal
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
        }
        return Result(
            code: process.terminationStatus + (wasKilled ? 128 : 0), output: try text("out"),
            errors: try text("err"))
    }

    /// That of the tests and what is added to it; caches go into a folder, not into the user's.
    static func environment(_ added: [String: String] = [:], cache folder: URL) -> [String: String]
    {
        let cache = folder.appending(path: "cache").path(percentEncoded: false)
        return ProcessInfo.processInfo.environment
            .merging(["KIMBERLITE_CACHE": cache]) { $1 }.merging(added) { $1 }
    }

    /// Starts the program and kills it once `condition` holds.
    ///
    /// - Returns: whether there was something to kill.
    static func kill(
        _ arguments: [String], environment: [String: String] = [:], when condition: () -> Bool
    ) throws -> Bool {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.path, "the program is not built"))
        process.arguments = arguments
        process.environment = Self.environment(environment, cache: URL(filePath: folder.path))
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning, !condition() { Thread.sleep(forTimeInterval: 0.002) }
        let isAlive = process.isRunning
        if isAlive { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return isAlive && process.terminationReason == .uncaughtSignal
    }
}
