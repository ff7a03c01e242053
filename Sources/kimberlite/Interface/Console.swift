internal import Foundation

/// An error with the sentence that the user reads and the code the program ends with.
struct CommandFailure: Error {
    var message: String
    var exitCode: Int32

    init(_ message: String, exitCode: Int32 = 1) {
        (self.message, self.exitCode) = (message, exitCode)
    }

    /// The end after Ctrl-C: 128 + SIGINT, as shells have it.
    static func interrupted(_ message: String = "interrupted") -> CommandFailure {
        CommandFailure(message, exitCode: 130)
    }
}

/// Where sentences go: results to standard output, everything else to standard error.
enum Console {
    /// A line of the result.
    static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// A part of the result that has its own line ends.
    static func write(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Text of the result as it is, line ends included.
    static func text(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// "error: …"
    static func error(_ message: String) { note("error: \(message)") }

    /// "warning: …"
    static func warning(_ message: String) { note("warning: \(message)") }

    /// A line for the person at the terminal, kept out of the result.
    static func note(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Text to standard error with no line end, for a bar that redraws itself.
    static func draw(_ text: String) { write(text, to: STDERR_FILENO) }

    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Straight to the system, so that results and notes keep their order.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            // Nobody is left to read; there is nobody to tell either.
            guard count > 0 else { return }
            rest.removeFirst(count)
        }
    }
}
