internal import Foundation
internal import Synchronization

/// Ctrl-C and SIGTERM: the first asks for a clean end, the second ends the program at once.
///
/// Long loops poll ``isRequested`` (as a closure `{ Interruption.isRequested }` where the loop
/// stands in another target), write what they have, and throw ``CommandFailure/interrupted(_:)``.
enum Interruption {
    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    static func install() {
        // The flag is made here, at its first use: a handler may not wait for that.
        requested.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            signal(number) { received in
                requested.store(true, ordering: .relaxed)
                signal(received, SIG_DFL)
            }
        }
        unblock([SIGINT, SIGTERM])
        if isSupervised { endWithSupervisor() }
        // A closed pipe (`| head`) ends the program like any other filter.
        signal(SIGPIPE, SIG_DFL)
    }

    /// Whether the program that started this one watches it and holds the other end of its standard input.
    static let isSupervised = ProcessInfo.processInfo.environment["KIMBERLITE_SUPERVISED"] != nil

    /// However the supervisor ends, its end of the pipe is closed, and that is a request like a signal's: no
    /// work goes on that nobody knows of.
    private static func endWithSupervisor() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count == 0 || (count < 0 && errno != EINTR) { break }
            }
            requested.store(true, ordering: .relaxed)
        }
    }

    /// A program inherits what its parent has blocked: one started from a thread that handles no
    /// signals could not be asked to end.
    private static func unblock(_ numbers: [Int32]) {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    /// Throws if the user has asked for the end.
    static func check() throws(CommandFailure) {
        if isRequested { throw CommandFailure.interrupted() }
    }
}

/// Written by the signal handler, read by polling. A handler may do little: a store to a lock-free
/// atomic is among it, and so is `signal` (POSIX, async-signal-safe functions).
private let requested = Atomic<Bool>(false)
