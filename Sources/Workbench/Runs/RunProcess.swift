internal import Foundation

/// A run as a process of its own: it computes as the command line does, a failure of its ends nothing else, and it
/// ends when this program does, however that happens.
final class RunProcess: @unchecked Sendable {
    private let process = Process()
    /// Its standard input. Nothing is ever written; that it is closed tells the process to end.
    private let leash = Pipe()

    /// Starts the program, which appends what it says to the log.
    ///
    /// - Parameters:
    ///   - ended: is given the exit status, and whether a signal that nobody caught ended it.
    /// - Throws: ``RunFailure`` where an earlier process of the same run has not ended yet, or none can be
    ///   started.
    init(
        _ program: URL, _ arguments: [String], log: URL,
        ended: @escaping @Sendable (Int32, Bool) -> Void
    ) throws {
        let output = try Self.locked(log)
        process.executableURL = program
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["KIMBERLITE_SUPERVISED"] = "1"
        process.environment = environment
        process.standardInput = leash
        (process.standardOutput, process.standardError) = (output, output)
        process.terminationHandler = {
            ended($0.terminationStatus, $0.terminationReason == .uncaughtSignal)
        }
        try process.run()
        // The process has its own.
        try? leash.fileHandleForReading.close()
        try? output.close()
    }

    /// The log, opened to append. The lock belongs to the open file, which the process inherits: it is held until
    /// that process ends, even if this one has been killed.
    private static func locked(_ log: URL) throws -> FileHandle {
        let descriptor = open(log.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw RunFailure("cannot write \(log.path)") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw RunFailure("an earlier process of this run has not ended yet", isPassing: true)
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Asks for the end at the next place from which the run can go on.
    func stop() { process.terminate() }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}

/// Why a run is not computed.
struct RunFailure: Error, CustomStringConvertible {
    var description: String
    /// Whether waiting will help.
    var isPassing = false

    init(_ description: String, isPassing: Bool = false) {
        (self.description, self.isPassing) = (description, isPassing)
    }
}
