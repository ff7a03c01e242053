import Foundation

/// A program that runs beside the tests and says on its standard output when it is ready.
final class SpokenProcess {
    private let process = Process()
    private let output: URL

    /// - Parameters:
    ///   - folder: takes what the program writes, and is where it runs: what stands in the tests' own folder, as a
    ///     screening of `make discover`, is none of its business.
    init(_ path: String, _ arguments: [String], folder: URL) throws {
        output = folder.appending(path: "output-\(UUID().uuidString)")
        try Data().write(to: output)
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// The number that follows some words of its output.
    func number(after words: String) async throws -> Int {
        for _ in 0..<300 {
            let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
            if let range = text.range(of: words) {
                let digits = text[range.upperBound...].prefix(while: \.isNumber)
                let isWhole = range.upperBound < text.endIndex && digits.endIndex < text.endIndex
                if isWhole, let number = Int(digits) { return number }
            }
            guard process.isRunning else {
                throw BrowserFailure("\(process.arguments ?? []) has ended: \(text)")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw BrowserFailure("nothing says \(words) within 30 s")
    }

    /// Ends it at once: it may have been started with the signal that asks politely shut off.
    func end() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
    }
}

struct BrowserFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
