import Crystals
import Foundation
import TestKit
import Testing

@Suite("A screening that is killed")
struct KillTests {
    /// The executable stands beside the tests.
    private static let program: String? = {
        var folder = URL(filePath: CommandLine.arguments[0])
        for _ in 0..<6 {
            folder = folder.deletingLastPathComponent()
            let path = folder.appending(path: "ScreeningProcess").path(percentEncoded: false)
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return nil
    }()

    /// A screening at work, and what it says of its stage.
    private struct Screening {
        let process = Process()
        private let output = Pipe()

        init(_ folder: String, threads: Int, delay: Int) throws {
            let path = try #require(program, "ScreeningProcess is not built; run swift build first")
            process.executableURL = URL(filePath: path)
            process.arguments = [folder, "1200", "\(threads)", "48", "\(delay)"]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
        }

        /// Returns when the process has said `stage`, or has ended.
        func wait(for stage: String) {
            var said = ""
            while !said.contains(stage) {
                let data = output.fileHandleForReading.availableData
                if data.isEmpty { return }
                said += String(decoding: data, as: UTF8.self)
            }
        }

        /// Whether there was something to kill.
        func kill(after seconds: Double) -> Bool {
            Thread.sleep(forTimeInterval: seconds)
            let isAlive = process.isRunning
            if isAlive { Foundation.kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            return isAlive && process.terminationReason == .uncaughtSignal
        }
    }

    private static func finish(_ folder: String, threads: Int) throws {
        let screening = try Screening(folder, threads: threads, delay: 0)
        screening.wait(for: "predicted in")
        screening.process.waitUntilExit()
        try #require(screening.process.terminationStatus == 0)
    }

    @Test("at ten random moments and resumed gives the bytes of the undisturbed run")
    func killAndResume() throws {
        let (calm, troubled) = (try TemporaryFolder(), try TemporaryFolder())
        try Self.finish(calm.path, threads: 2)

        var generator = SplitMix64(seed: 20)
        var killed = 0
        for attempt in 0..<10 {
            // Seven moments in the screening of a second, then three in ranking and writing.
            let isLate = attempt >= 7
            let screening = try Screening(
                troubled.path, threads: 1 + attempt % 2, delay: isLate ? 0 : 900)
            screening.wait(for: isLate ? "ranking" : "screening")
            let moment = Double.random(in: 0...(isLate ? 0.25 : 0.14), using: &generator)
            killed += screening.kill(after: moment) ? 1 : 0
        }
        #expect(killed >= 8, "control: the moments fell into the run")
        try Self.finish(troubled.path, threads: 1)

        let (expected, found) = (try Self.contents(calm.path), try Self.contents(troubled.path))
        #expect(expected.keys.sorted() == found.keys.sorted())
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
        #expect((expected["candidates.csv"]?.count ?? 0) > 100_000)
        #expect(expected.keys.contains { $0.hasPrefix("cif/") })
    }

    /// Every file below `folder` but the store, whose pages may lie otherwise.
    private static func contents(_ folder: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where !name.hasPrefix("kimberlite.sqlite") {
            contents[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
        return contents
    }
}
